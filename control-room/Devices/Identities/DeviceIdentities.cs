using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Devices.Authority;

namespace Solutions.Edge.ControlRoom.Devices.Identities;

/// <summary>Gives devices their certificates and takes them back. Stored first, then in force.</summary>
internal sealed class DeviceIdentities : BackgroundService
{
    private const string Anew = "the device was enrolled anew";

    private readonly IDbContextFactory<ControlRoomDb> databases;
    private readonly DeviceAuthority authority;
    private readonly DeviceStanding standing;
    private readonly EnrolmentCodes codes;
    private readonly DevicePort port;
    private readonly TimeProvider time;
    private readonly ILogger<DeviceIdentities> log;

    /// <summary>What was read first must be in force first: else one that was revoked meanwhile is believed again.</summary>
    private readonly SemaphoreSlim following = new(1);

    private readonly Channel<(string Device, string Reason)> found = Channel.CreateUnbounded<(string, string)>();

    public DeviceIdentities(IDbContextFactory<ControlRoomDb> databases, DeviceAuthority authority, DeviceStanding standing, EnrolmentCodes codes,
        DevicePort port, TimeProvider time, ILogger<DeviceIdentities> log)
    {
        (this.databases, this.authority, this.standing, this.codes, this.port, this.time, this.log) =
            (databases, authority, standing, codes, port, time, log);
        standing.FoundTwice += Keep;
    }

    /// <summary>What is stored, in force. Called once the database is ready.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await FollowAsync(db, cancellationToken);
    }

    /// <summary>A device with a code gets its certificates; those that it had before are revoked.</summary>
    /// <returns>The answer, or why there is none.</returns>
    /// <exception cref="CryptographicException">A request in it does not read.</exception>
    public async Task<(EnrolmentAnswer? Answer, string? Refusal)> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        // A request that does not read must not cost the code.
        var (tls, seal) = (Issue.KeyOf(request.Tls), Issue.KeyOf(request.Seal));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (device, refusal) = await codes.RedeemAsync(db, request.Secret ?? "", cancellationToken);
        if (device is null)
            return (null, refusal);
        // Nothing is stored: the code serves the right one.
        if (request.Device is { } named && named != device)
            return (null, $"the code is of device '{device}', and this device's file names '{named}'; it was not used");
        await RevokeAsync(db, device, Anew, cancellationToken);
        await db.Set<DeviceHoldRow>().Where(h => h.Device == device).ExecuteDeleteAsync(cancellationToken);
        var answer = await SignAsync(db, device, tls, seal, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await FollowAsync(db, cancellationToken);
        IdentitiesLog.Enrolled(log, device);
        return (answer, null);
    }

    /// <summary>A device gets new certificates; the old ones serve until they expire, for what it is given may be lost on the way.</summary>
    /// <exception cref="CryptographicException">A request in it does not read.</exception>
    public async Task<EnrolmentAnswer> RenewAsync(string device, EnrolmentRequest request, CancellationToken cancellationToken)
    {
        var (tls, seal) = (Issue.KeyOf(request.Tls), Issue.KeyOf(request.Seal));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var answer = await SignAsync(db, device, tls, seal, cancellationToken);
        await FollowAsync(db, cancellationToken);
        IdentitiesLog.Renewed(log, device);
        return answer;
    }

    /// <returns>False: the device has no certificate that is valid.</returns>
    public async Task<bool> RevokeAsync(string device, string reason, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await RevokeAsync(db, device, reason, cancellationToken) == 0)
            return false;
        await FollowAsync(db, cancellationToken);
        IdentitiesLog.Revoked(log, device, reason);
        return true;
    }

    /// <summary>An engineer decides that a device of which two held the identity is believed again.</summary>
    /// <returns>False: it was not held.</returns>
    public async Task<bool> BelieveAsync(string device, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var held = await db.Set<DeviceHoldRow>().Where(h => h.Device == device).ExecuteDeleteAsync(cancellationToken) > 0
            || standing.HoldOf(device) is not null;
        await FollowAsync(db, cancellationToken);
        return held;
    }

    public override void Dispose()
    {
        following.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (device, reason) in found.Reader.ReadAllAsync(stoppingToken))
        {
            IdentitiesLog.Twice(log, device, reason);
            await using var db = await databases.CreateDbContextAsync(stoppingToken);
            if (!await db.Set<DeviceHoldRow>().AnyAsync(h => h.Device == device, stoppingToken))
                db.Add(new DeviceHoldRow { Device = device, Reason = reason, SinceMs = time.GetUtcNow().ToUnixTimeMilliseconds() });
            await db.SaveChangesAsync(stoppingToken);
            await FollowAsync(db, stoppingToken);
        }
    }

    private void Keep(string device, string reason) => found.Writer.TryWrite((device, reason));

    private async Task<EnrolmentAnswer> SignAsync(ControlRoomDb db, string device, PublicKey tlsKey, PublicKey sealKey, CancellationToken cancellationToken)
    {
        using var tls = authority.SignConnection(device, tlsKey);
        using var seal = authority.SignSeal(device, sealKey);
        var now = time.GetUtcNow();
        db.AddRange(Row(tls, isSeal: false), Row(seal, isSeal: true));
        await db.SaveChangesAsync(cancellationToken);
        return new(device, tls.ExportCertificatePem(), seal.ExportCertificatePem(), authority.Bundle, port.Mqtt, now);

        DeviceCertificateRow Row(X509Certificate2 certificate, bool isSeal) => new()
        {
            Serial = certificate.SerialNumber,
            Device = device,
            IsSeal = isSeal,
            Pem = certificate.ExportCertificatePem(),
            IssuedMs = now.ToUnixTimeMilliseconds(),
            ExpiresMs = new DateTimeOffset(certificate.NotAfter).ToUnixTimeMilliseconds(),
        };
    }

    private Task<int> RevokeAsync(ControlRoomDb db, string device, string reason, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return db.Set<DeviceCertificateRow>().Where(c => c.Device == device && c.RevokedMs == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.RevokedMs, now).SetProperty(c => c.Reason, reason), cancellationToken);
    }

    private async Task FollowAsync(ControlRoomDb db, CancellationToken cancellationToken)
    {
        await following.WaitAsync(cancellationToken);
        try
        {
            var all = await db.Set<DeviceCertificateRow>().AsNoTracking().Where(c => !c.IsSeal).ToListAsync(cancellationToken);
            var holds = await db.Set<DeviceHoldRow>().AsNoTracking().ToListAsync(cancellationToken);
            authority.WriteRevoked(
                all.Where(c => c.RevokedMs is not null).Select(c => (c.Serial, DateTimeOffset.FromUnixTimeMilliseconds(c.RevokedMs!.Value))));
            standing.Take(
                all.Select(c => KeyValuePair.Create(c.Serial, new IssuedCertificate(
                    c.Device, DateTimeOffset.FromUnixTimeMilliseconds(c.ExpiresMs), c.RevokedMs is null ? null : c.Reason ?? "no reason was given"))),
                holds.Select(h => KeyValuePair.Create(h.Device, h.Reason)));
        }
        finally
        {
            following.Release();
        }
    }
}
