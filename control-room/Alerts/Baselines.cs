using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>What is usual at each site, by hour of week: the one place rules read it from.</summary>
internal sealed class Baselines(IDbContextFactory<ControlRoomDb> databases)
{
    /// <summary>What was learnt there, and for hours of which nothing was, what the catalogue gives.</summary>
    public async Task<SiteBaseline> OfAsync(SiteEntry site)
    {
        await using var db = await databases.CreateDbContextAsync();
        var learnt = await db.Set<BaselineRow>().Where(b => b.Site == site.Id && !b.Seeded).AsNoTracking().ToDictionaryAsync(b => b.HourOfWeek, b => b.Values);
        return new(learnt, site.Baseline is { } g ? new(g.LAeqMedian, g.LAeqP95, g.LA90Median, g.OccupiedP95, g.OccupiedP99) : null);
    }
}
