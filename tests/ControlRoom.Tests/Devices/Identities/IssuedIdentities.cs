using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.ControlRoom.Devices.Identities;

namespace Solutions.Edge.ControlRoom.Tests.Devices.Identities;

/// <summary>An authority, its database and what is in force of it, with devices that enrol.</summary>
internal sealed class IssuedIdentities : IDisposable
{
    private readonly TestDatabase database;

    private IssuedIdentities(IInterceptor[] interceptors)
    {
        database = new("", interceptors: interceptors);
        Authority = DeviceAuthority.Open(Path.Combine(database.Folder, "keys"), false, () => ["localhost", "127.0.0.1"], Time);
        Codes = new(database.Databases, Time);
        Judge = new(Authority, Standing, Time);
        Identities = Of(Standing);
    }

    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    public DeviceAuthority Authority { get; }

    public EnrolmentCodes Codes { get; }

    public DeviceStanding Standing { get; } = new();

    public DeviceJudge Judge { get; }

    public DeviceIdentities Identities { get; }

    public IDbContextFactory<ControlRoomDb> Databases => database.Databases;

    /// <param name="interceptors">What sees the database's work.</param>
    public static async Task<IssuedIdentities> OpenAsync(params IInterceptor[] interceptors)
    {
        var opened = new IssuedIdentities(interceptors);
        await opened.database.MigrateAsync();
        await opened.Identities.OpenAsync(TestContext.Current.CancellationToken);
        return opened;
    }

    /// <summary>As after a restart.</summary>
    public async Task<DeviceStanding> ReadAgainAsync()
    {
        var standing = new DeviceStanding();
        using var identities = Of(standing);
        await identities.OpenAsync(TestContext.Current.CancellationToken);
        return standing;
    }

    public async Task<EnrolmentCode> CodeAsync(string device)
    {
        var code = EnrolmentCode.New("localhost", 8444, Authority.Fingerprint);
        await Codes.IssueAsync(device, code, TestContext.Current.CancellationToken);
        return code;
    }

    /// <returns>The certificate of its connections, with its key.</returns>
    public async Task<X509Certificate2> EnrolAsync(string device)
    {
        using var key = DeviceKey.New();
        var (answer, refusal) = await Identities.EnrolAsync(Ask(key, (await CodeAsync(device)).Secret), TestContext.Current.CancellationToken);
        Assert.Null(refusal);
        return X509Certificate2.CreateFromPem(answer!.Tls, key.ExportPkcs8PrivateKeyPem());
    }

    public static EnrolmentRequest Ask(ECDsa key, string? secret, string? device = null)
    {
        var request = new CertificateRequest("CN=any", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        return new(secret, device, request, request);
    }

    public void Dispose()
    {
        Identities.Dispose();
        database.Dispose();
    }

    private DeviceIdentities Of(DeviceStanding standing) => new(database.Databases, Authority, standing, Codes, new(() => "localhost", 8444, 8883, false), Time,
        NullLogger<DeviceIdentities>.Instance);
}
