namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>Keeps the last hour of the spool and whatever a reader has not passed.</summary>
internal sealed class SpoolTrimmer(Spool spool, SpoolReaders readers, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            spool.Trim(readers.Slowest, time.GetUtcNow() - Kept);
    }
}
