using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Camera;

public sealed class LiveCameraTests : IDisposable
{
    private readonly FakeTimeProvider time = new(Footage.Start);
    private readonly ConcurrentQueue<Feed> feeds = new();
    private readonly LiveCamera camera;
    private readonly Mat bgr = new();
    private int attempts, refusals;

    public LiveCameraTests() => camera = new("camera", 10, Connect, time);

    public void Dispose()
    {
        camera.Dispose();
        bgr.Dispose();
    }

    [Fact]
    public async Task A_slow_reader_gets_the_newest_frame_and_the_count_of_those_it_missed()
    {
        var read = ReadAsync();
        await ShowAsync(10);
        Assert.Equal(new(Footage.Start, 0, Begins: true), await read);
        for (var level = 20; level <= 60; level += 10)
        {
            time.Advance(TimeSpan.FromSeconds(0.1));
            await ShowAsync(level);
        }
        Assert.Equal(new(Footage.Start.AddSeconds(0.5), 4, Begins: false), await ReadAsync());
        Assert.Equal(60, bgr.Mean().Val0);
    }

    [Fact]
    public async Task Of_more_frames_than_are_of_use_the_rest_is_not_even_decoded()
    {
        var read = ReadAsync();
        await ShowAsync(10);
        await read;
        for (var level = 20; level <= 60; level += 10)
        {
            time.Advance(TimeSpan.FromSeconds(0.02));
            await ShowAsync(level);
        }
        Assert.Equal(0, (await ReadAsync())!.Value.Skipped);
        Assert.Equal(2, Assert.Single(feeds).Retrieved);
    }

    [Fact]
    public async Task A_connection_that_is_lost_is_reported_and_made_again_ever_less_often()
    {
        var read = ReadAsync();
        await ShowAsync(10);
        await read;
        refusals = 4;
        feeds.Single().Break("the plug is out");
        await Eventually.IsTrueAsync("loss", async () => (await Assert.ThrowsAnyAsync<Exception>(async () => await ReadAsync())).Message is "the plug is out");
        var tries = new List<TimeSpan>();
        await Eventually.IsTrueAsync("connection", () =>
        {
            var before = attempts;
            time.Advance(TimeSpan.FromMilliseconds(100));
            if (attempts > before)
                tries.Add(time.GetUtcNow() - Footage.Start);
            return Task.FromResult(feeds.Count == 2);
        }, steadily: true);
        // Jitter may bring one try a little nearer; over four of them the waits grow.
        Assert.True(time.GetUtcNow() - Footage.Start > TimeSpan.FromSeconds(3), string.Join(' ', tries));
        await ShowAsync(70);
        Assert.True((await ReadAsync())!.Value.Begins);
    }

    [Fact]
    public async Task Without_a_frame_a_reader_is_let_go_at_its_time()
    {
        var read = ReadAsync();
        await Eventually.HasAsync("connection", () => Task.FromResult(feeds.FirstOrDefault()));
        Assert.False(read.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await read);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(20 * 365 * 86400.0)]
    public async Task A_clock_that_is_set_back_begins_the_picture_anew(double seconds)
    {
        var clock = new SetClock(time);
        using var watched = new LiveCamera("camera", 10, Connect, clock);
        var read = watched.ReadAsync(bgr, clock.GetUtcNow().AddSeconds(1), CancellationToken.None).AsTask();
        await ShowAsync(10);
        await read;
        clock.Back = TimeSpan.FromSeconds(seconds);
        time.Advance(TimeSpan.FromSeconds(0.1));
        await ShowAsync(20);
        var next = await watched.ReadAsync(bgr, clock.GetUtcNow().AddSeconds(1), CancellationToken.None);
        Assert.Equal(new CapturedFrame(Footage.Start.AddSeconds(0.1) - clock.Back, 0, Begins: true), next);
    }

    private Feed Connect()
    {
        attempts++;
        if (refusals-- > 0)
            throw new CameraSourceException("nobody answers");
        var feed = new Feed();
        feeds.Enqueue(feed);
        return feed;
    }

    private async Task<CapturedFrame?> ReadAsync() => await camera.ReadAsync(bgr, time.GetUtcNow().AddSeconds(1), CancellationToken.None);

    /// <summary>Sends a grey frame and waits until the camera's thread has dealt with it.</summary>
    private async Task ShowAsync(int level)
    {
        var feed = await Eventually.HasAsync("connection", () => Task.FromResult(feeds.LastOrDefault()));
        feed.Levels.Add(level);
        await Eventually.IsTrueAsync("frame taken", () => Task.FromResult(feed.Waits && feed.Levels.Count == 0));
    }

    /// <summary>A clock that can be set back.</summary>
    private sealed class SetClock(TimeProvider time) : TimeProvider
    {
        public TimeSpan Back { get; set; }

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() - Back;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>A connection whose frames come when the test lets them.</summary>
    private sealed class Feed : ICameraFeed
    {
        private string? broken;
        private int level, grabs, taken;

        public BlockingCollection<int> Levels { get; } = [];

        public int Retrieved { get; private set; }

        /// <summary>Everything was dealt with: the next frame is waited for.</summary>
        public bool Waits => Volatile.Read(ref grabs) > Volatile.Read(ref taken);

        public double? Grab()
        {
            Interlocked.Increment(ref grabs);
            level = Levels.Take();
            if (broken is not null)
                throw new CameraSourceException(broken);
            Interlocked.Increment(ref taken);
            return null;
        }

        public void Retrieve(Mat bgr)
        {
            Retrieved++;
            bgr.Create(new Size(64, 48), MatType.CV_8UC3);
            bgr.SetTo(Scalar.All(level));
        }

        public void Break(string why)
        {
            broken = why;
            Levels.Add(0);
        }

        public void Dispose()
        {
            if (broken is null)
                Break("disposed");
        }
    }
}
