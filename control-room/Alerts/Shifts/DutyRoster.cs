using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts.Shifts;

/// <summary>The functions that alerts are handed on to, and which of them somebody has confirmed to be on duty.</summary>
internal sealed class DutyRoster(IDbContextFactory<ControlRoomDb> databases, TimeProvider time) : IKeptOfPerson
{
    public const int LongestFunction = 40, LongestReach = 60;

    /// <summary>No duty is longer: what was confirmed before it is confirmed no more.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromHours(12);

    public string Kind => "duty confirmations";

    public bool IsConfirmed(DutyEntry entry) => entry.ConfirmedMs is { } at && at > (time.GetUtcNow() - Holds).ToUnixTimeMilliseconds();

    public async Task<IReadOnlyList<DutyEntry>> ListAsync(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        return await db.Set<DutyEntry>().AsNoTracking().OrderBy(d => d.Function).ToListAsync(stopping);
    }

    /// <summary>The field that is wrong, its value and what would be right; null = none.</summary>
    public static (string Field, string? Value, string Expected)? FindFault(string? function, string? reach) =>
        IsWrong(function, LongestFunction) ? ("function", function, $"one line of 1 to {LongestFunction} characters")
        : IsWrong(reach, LongestReach) ? ("reach", reach, $"call sign, channel or telephone: one line of 1 to {LongestReach} characters") : null;

    /// <summary>The function is on duty from now on, and is reached so.</summary>
    public async Task ConfirmAsync(string function, string reach, string hand, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        if (await db.Set<DutyEntry>().FindAsync([function.Trim()], stopping) is not { } entry)
            db.Add(entry = new() { Function = function.Trim(), Reach = reach.Trim() });
        (entry.Reach, entry.ConfirmedMs, entry.ConfirmedBy) = (reach.Trim(), time.GetUtcNow().ToUnixTimeMilliseconds(), hand);
        await db.SaveChangesAsync(stopping);
    }

    /// <returns>False: it is not on the roster.</returns>
    public async Task<bool> RemoveAsync(string function, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        return await db.Set<DutyEntry>().Where(d => d.Function == function).ExecuteDeleteAsync(stopping) > 0;
    }

    public async Task<IReadOnlyList<object>> ReadAsync(string hand, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var entries = await db.Set<DutyEntry>().AsNoTracking().Where(d => d.ConfirmedBy == hand).OrderBy(d => d.Function).ToListAsync(cancellationToken);
        return [.. entries.Select(d => new { d.Function, d.Reach, At = DateTimeOffset.FromUnixTimeMilliseconds(d.ConfirmedMs ?? 0) })];
    }

    private static bool IsWrong(string? text, int longest) => string.IsNullOrWhiteSpace(text) || text.Length > longest || text.Any(char.IsControl);
}
