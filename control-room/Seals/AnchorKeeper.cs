namespace Solutions.Edge.ControlRoom.Seals;

/// <summary>Has an anchor made every day, some minutes after the UTC day has ended, and at a start when one was missed.</summary>
internal sealed class AnchorKeeper(SealAnchors anchors, TimeProvider time, ILogger<AnchorKeeper> log) : BackgroundService
{
    /// <summary>The last seals of the day have come by then.</summary>
    private static readonly TimeSpan After = TimeSpan.FromMinutes(10), Again = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Again, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var now = time.GetUtcNow();
                var last = (await anchors.AllAsync(stoppingToken)) is [.., var newest] ? newest.Made : DateTimeOffset.MinValue;
                if (now.TimeOfDay >= After && last < new DateTimeOffset(now.UtcDateTime.Date + After, TimeSpan.Zero))
                    await anchors.MakeAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                SealsLog.NotAnchored(log, e.Message);
            }
        }
    }
}
