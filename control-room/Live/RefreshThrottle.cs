namespace Solutions.Edge.ControlRoom.Live;

/// <summary>Refreshes a screen on messages of one type: the first at once, what follows together, at most five times a second.</summary>
internal sealed class RefreshThrottle<T>(Feed feed, TimeProvider time, Func<Task> refresh) : IAsyncDisposable where T : notnull
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

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
            await refresh();
            await Task.Delay(Pause, time, stopping.Token);
        }
    }
}
