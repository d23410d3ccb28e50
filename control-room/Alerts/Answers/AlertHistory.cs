using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts.Answers;

/// <summary>Which alerts are looked for. Null = any.</summary>
/// <param name="FromMs">That began at or after this.</param>
/// <param name="ToMs">And before this.</param>
/// <param name="Site">At this site.</param>
/// <param name="Code">Of this code.</param>
internal sealed record HistoryFilter(long FromMs, long ToMs, string? Site = null, string? Code = null);

/// <summary>How often one rule was right at one site, by the verdicts that count.</summary>
/// <param name="Site">The site.</param>
/// <param name="Code">The code.</param>
/// <param name="Rang">Alerts that stood by themselves and rang.</param>
/// <param name="Real">Judged real.</param>
/// <param name="NotReal">Judged not real.</param>
/// <param name="CannotTell">Judged "can't tell".</param>
/// <param name="NotCounted">Verdicts given before the picture had been seen: kept, and in none of the others.</param>
/// <param name="Causes">What those that were not real came from, where that was said.</param>
internal sealed record RuleTally(
    string Site, string Code, int Rang, int Real, int NotReal, int CannotTell, int NotCounted, IReadOnlyDictionary<FalseCause, int> Causes)
{
    /// <summary>With fewer verdicts a share means nothing.</summary>
    public const int Enough = 20;

    private const double LeastShare = 0.3;

    public int Judged => Real + NotReal + CannotTell;

    /// <summary>Share of real ones among those judged real or not; null = none was.</summary>
    public double? Precision => Real + NotReal == 0 ? null : (double)Real / (Real + NotReal);

    /// <summary>True: it is wrong so often that its priority should be lowered.</summary>
    public bool IsToBeDemoted => Judged >= Enough && Precision < LeastShare;
}

/// <summary>Alerts of the past with what people made of them.</summary>
internal sealed class AlertHistory(IDbContextFactory<ControlRoomDb> databases)
{
    /// <summary>Those that rang, or would have by themselves, the latest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="most">Most to return.</param>
    /// <param name="stopping">Gives up.</param>
    public async Task<IReadOnlyList<Alert>> ReadAsync(HistoryFilter filter, int most, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        return await Those(db, filter).OrderByDescending(a => a.SinceMs).ThenBy(a => a.Id).Take(most).ToListAsync(stopping);
    }

    /// <summary>All that happened to an alert, oldest first.</summary>
    public async Task<IReadOnlyList<AlertTransition>> TrailAsync(string alert, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        return await db.Set<AlertTransition>().AsNoTracking().Where(t => t.Alert == alert).OrderBy(t => t.Number).ToListAsync(stopping);
    }

    /// <summary>The last alert of this code at the site that began before <paramref name="beforeMs"/> and stood by itself; null = none.</summary>
    public async Task<Alert?> LastBeforeAsync(string site, string code, long beforeMs)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await Those(db, new(0, beforeMs, site, code)).OrderByDescending(a => a.SinceMs).FirstOrDefaultAsync();
    }

    /// <summary>Every rule that rang, by site and code.</summary>
    public async Task<IReadOnlyList<RuleTally>> TallyAsync(HistoryFilter filter, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        var counts = await Those(db, filter).GroupBy(a => new { a.Site, a.Code, a.Verdict, a.Cause, a.IsVerdictCounted })
            .Select(g => new { g.Key.Site, g.Key.Code, g.Key.Verdict, g.Key.Cause, g.Key.IsVerdictCounted, Count = g.Count() }).ToListAsync(stopping);
        return [.. counts.GroupBy(c => (c.Site, c.Code)).OrderBy(g => g.Key.Site, StringComparer.Ordinal).ThenBy(g => g.Key.Code, StringComparer.Ordinal)
            .Select(rule =>
            {
                var counted = rule.Where(c => c.IsVerdictCounted).ToList();
                int Found(Verdict verdict) => counted.Where(c => c.Verdict == verdict).Sum(c => c.Count);
                return new RuleTally(rule.Key.Site, rule.Key.Code, rule.Sum(c => c.Count),
                    Found(Verdict.Real), Found(Verdict.NotReal), Found(Verdict.CannotTell),
                    rule.Where(c => c is { Verdict: not null, IsVerdictCounted: false }).Sum(c => c.Count),
                    counted.Where(c => c.Cause is not null).GroupBy(c => c.Cause!.Value).ToDictionary(c => c.Key, c => c.Sum(one => one.Count)));
            })];
    }

    private static IQueryable<Alert> Those(ControlRoomDb db, HistoryFilter filter)
    {
        var (site, code) = (filter.Site, filter.Code);
        return db.Set<Alert>().AsNoTracking().Where(a => a.SinceMs >= filter.FromMs && a.SinceMs < filter.ToMs && a.Suppressed == null && a.FoldedUnder == null
            && (site == null || a.Site == site) && (code == null || a.Code == code));
    }
}
