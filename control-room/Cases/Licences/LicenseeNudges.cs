using System.Globalization;
using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Mail;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Cases.Licences;

/// <summary>
/// Looks once a minute whether a venue nears the figure of its condition, writes to its licensee, and enters in the audit that it did and whether the
/// level dropped. What was sent is in memory: after a start nothing is known to be open.
/// </summary>
internal sealed class LicenseeNudges(SiteCatalog sites, IReadingStore store, PlainMail mail, AuditLog audit, TimeProvider time, ILogger<LicenseeNudges> log)
    : BackgroundService
{
    public const string Act = "licensee nudge";

    private const string Hand = "control room";

    /// <summary>A minute's record comes some seconds after its end.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, Nudge> last = [];

    /// <summary>Looks at every venue as of an instant.</summary>
    /// <exception cref="IOException">The reading store is away.</exception>
    public async Task LookAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var site in sites.Sites.Where(s => s.Licence?.Licensee is not null))
        {
            foreach (var device in site.Devices.Where(d => d.Sound is not null))
                await LookAsync(site, site.Licence!, device.Id, now, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(time.GetUtcNow(), stoppingToken);
            }
            catch (IOException e)
            {
                LicencesLog.StoreAway(log, e.Message);
            }
        }
    }

    private async Task LookAsync(SiteEntry site, LicenceCondition condition, string device, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var end = DateTimeOffset.FromUnixTimeSeconds((now - Late).ToUnixTimeSeconds() / 60 * 60);
        var longest = Math.Max(condition.Minutes, LicenseeNudge.RecentMinutes);
        var minutes = await store.NoiseMinutesAsync(device, end.AddMinutes(-longest), end, cancellationToken);
        var period = Mean(minutes, end, condition.Minutes);
        var local = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone)).DateTime);
        (var step, last[device]) = LicenseeNudge.Decide(last.GetValueOrDefault(device, Nudge.None), condition, local, now, period,
            Mean(minutes, end, LicenseeNudge.RecentMinutes));
        if (step == NudgeStep.None)
            return;
        var outcome = step switch
        {
            NudgeStep.Send => await SendAsync(site, condition, period!.Value, cancellationToken) is { } fault ? $"not sent: {fault}" : "sent",
            NudgeStep.Dropped => "the level dropped within 15 minutes",
            NudgeStep.NotDropped => "the level did not drop within 15 minutes",
            _ => "whether the level dropped within 15 minutes is not known: nothing was measured",
        };
        LicencesLog.Nudged(log, site.Id, outcome);
        await audit.WriteAsync(Hand, Act, site.Id, outcome);
    }

    private Task<string?> SendAsync(SiteEntry site, LicenceCondition condition, double level, CancellationToken cancellationToken) =>
        mail.SendAsync(condition.Licensee!, $"Sound level at {site.Name}", string.Create(CultureInfo.InvariantCulture,
            $"""
            LAeq over the last {condition.Minutes} minutes is {level:0.0} dB. The figure of your licence condition is {condition.LimitDb:0.0} dB:

            {condition.Text}

            This message goes when the level comes within {LicenseeNudge.UnderLimitDb:0.#} dB of that figure, so that it can be turned down in time.
            It is a notice and no finding; the level is of a microphone, not of a sound level meter.
            """), cancellationToken);

    /// <summary>LAeq over the last so many minutes; null = less than 80 % of them was measured.</summary>
    private static double? Mean(IReadOnlyList<NoiseMinute> minutes, DateTimeOffset end, int count)
    {
        var mean = new EquivalentLevel();
        foreach (var minute in minutes.Where(m => m.T >= end.AddMinutes(-count) && m is { LAeq: not null, Capture: > 0 }))
            mean.Add(minute.LAeq, TimeSpan.FromMinutes(minute.Capture / 100));
        return mean.Duration >= TimeSpan.FromMinutes(0.8 * count) ? mean.Db : null;
    }
}
