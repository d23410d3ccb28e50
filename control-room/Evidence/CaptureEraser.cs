using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Evidence;

/// <summary>Erases stills and clips that are older than they may be kept; looks at the start and then every hour.</summary>
internal sealed partial class CaptureEraser(Captures captures, Func<int> keptDays, RetentionClock clock, TimeProvider time, ILogger<CaptureEraser> log)
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
                var days = keptDays();
                if (await captures.EraseAsync(clock.Now().AddDays(-days), stoppingToken) is > 0 and var erased)
                    Erased(log, erased, days);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(log, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(600, LogLevel.Information, "{Count} stills and clips of more than {Days} days ago are erased, come or not")]
    private static partial void Erased(ILogger log, int count, int days);

    [LoggerMessage(601, LogLevel.Error, "Old stills and clips cannot be erased ({Reason}); trying again in an hour")]
    private static partial void Failed(ILogger log, string reason);
}
