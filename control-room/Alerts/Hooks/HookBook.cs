using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Mail;

namespace Solutions.Edge.ControlRoom.Alerts.Hooks;

/// <summary>The hooks, and what they have not taken yet.</summary>
internal sealed class HookBook(IDbContextFactory<ControlRoomDb> databases, HooksSettings settings, TimeProvider time)
{
    public const int LongestAddress = 500, Most = 20;

    /// <summary>A hook that is away gets what is no older when it is back.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    /// <summary>The field that is wrong, its value and what would be right; null = none.</summary>
    public (string Field, string? Value, string Expected)? FindFault(string? address, int leastPriority) =>
        leastPriority is < 1 or > 4 ? ("leastPriority", $"{leastPriority}", "1 to 4")
        : address is not { Length: > 0 and <= LongestAddress } || !IsAddress(address)
            ? ("address", address, settings.AllowPrivate ? "an http, https or mailto address" : "an https or mailto address")
        : null;

    public async Task<IReadOnlyList<(Hook Hook, int Waiting)>> ListAsync(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        var hooks = await db.Set<Hook>().AsNoTracking().OrderBy(h => h.Number).ToListAsync(stopping);
        var waiting = await db.Set<HookDelivery>().GroupBy(d => d.Hook).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, stopping);
        return [.. hooks.Select(h => (h, waiting.GetValueOrDefault(h.Number)))];
    }

    /// <returns>The hook with its secret; null = there are as many as there may be.</returns>
    public async Task<Hook?> AddAsync(string address, int leastPriority, string hand, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        if (await db.Set<Hook>().CountAsync(stopping) >= Most)
            return null;
        var hook = new Hook
        {
            Address = address.Trim(),
            Secret = RandomNumberGenerator.GetHexString(64, lowercase: true),
            LeastPriority = leastPriority,
            By = hand,
            AddedMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        db.Add(hook);
        await db.SaveChangesAsync(stopping);
        return hook;
    }

    /// <returns>False: there is none with this number.</returns>
    public async Task<bool> RemoveAsync(long number, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        await db.Set<HookDelivery>().Where(d => d.Hook == number).ExecuteDeleteAsync(stopping);
        return await db.Set<Hook>().Where(h => h.Number == number).ExecuteDeleteAsync(stopping) > 0;
    }

    /// <summary>Keeps a message for every hook that it is for.</summary>
    public async Task KeepAsync(HookMessage message, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var hook in await db.Set<Hook>().AsNoTracking().Where(h => h.LeastPriority >= message.Priority).ToListAsync(stopping))
        {
            if (!hook.IsMail || message.Rings)
                db.Add(new HookDelivery
                {
                    Hook = hook.Number,
                    Subject = message.Subject,
                    Body = hook.IsMail ? message.Text : message.Json,
                    MadeMs = now,
                    DueMs = now,
                });
        }
        await db.SaveChangesAsync(stopping);
    }

    /// <summary>Of each hook the oldest message, if it is due: what comes later waits for it, so that none arrives out of its turn.</summary>
    public async Task<IReadOnlyList<(Hook Hook, HookDelivery Delivery)>> DueAsync(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var oldest = await db.Set<HookDelivery>().GroupBy(d => d.Hook).Select(g => g.Min(d => d.Number)).ToListAsync(stopping);
        var due = await db.Set<HookDelivery>().AsNoTracking().Where(d => oldest.Contains(d.Number) && d.DueMs <= now).ToListAsync(stopping);
        var hooks = await db.Set<Hook>().AsNoTracking().ToDictionaryAsync(h => h.Number, stopping);
        return [.. due.Where(d => hooks.ContainsKey(d.Hook)).Select(d => (hooks[d.Hook], d))];
    }

    /// <param name="delivery">What was sent.</param>
    /// <param name="fault">Why it was not taken; null = it was.</param>
    /// <param name="stopping">Gives up.</param>
    public async Task SentAsync(HookDelivery delivery, string? fault, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        if (await db.Set<Hook>().FindAsync([delivery.Hook], stopping) is not { } hook
            || await db.Set<HookDelivery>().FindAsync([delivery.Number], stopping) is not { } kept)
            return;
        var now = time.GetUtcNow();
        hook.Fault = fault;
        if (fault is null)
            (hook.Taken, hook.TakenMs) = (hook.Taken + 1, now.ToUnixTimeMilliseconds());
        else if (now.ToUnixTimeMilliseconds() - kept.MadeMs >= Kept.TotalMilliseconds)
            hook.GivenUp++;
        else
        {
            (kept.DueMs, kept.Attempts) = ((now + Pauses[Math.Min(kept.Attempts, Pauses.Length - 1)]).ToUnixTimeMilliseconds(), kept.Attempts + 1);
            kept = null;
        }
        if (kept is not null)
            db.Remove(kept);
        await db.SaveChangesAsync(stopping);
    }

    private bool IsAddress(string address) => Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) && (uri.Scheme switch
    {
        "https" => true,
        "http" => settings.AllowPrivate,
        "mailto" => MailSettings.IsAddress(address.Trim()["mailto:".Length..]),
        _ => false,
    });
}
