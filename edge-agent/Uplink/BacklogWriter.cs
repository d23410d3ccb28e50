using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>
/// Puts on the disk what waits too long for its acknowledgement, and at a stop all that waits. What is acknowledged in time never
/// touches the card.
/// </summary>
internal sealed class BacklogWriter(Outbox outbox, Backlog backlog, Drops drops, TimeProvider time, ILogger<BacklogWriter> log) : BackgroundService
{
    /// <summary>Most records of one flush.</summary>
    private const int MostRecords = 1000;

    /// <summary>An acknowledgement comes within about a second: an alert-bearing record without one is in danger.</summary>
    private static readonly TimeSpan AlertPatience = TimeSpan.FromSeconds(2);

    /// <summary>One flush for the records of so long: a second's each would wear the card for telemetry.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ReportDropsEvery = TimeSpan.FromMinutes(1);

    private long reportedDrops, dropsReportedAt, reportedAside, asideReportedAt;
    private int reportedDamage;
    private string? reportedJournal;

    /// <summary>Why records cannot be kept on the disk now; null = they can.</summary>
    public string? Fault { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (backlog.Count > 0)
            UplinkLog.Backlog(log, backlog.Count);
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Store(alertBearing: true, AlertPatience);
            Store(alertBearing: false, Patience);
            Report();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Store(alertBearing: true, TimeSpan.Zero);
        Store(alertBearing: false, TimeSpan.Zero);
    }

    private void Store(bool alertBearing, TimeSpan patience)
    {
        while (outbox.Overdue(alertBearing, patience, MostRecords) is { Count: > 0 } records)
        {
            try
            {
                backlog.Append(alertBearing, records);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (Fault is null)
                    UplinkLog.DiskRefuses(log, e.Message);
                Fault = e.Message;
                return;
            }
            outbox.Release(records);
            if (Fault is not null)
                UplinkLog.DiskTakes(log);
            Fault = null;
        }
    }

    private void Report()
    {
        if (outbox.JournalFault is var fault && fault != reportedJournal)
        {
            if (fault is not null)
                UplinkLog.JournalRefuses(log, fault);
            reportedJournal = fault;
        }
        if (outbox.Damaged + backlog.Damaged is var damaged && damaged != reportedDamage)
            UplinkLog.Damaged(log, reportedDamage = damaged);
        if (drops.Aside.Count is var aside && aside != reportedAside && (reportedAside == 0 || time.GetElapsedTime(asideReportedAt) >= ReportDropsEvery))
        {
            UplinkLog.SetAside(log, aside, drops.Aside.File ?? "no file");
            (reportedAside, asideReportedAt) = (aside, time.GetTimestamp());
        }
        if (drops.Total is var total && total != reportedDrops && (reportedDrops == 0 || time.GetElapsedTime(dropsReportedAt) >= ReportDropsEvery))
        {
            UplinkLog.Dropped(log, total, drops);
            (reportedDrops, dropsReportedAt) = (total, time.GetTimestamp());
        }
    }
}
