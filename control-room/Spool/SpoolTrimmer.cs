namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>Keeps the last hour of the spool and whatever a reader has not passed.</summary>
internal sealed class SpoolTrimmer(RecordSpool spool, SpoolReaders readers, TimeProvider time, ILogger<SpoolTrimmer> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                spool.Trim(readers.Slowest, time.GetUtcNow() - KeptFor);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                SpoolLog.NotTrimmed(log, e.Message);
            }
        }
    }
}
