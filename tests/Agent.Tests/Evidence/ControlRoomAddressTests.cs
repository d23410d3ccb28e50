using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Tests.Support;
using Command = Solutions.Edge.Contracts.Command;

namespace Solutions.Edge.Agent.Tests.Evidence;

public sealed class ControlRoomAddressTests : IDisposable
{
    private static readonly string[] Names = ["room", "impostor"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("http://control.example:8080", "it must be https, without which no picture leaves this machine")]
    [InlineData("ftp://127.0.0.1", "must be like https://127.0.0.1:8443")]
    [InlineData("8443", "must be like https://127.0.0.1:8443")]
    public void An_address_to_which_no_picture_may_go_is_refused(string url, string says)
    {
        var fault = Assert.Throws<ConfigurationException>(() => ControlRoomAddress.Parse(url, null)).Message;
        Assert.Contains($"controlRoom is '{url}'", fault, StringComparison.Ordinal);
        Assert.Contains(says, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "cannot be read")]
    [InlineData("not a certificate", "holds no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "cannot be read")]
    public void A_file_without_a_certificate_is_refused_with_its_name(string? content, string says)
    {
        var path = Path.Combine(folder.Path, "ca.pem");
        if (content is not null)
            File.WriteAllText(path, content);
        var fault = Assert.Throws<ConfigurationException>(() => ControlRoomAddress.Parse("https://127.0.0.1:8443", path)).Message;
        Assert.Contains($"controlRoomCa is '{path}', which {says}", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("room", true)]
    [InlineData("impostor", false)]
    public async Task Pictures_go_only_to_whom_the_given_certificates_vouch_for(string shows, bool delivered)
    {
        var certificates = Names.ToDictionary(name => name, Certificate);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "ca.pem"), certificates["room"].ExportCertificatePem(), TestContext.Current.CancellationToken);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeOneAsync(listener, certificates[shows]);
        var address = ControlRoomAddress.Parse($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", Path.Combine(folder.Path, "ca.pem"));
        using var upload = new BlockUpload("d-1", address, TimeProvider.System, NullLogger.Instance);
        var sending = upload.SendAsync(new("a1", Command.Still, TimeProvider.System.GetUtcNow().AddMinutes(1), null, "DISORDER"),
            0, last: true, [1, 2, 3], TestContext.Current.CancellationToken);
        var received = await serving;
        Assert.Equal(delivered, received.StartsWith("PUT /api/v1/devices/d-1/evidence/a1/blocks/0?last=true", StringComparison.Ordinal));
        if (delivered)
            Assert.True(await sending);
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    /// <returns>What the first that came said; empty if it did not like the certificate.</returns>
    private static async Task<string> ServeOneAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(certificate);
            using var reader = new StreamReader(tls);
            var said = await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
            while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 })
            {
            }
            await reader.ReadBlockAsync(new char[3], TestContext.Current.CancellationToken);
            await tls.WriteAsync("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            return said;
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            return "";
        }
    }
}
