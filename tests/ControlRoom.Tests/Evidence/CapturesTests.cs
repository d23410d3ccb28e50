using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Evidence;
using Solutions.Edge.ControlRoom.Live;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Evidence;

public sealed class CapturesOnSqliteTests() : CapturesTests(new SqliteEngine());

public sealed class CapturesOnPostgresTests(PostgresEngine engine) : CapturesTests(engine);

public abstract class CapturesTests(DatabaseEngine engine) : AskedCaptures
{
    [Fact]
    public async Task A_still_that_was_asked_for_is_kept_and_screens_receive_it()
    {
        using var database = await engine.CreateAsync();
        var feed = new Feed();
        using var arrivals = feed.Subscribe<StillArrived>();
        var captures = await OpenAsync(database, feed);
        Assert.Null(captures.Find("a1"));
        Assert.Equal(BlockResult.Stored, await TakeAsync(captures, "a1", 0, true, Jpeg));
        Assert.Equal(Jpeg, await File.ReadAllBytesAsync(captures.Find("a1")!.File));
        Assert.True(arrivals.Reader.TryRead(out var arrived));
        Assert.Equal("a1", arrived.Id);
        Assert.True((await OpenAsync(database, feed)).Find("a1")!.Complete); // also after a restart
    }

    [Fact]
    public async Task A_clip_grows_block_by_block_and_goes_on_after_a_restart()
    {
        using var database = await engine.CreateAsync();
        var feed = new Feed();
        using var growth = feed.Subscribe<ClipGrew>();
        var blocks = Blocks();
        Assert.Equal(BlockResult.Stored, await TakeAsync(await OpenAsync(database, feed), "c1", 0, false, blocks[0]));
        var captures = await OpenAsync(database, feed);
        Assert.Equal((EvidenceRecord.BlockBytes, false), (captures.Find("c1")!.Bytes, captures.Find("c1")!.Complete));
        Assert.Equal(BlockResult.Stored, await TakeAsync(captures, "c1", 1, false, blocks[1]));
        Assert.Equal(BlockResult.Stored, await TakeAsync(captures, "c1", 2, true, blocks[2]));
        Assert.Equal(blocks.SelectMany(b => b), await File.ReadAllBytesAsync(captures.Find("c1")!.File));
        Assert.Equal([false, false, true], Enumerable.Range(0, 3).Select(_ => growth.Reader.TryRead(out var grew) && grew.Complete));
        Assert.Equal(captures.Find("c1"), (await OpenAsync(database, feed)).Find("c1"));
    }

    [Fact]
    public async Task A_block_sent_twice_is_stored_once()
    {
        using var database = await engine.CreateAsync();
        var captures = await OpenAsync(database);
        var blocks = Blocks();
        foreach (var (number, last) in new[] { (0, false), (0, false), (1, false), (0, false), (2, true), (2, true) })
            Assert.Equal(BlockResult.Stored, await TakeAsync(captures, "c1", number, last, blocks[number]));
        Assert.Equal(blocks.SelectMany(b => b), await File.ReadAllBytesAsync(captures.Find("c1")!.File));
    }

    [Fact]
    public async Task A_block_that_was_written_but_not_noted_is_written_again()
    {
        using var database = await engine.CreateAsync();
        var captures = await OpenAsync(database);
        var blocks = Blocks();
        await TakeAsync(captures, "c1", 0, false, blocks[0]);
        await File.AppendAllTextAsync(captures.Find("c1")!.File, new string('x', 70_000)); // as a power cut may leave it
        captures = await OpenAsync(database);
        Assert.Equal(EvidenceRecord.BlockBytes, captures.Find("c1")!.Bytes);
        Assert.Equal(BlockResult.Stored, await TakeAsync(captures, "c1", 1, true, blocks[2]));
        Assert.Equal(blocks[0].Concat(blocks[2]), await File.ReadAllBytesAsync(captures.Find("c1")!.File));
    }

    [Fact]
    public async Task A_clip_whose_beginning_lies_in_another_folder_is_not_shown_and_not_gone_on_with()
    {
        using var database = await engine.CreateAsync();
        var captures = await OpenAsync(database);
        var blocks = Blocks();
        await TakeAsync(captures, "c1", 0, false, blocks[0]);
        File.Delete(captures.Find("c1")!.File);
        captures = await OpenAsync(database);
        Assert.Null(captures.Find("c1"));
        Assert.Equal(BlockResult.OutOfTurn, await TakeAsync(captures, "c1", 1, true, blocks[1]));
        Assert.Null(captures.Find("c1"));
    }

    [Theory]
    [InlineData("unknown", "lamp")]
    [InlineData("a1", "another-device")]
    public async Task What_nobody_asked_this_device_for_is_refused(string id, string device)
    {
        using var database = await engine.CreateAsync();
        var captures = await OpenAsync(database);
        Assert.Equal(BlockResult.NotExpected, await captures.TakeAsync(id, device, 0, true, Jpeg, Digest(Jpeg)));
    }

    [Fact]
    public async Task Blocks_that_cannot_be_right_are_refused_each_for_its_reason()
    {
        using var database = await engine.CreateAsync();
        var captures = await OpenAsync(database);
        var blocks = Blocks();
        Assert.Equal(BlockResult.WrongDigest, await captures.TakeAsync("c1", "lamp", 0, false, blocks[0], Digest(blocks[1])));
        Assert.Equal(BlockResult.WrongLength, await TakeAsync(captures, "c1", 0, false, blocks[0][..^1]));
        Assert.Equal(BlockResult.WrongKind, await TakeAsync(captures, "c1", 0, true, Jpeg));
        Assert.Equal(BlockResult.WrongKind, await TakeAsync(captures, "a1", 0, false, blocks[0]));
        Assert.Equal(BlockResult.OutOfTurn, await TakeAsync(captures, "c1", 1, false, blocks[1]));
        Assert.Null(captures.Find("c1"));
        await TakeAsync(captures, "a1", 0, true, Jpeg);
        Assert.Equal(BlockResult.OutOfTurn, await TakeAsync(captures, "a1", 0, true, [.. Jpeg, 0]));
        Assert.Equal(BlockResult.OutOfTurn, await TakeAsync(captures, "a1", 1, true, Jpeg));
    }

    [Fact]
    public async Task A_still_without_end_is_refused()
    {
        using var database = await engine.CreateAsync();
        var captures = await OpenAsync(database);
        var block = new byte[EvidenceRecord.BlockBytes];
        (block[0], block[1]) = (0xFF, 0xD8);
        for (var number = 0; number < 16; number++)
            Assert.Equal(BlockResult.Stored, await TakeAsync(captures, "a1", number, false, block));
        Assert.Equal(BlockResult.TooLong, await TakeAsync(captures, "a1", 16, true, block));
    }

    [Fact]
    public async Task What_has_come_is_not_asked_for_again_and_what_has_not_is()
    {
        using var database = await engine.CreateAsync();
        var captures = await OpenAsync(database);
        await TakeAsync(captures, "c1", 0, false, Blocks()[0]);
        Assert.False(await captures.ExpectAsync("c1", EvidenceRecord.Clip, "lamp", "street", 0, "DISORDER"));
        Assert.True(await captures.ExpectAsync("a1", EvidenceRecord.Still, "lamp", "street", 0, "DISORDER"));
    }

    [Fact]
    public async Task What_is_old_is_erased_come_or_not_and_what_is_not_stays()
    {
        using var database = await engine.CreateAsync();
        var captures = await OpenAsync(database);
        await TakeAsync(captures, "a1", 0, true, Jpeg);
        var file = captures.Find("a1")!.File;
        Assert.Equal(0, await captures.EraseAsync(At, CancellationToken.None));
        Assert.True(File.Exists(file));
        Assert.Equal(2, await captures.EraseAsync(At.AddSeconds(1), CancellationToken.None));
        Assert.False(File.Exists(file));
        Assert.Null(captures.Find("a1"));
        Assert.Equal(BlockResult.NotExpected, await TakeAsync(captures, "a1", 0, true, Jpeg));
    }

    [Fact]
    public async Task Within_an_hour_after_its_time_a_capture_is_erased()
    {
        using var database = await engine.CreateAsync();
        var captures = await OpenAsync(database);
        await TakeAsync(captures, "a1", 0, true, Jpeg);
        var file = captures.Find("a1")!.File;
        var time = new FakeTimeProvider(At.AddDays(31));
        using var eraser = new CaptureEraser(captures, () => 31, new(Path.Combine(database.Folder, "kept-by.txt"), time), time,
            NullLogger<CaptureEraser>.Instance);
        await eraser.StartAsync(CancellationToken.None);
        Assert.True(File.Exists(file));
        await Eventually.IsTrueAsync("erasure", () =>
        {
            time.Advance(TimeSpan.FromMinutes(10));
            return Task.FromResult(!File.Exists(file));
        });
        await eraser.StopAsync(CancellationToken.None);
    }
}
