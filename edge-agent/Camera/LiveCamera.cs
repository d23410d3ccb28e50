using OpenCvSharp;
using Polly;
using Polly.Retry;

namespace Solutions.Edge.Agent.Camera;

/// <summary>
/// A camera that sends frames when it likes. A thread of its own takes every frame from the connection at once and keeps the newest one:
/// a slow reader misses frames, they never queue. A connection that is lost is made again, after 0.5 s, then less and less often, every 30 s at last.
/// </summary>
internal sealed class LiveCamera : ICameraSource, IDisposable
{
    /// <summary>Frames come a little early and late: one that comes after this part of the interval is wanted.</summary>
    private const double EarlyPart = 0.8;

    /// <summary>Frames never come in another order: what is earlier by more is stamped by another clock.</summary>
    private static readonly TimeSpan SetBack = TimeSpan.FromSeconds(1);

    private readonly Func<ICameraFeed> connect;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline untilConnected;
    private readonly Lock access = new();
    private readonly SemaphoreSlim changed = new(0, 1);
    private readonly CancellationTokenSource stop = new();
    private readonly Mat newest = new();
    private CaptureClock clock = new();
    private Task? watching;
    private ICameraFeed? feed;
    private DateTimeOffset? lastWanted;
    private DateTimeOffset newestAt;
    private long skipped;
    private bool fresh, begins = true;
    private CameraSourceException? fault;

    /// <param name="name">What is looked at.</param>
    /// <param name="framesPerSecond">The most frames a second that are of use; the camera may send more.</param>
    /// <param name="connect">Makes a connection, or states in a <see cref="CameraSourceException"/> why there is none.</param>
    /// <param name="time">The clock.</param>
    public LiveCamera(string name, double framesPerSecond, Func<ICameraFeed> connect, TimeProvider time)
    {
        (Name, FramesPerSecond, this.connect, this.time) = (name, framesPerSecond, connect, time);
        untilConnected = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<CameraSourceException>(),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(0.5),
            MaxDelay = TimeSpan.FromSeconds(30),
            UseJitter = true,
            OnRetry = attempt =>
            {
                Lose((CameraSourceException)attempt.Outcome.Exception!);
                return default;
            },
        }).Build();
    }

    public string Name { get; }

    public double FramesPerSecond { get; }

    public async ValueTask<CapturedFrame?> ReadAsync(Mat bgr, DateTimeOffset until, CancellationToken stopping)
    {
        watching ??= Task.Factory.StartNew(Watch, stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (true)
        {
            lock (access)
            {
                if (fresh)
                    return Take(bgr);
                if (fault is not null)
                    throw new CameraSourceException(fault.Message, fault);
            }
            var left = until - time.GetUtcNow();
            if (left <= TimeSpan.Zero)
                return null;
            await AwaitChange(left, stopping);
        }
    }

    public void Dispose()
    {
        stop.Cancel();
        lock (access)
            feed?.Dispose();
        try
        {
            watching?.Wait();
        }
        catch (AggregateException e) when (e.InnerException is OperationCanceledException)
        {
        }
        newest.Dispose();
        changed.Dispose();
        stop.Dispose();
    }

    private CapturedFrame Take(Mat bgr)
    {
        newest.CopyTo(bgr);
        var frame = new CapturedFrame(newestAt, skipped, begins);
        (fresh, skipped, begins) = (false, 0, false);
        return frame;
    }

    private async Task AwaitChange(TimeSpan atMost, CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        try
        {
            await changed.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
        }
    }

    private void Watch()
    {
        while (!stop.IsCancellationRequested)
        {
            // Connected means that a frame came: a camera that answers and shows nothing is not asked again at once.
            untilConnected.Execute(_ => Connect(), stop.Token);
            try
            {
                while (!stop.IsCancellationRequested)
                    See(feed!);
            }
            catch (CameraSourceException e)
            {
                Lose(e);
                // One that breaks off after every frame is not asked again at once either.
                Task.Delay(TimeSpan.FromSeconds(0.5), time, stop.Token).GetAwaiter().GetResult();
            }
        }
    }

    private void Connect()
    {
        var made = connect();
        lock (access)
        {
            if (stop.IsCancellationRequested)
                made.Dispose();
            feed = made;
            (clock, lastWanted) = (new(), null);
        }
        See(made);
    }

    private void See(ICameraFeed connected)
    {
        var stamp = connected.Grab();
        var at = clock.At(time.GetUtcNow(), stamp);
        // Of a camera that sends more frames than are of use the rest is not even made a picture of.
        if (lastWanted is { } last && (at - last).TotalSeconds * FramesPerSecond < EarlyPart)
        {
            if (last - at < SetBack)
                return;
            // The clock was set back: waiting until it has come so far again would be blindness.
            lock (access)
                begins = true;
        }
        lastWanted = at;
        lock (access)
        {
            // Disposed meanwhile, and the connection with it.
            if (stop.IsCancellationRequested)
                return;
            try
            {
                connected.Retrieve(newest);
            }
            catch (OpenCVException e)
            {
                throw new CameraSourceException($"{Name} sent a frame that cannot be decoded: {e.Message}; it must keep sending pictures", e);
            }
            if (fresh)
                skipped++;
            (newestAt, fresh, fault) = (at, true, null);
            Wake();
        }
    }

    private void Lose(CameraSourceException why)
    {
        lock (access)
        {
            feed?.Dispose();
            (feed, fault, fresh, begins) = (null, why, false, true);
            Wake();
        }
    }

    private void Wake()
    {
        if (changed.CurrentCount == 0)
            changed.Release();
    }
}
