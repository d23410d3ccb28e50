using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Evidence;

public sealed class ClipPaceTests : IDisposable
{
    private readonly FakeTimeProvider time = new(new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero));
    private readonly Outbox outbox;
    private readonly ClipPace pace;

    public ClipPaceTests() => pace = new(outbox = TestOutbox.Create(time), time);

    public void Dispose() => outbox.Dispose();

    [Fact]
    public async Task The_first_block_goes_at_once_and_each_further_one_when_the_rate_allows_it()
    {
        await WaitAsync();
        var (second, third) = (WaitAsync(), WaitAsync());
        time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await second;
        Assert.False(third.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(250));
        await third;
    }

    [Fact]
    public async Task What_was_not_used_is_not_saved_up()
    {
        await WaitAsync();
        time.Advance(TimeSpan.FromMinutes(1));
        await WaitAsync();
        Assert.False(WaitAsync().IsCompleted);
    }

    [Fact]
    public async Task A_backlog_of_records_goes_first()
    {
        for (var n = 0; n <= ClipPace.Backlog; n++)
            outbox.Add(Streams.Motion, new MotionRecord { T = time.GetUtcNow().AddSeconds(n) });
        var clip = WaitAsync();
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(clip.IsCompleted);
        outbox.Acknowledge(new(TestOutbox.Boot.Id, Streams.Motion, 1));
        time.Advance(TimeSpan.FromSeconds(1));
        await clip;
    }

    [Fact]
    public async Task No_backlog_holds_a_clip_for_longer_than_anybody_wants_it()
    {
        for (var n = 0; n <= ClipPace.Backlog; n++)
            outbox.Add(Streams.Motion, new MotionRecord { T = time.GetUtcNow().AddSeconds(n) });
        var clip = WaitAsync();
        for (var n = 0; n < 60; n++)
            time.Advance(TimeSpan.FromSeconds(1));
        await clip;
    }

    private Task WaitAsync() => pace.WaitAsync(ClipPace.BytesPerSecond / 4, time.GetUtcNow().AddMinutes(1), CancellationToken.None);
}
