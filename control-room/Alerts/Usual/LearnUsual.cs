using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Alerts.Usual;

/// <summary>Learns what is usual at a site from the readings of its last 28 days, and forgets it when a person says so.</summary>
/// <remarks>Every hour of a date is read once, and once more within two days, for what came late.</remarks>
internal sealed class LearnUsual(SiteCatalog sites, IReadingStore readings, AlertJournal journal, Baselines baselines,
    IDbContextFactory<ControlRoomDb> databases, TimeProvider time) : IDisposable
{
    public const int Days = 28;

    private const int LongestReason = 1000;

    private static readonly TimeSpan Late = TimeSpan.FromHours(48), Hour = TimeSpan.FromHours(1), Settled = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim oneAtATime = new(1);

    /// <exception cref="IOException">The readings are away.</exception>
    public async Task LearnAsync(SiteEntry site, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await LearnHeldAsync(site, cancellationToken);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>What was learnt of a site is forgotten, and what its sensors reported until now teaches nothing.</summary>
    /// <returns>Why not, in a sentence; null = it is done.</returns>
    public async Task<string?> ForgetAsync(string site, string author, string? reason, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
            return $"reason has {reason?.Trim().Length ?? 0} characters; it must have 1 to {LongestReason}";
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.Set<UsualHourRow>().Where(h => h.Site == site).ExecuteDeleteAsync(cancellationToken);
            await db.Set<BaselineRow>().Where(b => b.Site == site).ExecuteDeleteAsync(cancellationToken);
            await db.Set<SiteLearning>().Where(l => l.Site == site).ExecuteUpdateAsync(l => l.SetProperty(r => r.SoundMinutes, 0), cancellationToken);
            db.Add(new BaselineReset { Site = site, AtMs = time.GetUtcNow().ToUnixTimeMilliseconds(), Author = author, Reason = reason.Trim() });
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        finally
        {
            oneAtATime.Release();
        }
        baselines.Changed(site);
        return null;
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task LearnHeldAsync(SiteEntry site, CancellationToken cancellationToken)
    {
        var (zone, now) = (TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone), time.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var from = DigestHours.HourOf(now.AddDays(-Days), zone);
        if (await db.Set<BaselineReset>().Where(r => r.Site == site.Id).MaxAsync(r => (long?)r.AtMs, cancellationToken) is { } resetMs
            && DigestHours.HourOf(DateTimeOffset.FromUnixTimeMilliseconds(resetMs), zone) + Hour is var since && since > from)
            from = since;
        var to = DigestHours.HourOf(now - Settled, zone);
        var stored = await db.Set<UsualHourRow>().Where(h => h.Site == site.Id).ToListAsync(cancellationToken);
        var kept = stored.Where(h => h.Digest.From >= from && h.Digest.From < to && h.Digest.From < now - Late).ToList();
        var known = kept.Select(h => h.Digest.From).ToHashSet();
        var read = await ReadAsync(site, zone, from, to, known, cancellationToken);
        var week = UsualWeek.Of([.. kept.Select(h => h.Digest), .. read], zone);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.RemoveRange(stored.Except(kept));
        db.RemoveRange(await db.Set<BaselineRow>().Where(b => b.Site == site.Id).ToListAsync(cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        db.AddRange(read.Select(d => new UsualHourRow { Site = site.Id, FromMs = d.From.ToUnixTimeMilliseconds(), Digest = d }));
        db.AddRange(week.Select(hour => BaselineRow.Of(site.Id, hour)));
        var learning = await db.Set<SiteLearning>().SingleOrDefaultAsync(l => l.Site == site.Id, cancellationToken)
            ?? db.Add(new SiteLearning { Site = site.Id }).Entity;
        (learning.LearntMs, learning.SoundMinutes) = (now.ToUnixTimeMilliseconds(), kept.Sum(h => h.Digest.SoundMinutes) + read.Sum(d => d.SoundMinutes));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        baselines.Changed(site.Id);
    }

    /// <summary>The hours that are not known yet, a day of readings at a time.</summary>
    private async Task<IReadOnlyList<HourDigest>> ReadAsync(
        SiteEntry site, TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to, HashSet<DateTimeOffset> known, CancellationToken cancellationToken)
    {
        if (from >= to)
            return [];
        var disturbances = new Disturbances(await journal.OfSiteAsync(site.Id, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds()));
        var wanted = new List<DateTimeOffset>();
        for (var hour = from; hour < to; hour += Hour)
        {
            if (!known.Contains(hour))
                wanted.Add(hour);
        }
        var read = new List<HourDigest>();
        foreach (var day in wanted.GroupBy(h => h.UtcDateTime.Date))
        {
            var devices = new List<DevicePast>();
            foreach (var device in sites.EverAt(site.Id))
            {
                foreach (var stay in sites.Stays(device).Where(s => s.Site == site.Id))
                    devices.Add(await ReadAsync(device, stay, new(day.First(), day.Last() + Hour), disturbances, cancellationToken));
            }
            read.AddRange(DigestHours.Of(devices, disturbances.Noise, disturbances.Crowds, zone).Where(d => day.Contains(d.From)));
        }
        return read;
    }

    private async Task<DevicePast> ReadAsync(string device, Stay stay, Span day, Disturbances disturbances, CancellationToken cancellationToken)
    {
        var from = DateTimeOffset.FromUnixTimeMilliseconds(stay.FromMs);
        var until = stay.UntilMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : day.To;
        var (first, last) = (from > day.From ? from : day.From, until < day.To ? until : day.To);
        if (first >= last)
            return new([], [], []);
        // A minute in which it came or went is of two places.
        var minutes = await readings.NoiseMinutesAsync(device, first, last.AddMinutes(-1).AddMilliseconds(1), cancellationToken);
        return new(minutes, await readings.OccupiedAsync(device, first, last, cancellationToken), disturbances.Blocked(device));
    }
}
