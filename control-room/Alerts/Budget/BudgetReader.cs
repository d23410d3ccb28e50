using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Alerts.Budget;

/// <summary>What the budget is counted from, as the journal has it.</summary>
internal sealed class BudgetReader(IDbContextFactory<ControlRoomDb> databases, SiteCatalog sites)
{
    /// <summary>So long an alert is open before it is stale.</summary>
    private static readonly TimeSpan StaleAfter = TimeSpan.FromHours(24);

    private static readonly AlertEvent[] Happenings =
        [AlertEvent.Raised, AlertEvent.Repeated, AlertEvent.Rang, AlertEvent.Folded, AlertEvent.Suppressed];

    /// <param name="fromMs">Unix ms.</param>
    /// <param name="toMs">Unix ms.</param>
    /// <param name="isSeen">Which sites count.</param>
    /// <param name="stopping">Gives up.</param>
    public async Task<AlertBudget> ReadAsync(long fromMs, long toMs, Func<string, bool> isSeen, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        var rows = await (from transition in db.Set<AlertTransition>()
                          where transition.AtMs >= fromMs && transition.AtMs < toMs
                              && (transition.Rings || (transition.By == null && Happenings.Contains(transition.Event)))
                          join alert in db.Set<Alert>() on transition.Alert equals alert.Id
                          where alert.Visit == null || alert.Suppressed == null
                          select new { transition.AtMs, transition.Event, transition.Rings, transition.Priority, alert.Site, alert.Code, alert.Source })
            .ToListAsync(stopping);
        return AlertBudget.Of([.. rows.Where(r => isSeen(r.Site)).Select(r => new Occurrence(r.AtMs, new(r.Site, r.Code, r.Source), r.Priority,
            r.Rings && sites.Find(r.Site) is { } site && AlertBoard.IsForOperator(site.Type, r.Code, r.Priority), Happenings.Contains(r.Event)))],
            fromMs, toMs);
    }

    /// <summary>Alerts that have been open for more than a day at <paramref name="atMs"/>, the oldest first.</summary>
    public async Task<IReadOnlyList<Alert>> StaleAsync(long atMs, Func<string, bool> isSeen, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        var before = atMs - (long)StaleAfter.TotalMilliseconds;
        var open = await db.Set<Alert>().AsNoTracking().Where(a => a.State != AlertState.Normal && a.Suppressed == null && a.FoldedUnder == null
            && !a.IsShelved && a.SinceMs < before).OrderBy(a => a.SinceMs).ToListAsync(stopping);
        return [.. open.Where(a => isSeen(a.Site))];
    }
}
