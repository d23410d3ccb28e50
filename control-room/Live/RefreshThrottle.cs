namespace Solutions.Edge.ControlRoom.Live;

/// <summary>Refreshes a screen on messages of one type: the first at once, what follows together, at most five times a second.</summary>
/// <param name="feed">Where the messages come from.</param>
/// <param name="time">The clock.</param>
/// <param name="refresh">
/// Brings the screen up to date. One that fails is made again until it succeeds: a change that was missed may be the last for hours.
/// </param>
/// <param name="failed">Is given each failure.</param>
internal sealed class RefreshThrottle<T>(Feed feed, TimeProvider time, Func<Task> refresh, Action<Exception> failed) : IAsyncDisposable where T : notnull
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>After a failure.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    // One is enough to know that something changed.
    private readonly FeedSubscription<T> subscription = feed.Subscribe<T>(capacity: 1);
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    public void Start() => running = RunAsync();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        subscription.Dispose();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        await foreach (var _ in subscription.Reader.ReadAllAsync(stopping.Token))
        {
            while (!await IsRefreshedAsync())
                await Task.Delay(Again, time, stopping.Token);
            await Task.Delay(Pause, time, stopping.Token);
        }
    }

    private async Task<bool> IsRefreshedAsync()
    {
        try
        {
            await refresh();
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException && !stopping.IsCancellationRequested)
        {
            failed(e);
            return false;
        }
    }
}
