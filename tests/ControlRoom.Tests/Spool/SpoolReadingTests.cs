using System.Text;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Tests.Spool;

public class SpoolReadingTests
{
    [Fact]
    public async Task What_is_read_at_once_is_bounded_in_bytes()
    {
        await using var folder = new SpoolFolder();
        for (var seq = 1; seq <= 40; seq++)
            await folder.Spool.AppendAsync([folder.Entry(seq, payload: new string(' ', 500_000))], TestContext.Current.CancellationToken);
        await folder.ReopenAsync();
        Assert.Equal(17, (await ReadOnceAsync(folder.Spool, 0)).Count);
    }

    [Fact]
    public async Task A_follower_gets_what_is_there_and_then_what_comes()
    {
        await using var folder = new SpoolFolder();
        await folder.AppendAsync(1, 2);
        await using var batches = folder.Spool.FollowAsync(0, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await batches.MoveNextAsync());
        Assert.Equal([1, 2], batches.Current.Select(r => r.Seq));
        var next = batches.MoveNextAsync();
        Assert.False(next.IsCompleted);
        await folder.AppendAsync(3);
        Assert.True(await next);
        Assert.Equal([3], batches.Current.Select(r => r.Seq));
    }

    [Fact]
    public async Task A_reader_that_keeps_up_gets_what_was_decoded_and_a_later_one_the_same_from_the_disk()
    {
        await using var folder = new SpoolFolder(new() { SegmentBytes = 200 });
        folder.Time.Advance(TimeSpan.FromTicks(7));
        var decoded = new MotionRecord { Boot = SpoolFolder.Boot, Seq = 2, T = SpoolFolder.Start, Occupied = 3 };
        var entries = Enumerable.Range(1, 5).Select(n => folder.Entry(n, Streams.Motion, $$"""{"n":{{n}}}""")).ToList();
        entries[1] = entries[1] with { Decoded = decoded };
        foreach (var entry in entries)
            await folder.Spool.AppendAsync([entry, entry], TestContext.Current.CancellationToken);
        var remembered = await ReadOnceAsync(folder.Spool, 0);
        Assert.Same(decoded, remembered[1].Decode());
        var middle = remembered[2].Position;
        Assert.Equal([3, 4, 5], (await ReadOnceAsync(folder.Spool, middle)).Select(r => r.Seq));
        await folder.ReopenAsync();
        var read = await ReadOnceAsync(folder.Spool, 0);
        Assert.All(read, r => Assert.Null(r.Decoded));
        Assert.Equal(read.Select(Fields), remembered.Select(Fields));
        await folder.AppendAsync(6);
        Assert.Equal([1, 2, 3, 4, 5, 6], (await ReadOnceAsync(folder.Spool, 0)).Select(r => r.Seq));
        Assert.Equal([6], (await ReadOnceAsync(folder.Spool, read[^1].Next)).Select(r => r.Seq));

        static object Fields(SpoolRecord r) => (r.Position, r.Next, r.Arrival, r.Device, r.Stream, r.Boot, r.Seq, r.V, Encoding.UTF8.GetString(r.Payload.Span));
    }

    [Fact]
    public void What_is_remembered_is_no_older_than_ten_seconds_and_no_more_than_32_MiB()
    {
        var recent = new RecentRecords();
        recent.Add([Record(1), Record(2)]);
        recent.Add([Record(3, seconds: 10)]);
        Assert.Equal([2, 3], recent.From(2)!.Select(r => r.Seq));
        recent.Add([Record(4, seconds: 11)]);
        Assert.Null(recent.From(2));
        Assert.Equal([3, 4], recent.From(3)!.Select(r => r.Seq));
        recent.Add([Record(5, seconds: 11, bytes: 32 * 1024 * 1024)]);
        Assert.Null(recent.From(4));
        Assert.Equal([5], recent.From(5)!.Select(r => r.Seq));
        recent.Add([Record(6, seconds: 11, bytes: 33 * 1024 * 1024)]);
        Assert.Null(recent.From(6));

        static SpoolRecord Record(long at, int seconds = 0, int bytes = 1) =>
            new(at, at + 1, SpoolFolder.Start.AddSeconds(seconds), "lamp", Streams.Noise, SpoolFolder.Boot, at, 1, new byte[bytes]);
    }

    [Fact]
    public async Task A_position_in_time_is_at_or_before_the_first_record_from_then_on()
    {
        await using var folder = new SpoolFolder(new() { SegmentBytes = 150 });
        for (var seq = 1; seq <= 10; seq++)
        {
            await folder.AppendAsync(seq);
            folder.Time.Advance(TimeSpan.FromMinutes(1));
        }
        var from = folder.Spool.PositionAt(SpoolFolder.Start.AddMinutes(6));
        Assert.Equal([7, 8, 9, 10], folder.Spool.Read(from, folder.Spool.Durable).Select(r => r.Seq));
        Assert.Equal(0, folder.Spool.PositionAt(SpoolFolder.Start));
        Assert.Equal(folder.Spool.Durable, folder.Spool.PositionAt(SpoolFolder.Start.AddDays(1)));
    }

    [Fact]
    public async Task A_reader_that_is_in_what_is_trimmed_reads_on()
    {
        await using var folder = new SpoolFolder(new() { SegmentBytes = 150 });
        for (var seq = 1; seq <= 10; seq++)
            await folder.AppendAsync(seq);
        using var reader = folder.Spool.Read(0, folder.Spool.Durable).GetEnumerator();
        Assert.True(reader.MoveNext());
        folder.Spool.Trim(folder.Spool.Durable, DateTimeOffset.MaxValue);
        var read = new List<long> { reader.Current.Seq };
        while (reader.MoveNext())
            read.Add(reader.Current.Seq);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], read);
    }

    [Fact]
    public void The_slowest_reader_holds_the_spool_and_nobody_reading_holds_all_of_it()
    {
        var readers = new SpoolReaders();
        Assert.Equal(0, readers.Slowest);
        readers.Register("readings", () => 500);
        readers.Register("alerts", () => 200);
        Assert.Equal(200, readers.Slowest);
    }

    private static async Task<IReadOnlyList<SpoolRecord>> ReadOnceAsync(RecordSpool spool, long from)
    {
        await foreach (var batch in spool.FollowAsync(from, TestContext.Current.CancellationToken))
            return batch;
        throw new InvalidOperationException("a follower ended");
    }
}
