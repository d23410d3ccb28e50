using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts.Usual;

/// <summary>One hour of the week as its site's rules go by it, and what of it was learnt.</summary>
/// <param name="HourOfWeek">0 = Monday 00:00 to 01:00, by the clock of the place.</param>
/// <param name="InForce">What rules go by.</param>
/// <param name="Sound">What its levels were learnt from.</param>
/// <param name="Motion">What its movement was learnt from.</param>
/// <param name="LeftOut">Minutes of the last 28 days at that hour that teach nothing.</param>
internal sealed record ShownHour(int HourOfWeek, HourBaseline InForce, LearntFrom Sound, LearntFrom Motion, IReadOnlyDictionary<LeftOut, int> LeftOut);

/// <summary>What is usual at a site, and where that comes from.</summary>
/// <param name="Learnt">When it was learnt last; null = never.</param>
/// <param name="LearningDay">The day of seven that it learns on; null = it has learnt, or was given what is usual.</param>
/// <param name="Hours">All 168.</param>
/// <param name="Resets">When it was forgotten, the latest first.</param>
internal sealed record ShownWeek(DateTimeOffset? Learnt, int? LearningDay, IReadOnlyList<ShownHour> Hours, IReadOnlyList<BaselineReset> Resets);

/// <summary>What is usual at a site as people read it.</summary>
internal sealed class UsualBook(IDbContextFactory<ControlRoomDb> databases, Baselines baselines)
{
    public async Task<ShownWeek> ReadAsync(SiteEntry site, CancellationToken cancellationToken)
    {
        var (inForce, zone) = (await baselines.OfAsync(site), TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<BaselineRow>().AsNoTracking().Where(b => b.Site == site.Id && !b.Seeded)
            .ToDictionaryAsync(b => b.HourOfWeek, cancellationToken);
        var digests = (await db.Set<UsualHourRow>().AsNoTracking().Where(h => h.Site == site.Id).ToListAsync(cancellationToken))
            .ToLookup(h => SiteBaseline.HourOfWeek(h.Digest.From, zone), h => h.Digest);
        var learnt = await db.Set<SiteLearning>().AsNoTracking().SingleOrDefaultAsync(l => l.Site == site.Id, cancellationToken);
        var resets = await db.Set<BaselineReset>().AsNoTracking().Where(r => r.Site == site.Id).OrderByDescending(r => r.Number)
            .ToListAsync(cancellationToken);
        return new(learnt is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(learnt.LearntMs), inForce.LearningDay,
            [
                .. Enumerable.Range(0, SiteBaseline.HoursPerWeek).Select(h => new ShownHour(h, inForce.At(h), rows.GetValueOrDefault(h)?.Sound
                    ?? LearntFrom.Nothing, rows.GetValueOrDefault(h)?.Motion ?? LearntFrom.Nothing, Sum(digests[h]))),
            ],
            resets);
    }

    private static Dictionary<LeftOut, int> Sum(IEnumerable<HourDigest> digests) =>
        digests.SelectMany(d => d.LeftOut).GroupBy(l => l.Key).ToDictionary(g => g.Key, g => g.Sum(l => l.Value));
}
