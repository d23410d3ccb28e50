using System.Buffers;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Evidence;

namespace Solutions.Edge.ControlRoom.Tests.Evidence;

public sealed class CaptureFactsOnSqliteTests() : CaptureFactsTests(new SqliteEngine());

public sealed class CaptureFactsOnPostgresTests(PostgresEngine engine) : CaptureFactsTests(engine);

/// <summary>What is known of a capture beside its bytes.</summary>
public abstract class CaptureFactsTests(DatabaseEngine engine) : AskedCaptures
{
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

    private static string Clock(DateTimeOffset at) => $"{at:HH:mm:ss}";

    private static (DateTimeOffset Asked, DateTimeOffset? Taken, CaptureCheck Check) Known(CaptureFacts? facts) => (facts!.Asked, facts.Taken, facts.Check);
}
