using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Usual;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>What is usual at each site, by hour of week: the one place rules read it from.</summary>
internal sealed class Baselines(IDbContextFactory<ControlRoomDb> databases)
{
    private const int MinutesPerDay = 24 * 60;

    private readonly ConcurrentDictionary<string, int> versions = new();

    /// <summary>How often a site was learnt, or forgotten, since the start.</summary>
    public int VersionOf(string site) => versions.GetValueOrDefault(site);

    /// <summary>What the site has learnt is another from now on.</summary>
    public void Changed(string site) => versions.AddOrUpdate(site, 1, (_, version) => version + 1);

    /// <summary>What the catalogue gives alone: for figures that must be tomorrow what they are today.</summary>
    public static SiteBaseline Given(SiteEntry site) => new(new Dictionary<int, HourBaseline>(), Catalogued(site));

    /// <summary>What was learnt there, and for what was not, what the catalogue gives.</summary>
    public async Task<SiteBaseline> OfAsync(SiteEntry site)
    {
        var version = VersionOf(site.Id);
        var given = Catalogued(site);
        await using var db = await databases.CreateDbContextAsync();
        var rows = await db.Set<BaselineRow>().Where(b => b.Site == site.Id && !b.Seeded).AsNoTracking().ToListAsync();
        var minutes = await db.Set<SiteLearning>().Where(l => l.Site == site.Id).SumAsync(l => l.SoundMinutes);
        return new(rows.ToDictionary(b => b.HourOfWeek, b => given is null ? b.Values : OfItself(b).Or(given).Or(b.Values)), given)
        {
            Version = version,
            LearningDay = given is null && site.Devices.Any(d => d.Sound is not null) ? DayOf(minutes) : null,
        };
    }

    private static HourBaseline? Catalogued(SiteEntry site) =>
        site.Baseline is { } g ? new(g.LAeqMedian, g.LAeqP95, g.LA90Median, g.OccupiedP95, g.OccupiedP99) : null;

    /// <summary>The day of learning that comes after so many minutes of sound; null = it is over.</summary>
    private static int? DayOf(int minutes) => minutes / MinutesPerDay is var days && days < SiteBaseline.LearningDays ? days + 1 : null;

    /// <summary>Of what was learnt of an hour what is of that hour itself: a person's word comes before what other days were like.</summary>
    private static HourBaseline OfItself(BaselineRow row) => row.Values is var v
        ? (row.SoundOfOtherDays ? HourBaseline.Unknown : HourBaseline.Unknown with
        {
            LAeqMedian = v.LAeqMedian,
            LAeqP95 = v.LAeqP95,
            LAeqP99 = v.LAeqP99,
            LA90Median = v.LA90Median,
        }) is var sound && row.MotionOfOtherDays ? sound : sound with
        {
            OccupiedMedian = v.OccupiedMedian,
            OccupiedP95 = v.OccupiedP95,
            OccupiedP99 = v.OccupiedP99,
        } : HourBaseline.Unknown;
}
