using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests;

public sealed class ServerCertificateTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    private string Keys => Path.Combine(folder.Path, "keys");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_certificate_that_cannot_be_used_is_named()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => ServerCertificate.Open(new() { Certificate = "no-such.pem", Key = "no-such.key" }, time));
        Assert.Contains("The certificate 'no-such.pem' with the key 'no-such.key' cannot be used", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_of_the_settings_is_shown_with_those_between_it_and_its_authority_and_nothing_is_made()
    {
        using var root = Issue.Root("elsewhere", time.GetUtcNow(), TimeSpan.FromDays(30));
        using var key = DeviceKey.New();
        using var leaf = Issue.Server(root, ["room.example"], new(key), time.GetUtcNow(), TimeSpan.FromDays(10));
        var (certificate, secret) = (Path.Combine(folder.Path, "room.pem"), Path.Combine(folder.Path, "room.key"));
        File.WriteAllText(certificate, $"{leaf.ExportCertificatePem()}\n{root.ExportCertificatePem()}\n");
        File.WriteAllText(secret, key.ExportPkcs8PrivateKeyPem());
        var shown = ServerCertificate.Open(new() { Certificate = certificate, Key = secret, Keys = Keys }, time);
        Assert.Null(shown.Root);
        Assert.Equal(leaf.Thumbprint, shown.Shown.Thumbprint);
        Assert.False(Directory.Exists(Keys));
    }

    [Fact]
    public void Without_one_an_authority_of_its_own_is_made_once_and_vouches_for_every_name_that_is_answered_to()
    {
        var options = new ControlRoomOptions
        {
            Keys = Keys,
            Urls = "https://0.0.0.0:8443",
            Hosts = "front.example",
            Address = "room.example",
        };
        var made = ServerCertificate.Open(options, time);
        var found = ServerCertificate.Open(options, time);
        Assert.Equal(made.Root!.Thumbprint, found.Root!.Thumbprint);
        foreach (var name in new[] { "front.example", "room.example", "localhost", "127.0.0.1", Environment.MachineName })
            Assert.True(made.Shown.MatchesHostname(name), name);
        Assert.True(IsBelieved(made.Shown, made.Root));
        Assert.False(made.Shown.MatchesHostname("0.0.0.0"));
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Keys, "pages", "root.key")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Keys));
        Assert.DoesNotContain("PRIVATE", File.ReadAllText(Path.Combine(Keys, "pages", "authority.pem")), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_renewed_at_two_thirds_of_its_life_and_for_another_name_while_the_authority_stays()
    {
        var options = new ControlRoomOptions { Keys = Keys, Address = "room.example" };
        var certificate = ServerCertificate.Open(options, time);
        var first = certificate.Shown;
        time.Advance(TimeSpan.FromDays(240));
        Assert.Equal(first.Thumbprint, certificate.Shown.Thumbprint);
        time.Advance(TimeSpan.FromDays(10));
        var second = certificate.Shown;
        Assert.NotEqual(first.Thumbprint, second.Thumbprint);
        Assert.True(second.NotAfter > first.NotAfter && IsBelieved(second, certificate.Root!));
        options.Address = "elsewhere.example";
        Assert.True(certificate.Shown.MatchesHostname("elsewhere.example") && IsBelieved(certificate.Shown, certificate.Root!));
    }

    [Fact]
    public async Task A_browser_that_connects_when_the_certificate_has_grown_old_meets_a_new_one_of_the_same_authority()
    {
        var port = FreePort.Take(1)[0];
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var root = PeoplePort.Listen(builder, new() { Keys = Keys, Urls = $"https://127.0.0.1:{port}" }, time)!.Root!;
        await using var app = builder.Build();
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var before = await MeetAsync(port);
        using var again = await MeetAsync(port);
        time.Advance(TimeSpan.FromDays(250));
        using var after = await MeetAsync(port);
        Assert.Equal(before.SerialNumber, again.SerialNumber);
        Assert.NotEqual(before.SerialNumber, after.SerialNumber);
        Assert.True(IsBelieved(after, root));
    }

    [Fact]
    public void The_pages_authority_and_the_devices_vouch_for_nothing_of_each_other()
    {
        var pages = ServerCertificate.Open(new() { Keys = Keys, Address = "room.example" }, time);
        var devices = DeviceAuthority.Open(Keys, false, () => ["room.example"], time);
        Assert.NotEqual(pages.Root!.Thumbprint, devices.Believed[0].Thumbprint);
        Assert.False(IsBelieved(devices.Server, pages.Root));
        Assert.False(IsBelieved(pages.Shown, devices.Believed[0]));
        using var key = DeviceKey.New();
        using var forged = Issue.Client(pages.Root, "lamp", new(key), time.GetUtcNow(), TimeSpan.FromDays(1));
        Assert.False(devices.Vouches(forged));
        // Nor could it vouch for a client of anything else: its own use forbids that.
        Assert.False(IsBelieved(forged, pages.Root, "1.3.6.1.5.5.7.3.2"));
    }

    /// <summary>The certificate that a new connection is shown.</summary>
    private static async Task<X509Certificate2> MeetAsync(int port)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        await using var sealedLine = new SslStream(line.GetStream());
        X509Certificate2? met = null;
        await sealedLine.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            AllowTlsResume = false,
            RemoteCertificateValidationCallback = (_, shown, _, _) => (met = new X509Certificate2(shown!)) is not null,
        }, TestContext.Current.CancellationToken);
        return met!;
    }

    private bool IsBelieved(X509Certificate2 certificate, X509Certificate2 root, string use = "1.3.6.1.5.5.7.3.1")
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(use));
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        return chain.Build(certificate);
    }
}
