using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Devices.Authority;

public sealed class DeviceAuthorityTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_is_the_same_after_a_restart_and_its_keys_are_for_its_user_alone()
    {
        var first = Open();
        var again = Open();
        Assert.Equal(first.Fingerprint, again.Fingerprint);
        Assert.Equal(first.Server.Thumbprint, again.Server.Thumbprint);
        Assert.Equal(first.Client.Thumbprint, again.Client.Thumbprint);
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Keys));
        var secrets = Directory.GetFiles(Keys, "*.key", SearchOption.AllDirectories);
        Assert.Equal(3, secrets.Length);
        foreach (var file in secrets)
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void A_devices_certificate_opens_connections_as_a_client_and_the_seals_opens_none()
    {
        var authority = Open();
        using var key = DeviceKey.New();
        using var tls = authority.SignConnection("lamp", new(key));
        using var seal = authority.SignSeal("lamp", new(key));
        Assert.Equal("CN=lamp", tls.Subject);
        Assert.True(authority.Vouches(tls));
        Assert.False(authority.Vouches(seal));
        Assert.False(authority.Vouches(authority.Server));
        Assert.Equal(TimeSpan.FromDays(365), tls.NotAfter.ToUniversalTime() - time.GetUtcNow());
    }

    [Fact]
    public void Another_installations_certificates_are_not_vouched_for()
    {
        var other = DeviceAuthority.Open(Path.Combine(folder.Path, "other"), false, () => ["localhost"], time);
        using var key = DeviceKey.New();
        using var foreign = other.SignConnection("lamp", new(key));
        Assert.False(Open().Vouches(foreign));
    }

    [Fact]
    public void What_devices_meet_is_for_its_names_and_is_renewed_by_itself_at_two_thirds_of_its_life()
    {
        var authority = Open();
        var first = authority.Server;
        Assert.True(first.MatchesHostname("room.example") && first.MatchesHostname("127.0.0.1") && first.HasPrivateKey);
        time.Advance(TimeSpan.FromDays(240));
        Assert.Equal(first.Thumbprint, authority.Server.Thumbprint);
        time.Advance(TimeSpan.FromDays(10));
        Assert.NotEqual(first.Thumbprint, authority.Server.Thumbprint);
        Assert.Equal(authority.Server.Thumbprint, Open().Server.Thumbprint);
    }

    [Fact]
    public void Under_another_address_it_shows_another_certificate_of_the_same_authority()
    {
        var before = Open();
        var after = DeviceAuthority.Open(Keys, false, () => ["elsewhere.example"], time);
        Assert.Equal(before.Fingerprint, after.Fingerprint);
        Assert.True(after.Server.MatchesHostname("elsewhere.example"));
    }

    [Fact]
    public void The_list_of_what_was_revoked_is_whole_when_it_is_written_from_two_sides_at_once()
    {
        var authority = Open();
        Parallel.For(0, 100, _ => authority.WriteRevoked([("01", time.GetUtcNow())]));
        Assert.EndsWith("-----END X509 CRL-----\n", File.ReadAllText(Path.Combine(Keys, "devices", "revoked.pem")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_changes_while_it_runs_is_in_what_it_shows_next()
    {
        string[] hosts = ["room.example"];
        var authority = DeviceAuthority.Open(Keys, false, () => hosts, time);
        Assert.False(authority.Server.MatchesHostname("elsewhere.example"));
        hosts = ["elsewhere.example"];
        Assert.True(authority.Server.MatchesHostname("elsewhere.example"));
        Assert.Equal(authority.Server.Thumbprint, authority.Server.Thumbprint);
    }

    [Fact]
    public void While_there_are_two_roots_both_are_believed_and_what_the_old_one_vouches_for_is_still_shown()
    {
        var authority = Open();
        using var key = DeviceKey.New();
        using var before = authority.SignConnection("lamp", new(key));
        var (fingerprint, server) = (authority.Fingerprint, authority.Server.Thumbprint);
        authority.BeginRotation();
        using var after = authority.SignConnection("lamp", new(key));
        Assert.NotEqual(before.Issuer, after.Issuer);
        Assert.True(authority.Vouches(before) && authority.Vouches(after));
        Assert.Equal(fingerprint, authority.Fingerprint);
        Assert.Equal(server, authority.Server.Thumbprint);
        Assert.Equal(after.Issuer, authority.Believed[0].Subject);
        Assert.Throws<InvalidOperationException>(authority.BeginRotation);

        var reopened = Open();
        Assert.True(reopened.Vouches(before) && reopened.Vouches(after));
        reopened.EndRotation();
        Assert.False(reopened.Vouches(before));
        Assert.True(reopened.Vouches(after));
        Assert.NotEqual(fingerprint, reopened.Fingerprint);
        Assert.Equal(after.Issuer, reopened.Server.Issuer);
        Assert.Throws<InvalidOperationException>(reopened.EndRotation);
        Assert.True(Open().Vouches(after));
    }

    [Fact]
    public void A_request_with_a_key_of_another_kind_or_a_foreign_signature_is_refused()
    {
        using var rsa = RSA.Create(2048);
        var other = new CertificateRequest("CN=x", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequestPem();
        Assert.Throws<CryptographicException>(() => Issue.KeyOf(other));
        using var big = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Throws<CryptographicException>(() => Issue.KeyOf(new CertificateRequest("CN=x", big, HashAlgorithmName.SHA256).CreateSigningRequestPem()));
        using var mine = DeviceKey.New();
        var asked = new CertificateRequest("CN=x", mine, HashAlgorithmName.SHA256).CreateSigningRequest();
        asked[^1] ^= 1;
        Assert.Throws<CryptographicException>(() => Issue.KeyOf(PemEncoding.WriteString("CERTIFICATE REQUEST", asked)));
    }

    [Fact]
    public void A_demonstration_and_production_refuse_each_others_keys()
    {
        Open();
        Assert.Contains("production", Assert.Throws<InvalidOperationException>(() => DeviceAuthority.Open(Keys, true, () => ["localhost"], time)).Message,
            StringComparison.Ordinal);
        var demonstration = Path.Combine(folder.Path, "demonstration");
        DeviceAuthority.Open(demonstration, true, () => ["localhost"], time);
        var refusal = Assert.Throws<InvalidOperationException>(() => DeviceAuthority.Open(demonstration, false, () => ["localhost"], time)).Message;
        Assert.Contains("demonstration", refusal, StringComparison.Ordinal);
    }

    private string Keys => Path.Combine(folder.Path, "keys");

    private DeviceAuthority Open() => DeviceAuthority.Open(Keys, false, () => ["room.example", "127.0.0.1"], time);
}
