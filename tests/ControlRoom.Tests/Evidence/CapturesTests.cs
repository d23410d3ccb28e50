using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Evidence;
using Solutions.Edge.ControlRoom.Live;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Evidence;

public sealed class CapturesOnSqliteTests() : CapturesTests(new SqliteEngine());

public sealed class CapturesOnPostgresTests(PostgresEngine engine) : CapturesTests(engine);

public abstract class CapturesTests(DatabaseEngine engine)
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 1, 2, 3, 0xFF, 0xD9];
    private static readonly DateTimeOffset At = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

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
    public async Task What_the_device_says_is_kept_beside_what_was_asked_and_the_bytes_are_checked_against_it()
    {
        using var database = await engine.CreateAsync();
        var captures = await OpenAsync(database);
        Assert.Equal((At, null, CaptureCheck.Unchecked), Known(captures.Facts("a1")));
        await captures.TakeAsync("a1", "lamp", 0, true, Jpeg, Digest(Jpeg), At.AddSeconds(-0.4));
        Assert.Equal((At, At.AddSeconds(-0.4), CaptureCheck.Unchecked), Known(captures.Facts("a1")));
        Assert.Null(await captures.ReportAsync("another-device", Said("a1", At, Jpeg), CancellationToken.None));
        await captures.ReportAsync("lamp", Said("a1", At.AddSeconds(-0.3), Jpeg), CancellationToken.None);
        await captures.ReportAsync("lamp", Said("a1", At.AddSeconds(-0.3), Jpeg), CancellationToken.None);
        Assert.Equal((At, At.AddSeconds(-0.3), CaptureCheck.Intact), Known((await OpenAsync(database)).Facts("a1"))); // also after a restart
    }

    [Fact]
    public async Task Bytes_that_are_not_those_that_the_device_says_it_sent_are_shown_as_such()
    {
        using var database = await engine.CreateAsync();
        var captures = await OpenAsync(database);
        await TakeAsync(captures, "a1", 0, true, Jpeg);
        Assert.Equal(CaptureCheck.Differs, (await captures.ReportAsync("lamp", Said("a1", At, [.. Jpeg, 0]), CancellationToken.None))!.Check);
        Assert.Equal("taken 23:00:00; its bytes are not those that its device says it sent", captures.Facts("a1")!.Sentence(Clock));
    }

    [Fact]
    public async Task What_has_changed_on_the_disk_since_it_came_differs()
    {
        using var database = await engine.CreateAsync();
        var captures = await OpenAsync(database);
        await TakeAsync(captures, "a1", 0, true, Jpeg);
        await File.WriteAllBytesAsync(captures.Find("a1")!.File, [.. Jpeg[..^1], 0]);
        Assert.Equal(CaptureCheck.Differs, (await captures.ReportAsync("lamp", Said("a1", At, Jpeg), CancellationToken.None))!.Check);
    }

    [Fact]
    public async Task A_record_that_comes_before_the_last_block_is_checked_when_that_has_come()
    {
        using var database = await engine.CreateAsync();
        var captures = await OpenAsync(database);
        var blocks = Blocks();
        var said = Said("c1", At, [.. blocks.SelectMany(b => b)]) with { Kind = EvidenceRecord.Clip, Span = 29.9 };
        await captures.ReportAsync("lamp", said, CancellationToken.None);
        foreach (var (number, block) in blocks.Index())
        {
            Assert.Equal(CaptureCheck.Unchecked, captures.Facts("c1")!.Check);
            await TakeAsync(captures, "c1", number, number == 2, block);
        }
        Assert.Equal(CaptureCheck.Intact, captures.Facts("c1")!.Check);
    }

    [Theory]
    [InlineData(172.0, "no picture of 23:00:00; the nearest is of 23:02:52")]
    [InlineData(-12_000_000.0, "no picture of 23:00:00; the nearest is of 2026-07-08 01:40:00")]
    [InlineData(null, "no picture of 23:00:00: the camera gave none")]
    public async Task Where_there_is_no_picture_of_the_time_that_is_said(double? nearest, string sentence)
    {
        using var database = await engine.CreateAsync();
        var captures = await OpenAsync(database);
        var none = Said("a1", At, []) with { Nearest = nearest is { } seconds ? At.AddSeconds(seconds) : null };
        var facts = await captures.ReportAsync("lamp", none, CancellationToken.None);
        Assert.Equal((CaptureCheck.None, false, sentence), (facts!.Check, facts.IsOfItsTime, facts.Sentence(Clock)));
        Assert.Null(facts.Taken);
    }

    [Theory]
    [InlineData(2.0, true, "taken 23:00:02")]
    [InlineData(2.1, false, "no picture of 23:00:00; the nearest is of 23:00:02")]
    [InlineData(172.0, false, "no picture of 23:00:00; the nearest is of 23:02:52")]
    public async Task A_still_of_another_time_does_not_stand_under_the_alarms(double taken, bool stands, string sentence)
    {
        using var database = await engine.CreateAsync();
        var captures = await OpenAsync(database);
        await captures.TakeAsync("a1", "lamp", 0, true, Jpeg, Digest(Jpeg), At.AddSeconds(taken));
        Assert.Equal((stands, sentence), (captures.Facts("a1")!.IsOfItsTime, captures.Facts("a1")!.Sentence(Clock)));
    }

    [Fact]
    public async Task A_clip_whose_first_frame_has_no_time_that_can_be_is_stored_and_says_none()
    {
        using var database = await engine.CreateAsync();
        var captures = await OpenAsync(database);
        Assert.Equal(BlockResult.Stored, await TakeAsync(captures, "c1", 0, true, [.. ClipFile.Signature, 0x95, 0xCF, 0, 0, 0, 0, 0, 4]));
        Assert.Equal("asked for 23:00:00; when it was taken is not known yet", captures.Facts("c1")!.Sentence(Clock));
    }

    [Fact]
    public async Task A_clips_first_frame_says_when_it_was_taken_and_a_clock_that_was_not_set_is_named()
    {
        using var database = await engine.CreateAsync();
        var captures = await OpenAsync(database);
        var clip = new ArrayBufferWriter<byte>();
        clip.Write(ClipFile.Signature);
        ClipFile.WriteFrame(clip, At.AddSeconds(-9.5), Jpeg);
        await TakeAsync(captures, "c1", 0, true, clip.WrittenSpan.ToArray());
        Assert.Equal(At.AddSeconds(-9.5), captures.Facts("c1")!.Taken);
        var said = Said("c1", At.AddSeconds(-9.5), clip.WrittenSpan.ToArray());
        await captures.ReportAsync("lamp", said with { Kind = EvidenceRecord.Clip, Tq = TimeQuality.Unset }, CancellationToken.None);
        Assert.Equal("taken 22:59:50, by a clock that was not set", captures.Facts("c1")!.Sentence(Clock));
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
        using var eraser = new CaptureEraser(captures, 31, new(Path.Combine(database.Folder, "kept-by.txt"), time), time, NullLogger<CaptureEraser>.Instance);
        await eraser.StartAsync(CancellationToken.None);
        Assert.True(File.Exists(file));
        await Eventually.IsTrueAsync("erasure", () =>
        {
            time.Advance(TimeSpan.FromMinutes(10));
            return Task.FromResult(!File.Exists(file));
        });
        await eraser.StopAsync(CancellationToken.None);
    }

    /// <summary>The store over the same folder, in which the still a1 and the clip c1 were asked of a lamp.</summary>
    private static async Task<Captures> OpenAsync(TestDatabase database, Feed? feed = null)
    {
        var captures = new Captures(database.Folder, database.Databases, feed ?? new(), TimeProvider.System);
        await captures.ExpectAsync("a1", EvidenceRecord.Still, "lamp", "street", At.ToUnixTimeMilliseconds(), "DISORDER");
        await captures.ExpectAsync("c1", EvidenceRecord.Clip, "lamp", "street", At.ToUnixTimeMilliseconds(), "DISORDER");
        return captures;
    }

    private static string Clock(DateTimeOffset at) => $"{at:HH:mm:ss}";

    private static (DateTimeOffset Asked, DateTimeOffset? Taken, CaptureCheck Check) Known(CaptureFacts? facts) => (facts!.Asked, facts.Taken, facts.Check);

    private static EvidenceRecord Said(string id, DateTimeOffset taken, byte[] bytes) => new()
    {
        T = taken,
        Id = id,
        Kind = EvidenceRecord.Still,
        Span = 0,
        Bytes = bytes.Length,
        Sha256 = [.. bytes.Chunk(EvidenceRecord.BlockBytes).Select(Digest)],
        Why = "DISORDER",
    };

    private static Task<BlockResult> TakeAsync(Captures captures, string id, int number, bool last, byte[] block) =>
        captures.TakeAsync(id, "lamp", number, last, block, Digest(block));

    /// <summary>Two whole blocks and a rest.</summary>
    private static byte[][] Blocks()
    {
        var bytes = new byte[2 * EvidenceRecord.BlockBytes + 100];
        new Random(1).NextBytes(bytes);
        ClipFile.Signature.CopyTo(bytes);
        return [.. bytes.Chunk(EvidenceRecord.BlockBytes)];
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
