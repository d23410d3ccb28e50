using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>What is usual at each site, by hour of week: the one place rules read it from.</summary>
internal sealed class Baselines(IDbContextFactory<ControlRoomDb> databases)
{
    public async Task<SiteBaseline> OfAsync(string site)
    {
        await using var db = await databases.CreateDbContextAsync();
        return new(await db.Set<BaselineRow>().Where(b => b.Site == site).AsNoTracking().ToDictionaryAsync(b => b.HourOfWeek, b => b.Values));
    }

    /// <summary>Gives a site the same values for all 168 hours, marked as seeded. What was learnt is never overwritten.</summary>
    public async Task SeedAsync(string site, SeededBaseline given)
    {
        var values = new HourBaseline(given.LAeqMedian, given.LAeqP95, given.LA90Median, given.OccupiedP95, given.OccupiedP99);
        await using var db = await databases.CreateDbContextAsync();
        // Each row owns its values: one object in two rows would be stored in neither.
        var rows = await db.Set<BaselineRow>().Where(b => b.Site == site).ToDictionaryAsync(b => b.HourOfWeek);
        for (var hour = 0; hour < SiteBaseline.HoursPerWeek; hour++)
        {
            if (!rows.TryGetValue(hour, out var row))
                db.Add(new BaselineRow { Site = site, HourOfWeek = hour, Values = values with { }, Seeded = true });
            else if (row.Seeded)
                row.Values = values with { };
        }
        await db.SaveChangesAsync();
    }
}
