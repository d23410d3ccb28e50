using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.EndToEnd.Tests.Enrolment;

/// <summary>Something on loopback that is not the control room: answers every connection with the same HTTP answer, plainly or by a certificate of its
/// own.</summary>
internal sealed class WrongServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2? certificate;
    private readonly byte[] answer;
    private readonly Task serving;

    private WrongServer(X509Certificate2? certificate, string body)
    {
        this.certificate = certificate;
        answer = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public static WrongServer Plain() => new(null, "");

    /// <summary>Behind a certificate of the authority <c>CN=Firewall</c>.</summary>
    public static WrongServer Certified(string body)
    {
        using var key = DeviceKey.New();
        var now = TimeProvider.System.GetUtcNow();
        var root = new CertificateRequest("CN=Firewall", key, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = root.CreateSelfSigned(now.AddDays(-1), now.AddDays(9));
        using var own = DeviceKey.New();
        var request = new CertificateRequest("CN=localhost", own, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(authority, now.AddDays(-1), now.AddDays(8), [1]);
        return new(issued.CopyWithPrivateKey(own), body);
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        listener.Dispose();
        certificate?.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync();
                await AnswerAsync(client);
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
            {
                // It went away, or wanted no such server.
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        await using var tls = certificate is null ? null : new SslStream(client.GetStream());
        if (tls is not null)
            await tls.AuthenticateAsServerAsync(certificate!);
        Stream stream = tls is null ? client.GetStream() : tls;
        if (await stream.ReadAsync(new byte[4096]) > 0)
            await stream.WriteAsync(answer);
    }
}
