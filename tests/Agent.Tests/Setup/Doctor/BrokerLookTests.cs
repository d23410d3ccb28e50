using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Setup.Doctor;
using Solutions.Edge.Agent.Uplink.Identity;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Setup.Doctor;

/// <summary>A real TLS server that shows this certificate or that, and what doctor finds of it.</summary>
public sealed class BrokerLookTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();
    private readonly ECDsa key = DeviceKey.New(), otherKey = DeviceKey.New();
    private readonly X509Certificate2 root, other;

    public BrokerLookTests() => (root, other) = (Root("CN=ours", key), Root("CN=Firewall", otherKey));

    public void Dispose()
    {
        root.Dispose();
        other.Dispose();
        key.Dispose();
        otherKey.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task The_control_rooms_certificate_is_green() => Assert.Equal(Colour.Green, (await LookAsync(root, "localhost", 30)).Colour);

    [Fact]
    public async Task Of_another_authority_it_is_something_between()
    {
        var found = await LookAsync(other, "localhost", 30);
        Assert.Matches("^what answers at localhost:[0-9]+ is not the control room's$", found.Words);
        Assert.Contains("issued by CN=Firewall", found.Cause, StringComparison.Ordinal);
        Assert.StartsWith("if a firewall inspects TLS here", found.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expired_it_is_a_matter_of_clocks()
    {
        var found = await LookAsync(root, "localhost", -1);
        Assert.Matches("^the certificate of localhost:[0-9]+ has expired$", found.Words);
        Assert.Contains($"until {now.AddDays(-1):yyyy-MM-dd}", found.Cause, StringComparison.Ordinal);
        Assert.Contains("timedatectl", found.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_another_name_it_is_a_matter_of_names()
    {
        var found = await LookAsync(root, "room.example", 30);
        Assert.Matches("^localhost:[0-9]+ is the control room by another name$", found.Words);
        Assert.Equal("its certificate is for other names than 'localhost'", found.Cause);
    }

    private async Task<Finding> LookAsync(X509Certificate2 by, string name, int validDays)
    {
        using var own = DeviceKey.New();
        using var issued = Issue(by, "CN=server", own, name, now.AddDays(-30), now.AddDays(validDays));
        using var shown = issued.CopyWithPrivateKey(own);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, shown);
        var options = new AgentOptions { Mqtt = $"mqtts://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}" };
        var identity = Store();
        identity.Rule(options);
        // As while the agent runs: what speaks TLS here is no broker.
        var found = ReachJudgement.Judge("broker", await BrokerLook.LookAsync(options, identity, agentRuns: true, TestContext.Current.CancellationToken));
        listener.Stop();
        await serving;
        return found;
    }

    private static async Task ServeAsync(TcpListener listener, X509Certificate2 shown)
    {
        List<Task> lines = [];
        try
        {
            while (true)
                lines.Add(ShakeHandsAsync(await listener.AcceptTcpClientAsync(), shown));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(lines);
        }
    }

    private static async Task ShakeHandsAsync(TcpClient accepted, X509Certificate2 shown)
    {
        using var client = accepted;
        try
        {
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(shown);
            // Silent until it is spoken to, as a broker is.
            _ = await tls.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
        }
    }

    private DeviceIdentity Store()
    {
        using var own = DeviceKey.New();
        using var made = Issue(root, "CN=lamp", own, "lamp", now.AddDays(-1), now.AddDays(300));
        var both = $"{made.ExportCertificatePem()}\n{own.ExportPkcs8PrivateKeyPem()}\n";
        return DeviceIdentity.Store(folder.Path, new("lamp", "https://localhost:8444", "mqtts://localhost:8883", both, both, root.ExportCertificatePem()),
            now, TimeProvider.System);
    }

    private X509Certificate2 Root(string name, ECDsa of)
    {
        var request = new CertificateRequest(name, of, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(now.AddYears(-1), now.AddYears(20));
    }

    private static X509Certificate2 Issue(X509Certificate2 by, string subject, ECDsa of, string name, DateTimeOffset from, DateTimeOffset until)
    {
        var request = new CertificateRequest(subject, of, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], false));
        return request.Create(by, from, until, [2]);
    }
}
