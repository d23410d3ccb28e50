using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Uplink;

public sealed class BacklogWriterTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(Start);
    private readonly CollectedLog<BacklogWriter> log = new();
    private readonly Drops drops = new();
    private readonly Outbox outbox;
    private readonly Backlog backlog;
    private readonly BacklogWriter writer;

    public BacklogWriterTests()
    {
        outbox = TestOutbox.Create(time, drops, capacityBytes: 40_000);
        backlog = Backlog.Open(folder.Path, 10_000_000, drops, time);
        writer = new(outbox, backlog, drops, time, log);
    }

    public async ValueTask DisposeAsync()
    {
        await writer.StopAsync(CancellationToken.None);
        writer.Dispose();
        backlog.Dispose();
        outbox.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task What_is_acknowledged_in_time_never_touches_the_card()
    {
        await writer.StartAsync(CancellationToken.None);
        for (var second = 1; second <= 120; second++)
        {
            outbox.Add(Streams.Motion, new MotionRecord { T = Start });
            outbox.Add(Streams.Gate, new GateRecord { T = Start });
            time.Advance(TimeSpan.FromSeconds(1));
            outbox.Acknowledge(new(TestOutbox.Boot.Id, Streams.Motion, second));
            outbox.Acknowledge(new(TestOutbox.Boot.Id, Streams.Gate, second));
        }
        await writer.StopAsync(CancellationToken.None);
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(Streams.Gate, 2)]
    [InlineData(Streams.Motion, 30)]
    public async Task What_waits_too_long_is_on_the_disk_and_no_longer_in_memory(string stream, int patience)
    {
        await writer.StartAsync(CancellationToken.None);
        Add(stream, 1);
        for (var second = 1; second < patience; second++)
            time.Advance(TimeSpan.FromSeconds(1));
        Add(stream, 4);
        Assert.Equal((5, 0), (outbox.Count, backlog.Count));
        await AdvanceUntilAsync(() => (outbox.Count, backlog.Count) == (0, 5));
    }

    [Fact]
    public async Task A_stop_leaves_everything_on_the_disk()
    {
        await writer.StartAsync(CancellationToken.None);
        Add(Streams.Gate, 1);
        Add(Streams.Motion, 2);
        await writer.StopAsync(CancellationToken.None);
        Assert.Equal((0, 3), (outbox.Count, backlog.Count));
    }

    [Fact]
    public async Task What_does_not_read_back_and_what_is_set_aside_is_logged()
    {
        Add(Streams.Motion, 1);
        outbox.Acknowledge(new(TestOutbox.Boot.Id, Streams.Motion, 0, null, [[1, 1]]));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "others", "000000000001-5.closed"), "no block at all", TestContext.Current.CancellationToken);
        using var damaged = Backlog.Open(folder.Path, 10_000_000, drops, time);
        using var reporting = new BacklogWriter(outbox, damaged, drops, time, log);
        await reporting.StartAsync(CancellationToken.None);
        damaged.Acknowledge(new(TestOutbox.Boot.Id, Streams.Gate, 0));
        damaged.Take(1);
        await AdvanceUntilAsync(() => log.Lines.Any(l => l.Text.StartsWith("1 records were set aside", StringComparison.Ordinal))
            && log.Lines.Any(l => l.Text.StartsWith("1 places of the journal and the backlog did not read", StringComparison.Ordinal)));
        await reporting.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_disk_that_refuses_is_logged_and_records_stay_in_memory_until_it_takes_them()
    {
        var others = Path.Combine(folder.Path, "others");
        Directory.Delete(others);
        File.WriteAllText(others, "");
        await writer.StartAsync(CancellationToken.None);
        Add(Streams.Motion, 10);
        time.Advance(TimeSpan.FromSeconds(30));
        await AdvanceUntilAsync(() => writer.Fault is not null);
        Assert.Equal(10, outbox.Count);
        Add(Streams.Motion, 200);
        Assert.Equal(210, outbox.Count + drops.ByStream[Streams.Motion]);
        File.Delete(others);
        Directory.CreateDirectory(others);
        await AdvanceUntilAsync(() => writer.Fault is null && outbox.Count == 0);
        Assert.Equal(210, backlog.Count + drops.Total);
        await AdvanceUntilAsync(() => log.Lines.Any(l =>
            l.Text.Contains($"{drops.Total} records were dropped since the start for want of room: motion {drops.Total}", StringComparison.Ordinal)));
        Assert.Equal([108, 109], log.Lines.Select(l => l.Event).Where(e => e is 108 or 109));
    }

    private void Add(string stream, int count)
    {
        for (var n = 0; n < count; n++)
            outbox.Add(stream, stream == Streams.Gate ? new GateRecord { T = Start } : new MotionRecord { T = Start });
    }

    /// <summary>The writer's turn comes on another thread: time goes on until it has had it.</summary>
    private Task AdvanceUntilAsync(Func<bool> isSo) => Eventually.IsTrueAsync("turn of the writer", () =>
    {
        if (isSo())
            return Task.FromResult(true);
        time.Advance(TimeSpan.FromSeconds(1));
        return Task.FromResult(isSo());
    }, steadily: true);
}
