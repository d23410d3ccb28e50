using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Uplink.Identity;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Uplink.Identity;

public sealed class DeviceIdentityTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
    private readonly ECDsa rootKey = DeviceKey.New();
    private readonly X509Certificate2 root;

    public DeviceIdentityTests() => root = Root("CN=root", rootKey);

    public void Dispose()
    {
        root.Dispose();
        rootKey.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void It_is_found_again_and_is_for_this_user_alone()
    {
        Assert.Null(DeviceIdentity.Find(folder.Path, time));
        var stored = Store();
        var found = DeviceIdentity.Find(folder.Path, time)!;
        Assert.Equal(("lamp", stored.Certificate.Thumbprint), (found.File.Device, found.Certificate.Thumbprint));
        Assert.True(found.Certificate.HasPrivateKey);
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Folder, "identity.json")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
    }

    [Fact]
    public void One_that_does_not_read_is_named_with_what_to_do()
    {
        Store();
        File.WriteAllText(Path.Combine(Folder, "identity.json"), "{");
        var fault = Assert.Throws<ConfigurationException>(() => DeviceIdentity.Find(folder.Path, time)).Message;
        Assert.Contains("identity.json cannot be read", fault, StringComparison.Ordinal);
        Assert.Contains("enrol the device anew", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void It_decides_which_device_this_is_and_that_it_reports_over_TLS()
    {
        var options = new AgentOptions();
        Store().Rule(options);
        Assert.Equal(("lamp", "mqtts://room.example:8883"), (options.Device, options.Mqtt));
        options.Check();
        var moved = new AgentOptions { Mqtt = "mqtts://elsewhere.example" };
        Store().Rule(moved);
        Assert.Equal("mqtts://elsewhere.example", moved.Mqtt);
    }

    [Fact]
    public void A_file_that_names_another_device_is_refused()
    {
        var fault = Assert.Throws<ConfigurationException>(() => Store().Rule(new() { Device = "gate" })).Message;
        Assert.Contains("device is 'gate'", fault, StringComparison.Ordinal);
        Assert.Contains("'lamp'", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_is_believed_for_its_name_while_its_certificate_is_valid_and_by_no_other_authority()
    {
        using var server = Server(root, time.GetUtcNow(), time.GetUtcNow().AddDays(30));
        using var otherKey = DeviceKey.New();
        using var other = Root("CN=other", otherKey);
        Assert.Null(Fault(server, "room.example", root));
        Assert.Contains("other names", Fault(server, "evil.example", root), StringComparison.Ordinal);
        Assert.Contains("not believed", Fault(server, "room.example", other), StringComparison.Ordinal);
        Assert.Contains("shows no certificate", Fault(null, "room.example", root), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromDays(31));
        Assert.Contains("NotTimeValid", Fault(server, "room.example", root), StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_is_behind_is_no_obstacle()
    {
        using var server = Server(root, time.GetUtcNow(), time.GetUtcNow().AddDays(30));
        Assert.Null(ServerCheck.FindFault(server, "room.example", [root], time.GetUtcNow().AddYears(-30)));
    }

    private string Folder => DeviceIdentity.FolderIn(folder.Path);

    private string? Fault(X509Certificate2? shown, string host, X509Certificate2 authority) =>
        ServerCheck.FindFault(shown, host, [authority], time.GetUtcNow());

    private DeviceIdentity Store()
    {
        using var key = DeviceKey.New();
        var request = new CertificateRequest("CN=lamp", key, HashAlgorithmName.SHA256);
        using var made = request.Create(root, time.GetUtcNow(), time.GetUtcNow().AddDays(365), [1]);
        var both = $"{made.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
        return DeviceIdentity.Store(folder.Path,
            new("lamp", "https://room.example:8444", "mqtts://room.example:8883", both, both, root.ExportCertificatePem()), time.GetUtcNow(), time);
    }

    private X509Certificate2 Root(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(time.GetUtcNow().AddYears(-1), time.GetUtcNow().AddYears(20));
    }

    private static X509Certificate2 Server(X509Certificate2 by, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = DeviceKey.New();
        var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("room.example");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], false));
        return request.Create(by, from, until, [2]);
    }
}
