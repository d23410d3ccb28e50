using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Alerts.Usual;

/// <summary>Has every site learnt each night at four by its own clock, and after a start if that was missed.</summary>
internal sealed partial class NightlyLearning(
    SiteCatalog sites, LearnUsual learn, IDbContextFactory<ControlRoomDb> databases, TimeProvider time, ILogger<NightlyLearning> log) : BackgroundService
{
    private const int At = 4;

    /// <summary>A start has better to do in its first minutes.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    /// <summary>The latest instant at which the clock of a place showed four at night.</summary>
    public static DateTimeOffset Latest(DateTimeOffset now, TimeZoneInfo zone)
    {
        var at = TimeZoneInfo.ConvertTime(now, zone).Date.AddHours(At);
        // The hour is there every night: clocks change before it, or at midnight.
        return new DateTimeOffset(at, zone.GetUtcOffset(at)) is var today && today <= now ? today
            : new DateTimeOffset(at.AddDays(-1), zone.GetUtcOffset(at.AddDays(-1)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var site in await DueAsync(stoppingToken))
                    await LearnAsync(site, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // What is away is away for the sites after it too.
                NotLearnt(log, "any", e.Message);
            }
        }
    }

    /// <summary>What is wrong with one site's own keeps no other from being learnt.</summary>
    private async Task LearnAsync(SiteEntry site, CancellationToken stopping)
    {
        try
        {
            await learn.LearnAsync(site, stopping);
        }
        catch (Exception e) when (e is not OperationCanceledException and not IOException and not DbException)
        {
            NotLearnt(log, site.Id, e.Message);
        }
    }

    private async Task<IReadOnlyList<SiteEntry>> DueAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var learnt = await db.Set<SiteLearning>().AsNoTracking().ToDictionaryAsync(l => l.Site, l => l.LearntMs, cancellationToken);
        return [.. sites.Sites.Where(s => s.Devices.Any(d => d.Sound is not null || d.Camera is not null)
            && (!learnt.TryGetValue(s.Id, out var ms)
                || ms < Latest(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(s.TimeZone)).ToUnixTimeMilliseconds()))];
    }

    [LoggerMessage(440, LogLevel.Warning, "What is usual at site {Site} was not learnt, it goes by what was known before: {Reason}")]
    private static partial void NotLearnt(ILogger log, string site, string reason);
}
