using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>Has the store tidied at the start and then every hour.</summary>
internal sealed class ReadingTidier(IReadingStore store, ReadingsSettings kept, RetentionClock clock, TimeProvider time, ILogger<ReadingTidier> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await store.TidyAsync(clock.Now(), kept, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                SpoolLog.TidyFailed(log, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
