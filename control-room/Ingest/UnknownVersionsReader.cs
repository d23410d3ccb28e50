using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Ingest;

/// <summary>Once after the start: what an earlier version kept unread goes to the readers. Every hour: what is too old goes.</summary>
internal sealed class UnknownVersionsReader(
    UnknownVersions unknown, RecordSpool spool, RejectedMessages rejected, SiteCatalog sites, TimeProvider time, ILogger<UnknownVersionsReader> log)
        : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Every, time);
        await HandOverAsync(stoppingToken);
        do
            Trim();
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Trim()
    {
        try
        {
            unknown.Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            IngestLog.NotErased(log, e.Message);
        }
    }

    private async Task HandOverAsync(CancellationToken stopping)
    {
        try
        {
            if (await unknown.HandOverAsync(spool, Reject, stopping) is > 0 and var handed)
                IngestLog.HandedOver(log, handed);
        }
        catch (IOException e)
        {
            IngestLog.NotHandedOver(log, e.Message);
        }
    }

    private void Reject(SpoolRecord record, Unread unread) =>
        rejected.Add(Rejection.Of(record.Arrival, Topics.Up(record.Device, record.Stream), unread, sites.SiteOf(record.Device)?.Type == SiteType.HOME));
}
