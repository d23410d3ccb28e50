using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Devices.Identities;

/// <summary>Codes that let a device enrol: one use, half an hour, one open code a device. Only their digests are stored.</summary>
internal sealed class EnrolmentCodes(IDbContextFactory<ControlRoomDb> databases, TimeProvider time)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    /// <summary>Stores a code; one that the device still had is withdrawn.</summary>
    /// <returns>Until when it serves.</returns>
    public async Task<DateTimeOffset> IssueAsync(string device, EnrolmentCode code, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await WithdrawAsync(db, device, cancellationToken);
        var now = time.GetUtcNow();
        db.Add(new EnrolmentCodeRow
        {
            Digest = DigestOf(code.Secret),
            Device = device,
            IssuedMs = now.ToUnixTimeMilliseconds(),
            ExpiresMs = (now + Lasts).ToUnixTimeMilliseconds(),
        });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return now + Lasts;
    }

    /// <returns>False: the device has no open code.</returns>
    public async Task<bool> WithdrawAsync(string device, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await WithdrawAsync(db, device, cancellationToken) > 0;
    }

    /// <summary>Uses a code up, in the transaction that is open: of two at once one does.</summary>
    /// <returns>The device, or why there is none.</returns>
    public async Task<Verdict> RedeemAsync(ControlRoomDb db, string secret, CancellationToken cancellationToken)
    {
        var (digest, now) = (DigestOf(secret), time.GetUtcNow().ToUnixTimeMilliseconds());
        var won = await db.Set<EnrolmentCodeRow>()
            .Where(c => c.Digest == digest && c.UsedMs == null && c.WithdrawnMs == null && c.ExpiresMs > now)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedMs, now), cancellationToken);
        var code = await db.Set<EnrolmentCodeRow>().AsNoTracking().FirstOrDefaultAsync(c => c.Digest == digest, cancellationToken);
        return code switch
        {
            null => Verdict.No("the code is not of this control room, or of one that lost its data"),
            _ when won == 1 => new(code.Device, null),
            { UsedMs: { } used } => Verdict.No($"the code has been used, at {At(used)} UTC; if it was not by you, revoke device '{code.Device}' at once"),
            { WithdrawnMs: { } withdrawn } => Verdict.No($"the code was withdrawn at {At(withdrawn)} UTC, or a newer one took its place"),
            _ => Verdict.No($"the code expired at {At(code.ExpiresMs)} UTC; a code serves for {Lasts.TotalMinutes} minutes"),
        };
    }

    private static string At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("HH:mm", null);

    private static string DigestOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(
        Base64Url.IsValid(secret) ? Base64Url.DecodeFromChars(secret) : Encoding.UTF8.GetBytes(secret)));

    private Task<int> WithdrawAsync(ControlRoomDb db, string device, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return db.Set<EnrolmentCodeRow>().Where(c => c.Device == device && c.UsedMs == null && c.WithdrawnMs == null && c.ExpiresMs > now)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.WithdrawnMs, now), cancellationToken);
    }
}
