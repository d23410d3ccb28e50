using System.Buffers;

namespace Solutions.Edge.Contracts.Tests;

public class ClipFileTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 4, 5, 200, TimeSpan.Zero);

    [Fact]
    public void A_clip_is_read_as_it_was_written()
    {
        var frames = ClipFile.Read(Clip((0, [0xFF, 0xD8, 1]), (100, [0xFF, 0xD8, 2, 3])));
        Assert.Equal([Start, Start.AddMilliseconds(100)], frames.Select(f => f.At));
        Assert.Equal([[0xFF, 0xD8, 1], [0xFF, 0xD8, 2, 3]], frames.Select(f => f.Jpeg.ToArray()));
    }

    [Fact]
    public void The_bytes_are_those_of_the_format() =>
        Assert.Equal("5345636C6970310A000001A20AA6FB5000000003FFD801", Convert.ToHexString(Clip((0, [0xFF, 0xD8, 1]))));

    [Fact]
    public void Of_a_clip_that_is_still_arriving_every_whole_frame_can_be_played()
    {
        var clip = Clip((0, [0xFF, 0xD8, 1]), (100, [0xFF, 0xD8, 2]));
        var ends = new[] { clip.Length - 15, clip.Length };
        for (var there = 0; there <= clip.Length; there++)
            Assert.Equal(ends.Count(e => e <= there), ClipFile.Read(clip.AsMemory(0, there), complete: false).Count);
    }

    [Fact]
    public void A_clip_without_frames_is_a_clip() => Assert.Empty(ClipFile.Read(Clip()));

    [Theory]
    [InlineData(0, 'X', "the bytes begin with 5845636C6970310A; a clip begins with 5345636C6970310A")]
    [InlineData(8, 0x80, "the frame at byte 8 has the time -")]
    [InlineData(16, 0x7F, "the frame at byte 8 says its JPEG has 2130706435 bytes; it must have 2 to 1048576")]
    [InlineData(20, 0, "the frame at byte 8 begins with 00D8; a JPEG begins with FFD8")]
    public void A_damaged_byte_is_named_with_its_place(int at, byte damage, string says)
    {
        var clip = Clip((0, [0xFF, 0xD8, 1]));
        clip[at] = damage;
        Assert.Contains(says, Assert.Throws<ClipFileException>(() => ClipFile.Read(clip)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7, "the bytes begin with 5345636C697031;")]
    [InlineData(15, "the frame at byte 8 is cut off: 7 of 12 bytes are there")]
    [InlineData(22, "the frame at byte 8 is cut off: 14 of 15 bytes are there")]
    public void A_complete_clip_that_is_cut_off_is_refused(int there, string says) => Assert.Contains(
        says, Assert.Throws<ClipFileException>(() => ClipFile.Read(Clip((0, [0xFF, 0xD8, 1])).AsMemory(0, there))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Times_ascend(int thenMs) => Assert.Contains(
        "the frame at byte 23 is of ",
        Assert.Throws<ClipFileException>(() => ClipFile.Read(Clip((0, [0xFF, 0xD8, 1]), (thenMs, [0xFF, 0xD8, 2])))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_frame_that_no_reader_would_take_is_not_written() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ClipFile.WriteFrame(new ArrayBufferWriter<byte>(), Start, new byte[ClipFile.MaxJpegBytes + 1]));

    private static byte[] Clip(params (int Ms, byte[] Jpeg)[] frames)
    {
        var clip = new ArrayBufferWriter<byte>();
        clip.Write(ClipFile.Signature);
        foreach (var (ms, jpeg) in frames)
            ClipFile.WriteFrame(clip, Start.AddMilliseconds(ms), jpeg);
        return clip.WrittenSpan.ToArray();
    }
}
