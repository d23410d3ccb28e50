using System.Buffers;
using System.Buffers.Binary;

namespace Solutions.Edge.Contracts;

/// <summary>A frame of a clip.</summary>
/// <param name="At">When it was captured; UTC, to the millisecond.</param>
/// <param name="Jpeg">The JPEG's bytes.</param>
public sealed record ClipFrame(DateTimeOffset At, ReadOnlyMemory<byte> Jpeg);

/// <summary>Bytes that are no clip; <see cref="Exception.Message"/> names the place, what stands there and what would be right.</summary>
/// <param name="message">The sentence.</param>
public sealed class ClipFileException(string message) : Exception(message);

/// <summary>
/// The file format of a clip: the eight ASCII bytes <c>SEclip1\n</c>, then of each frame its capture time in Unix ms (int64), the length of its
/// JPEG in bytes (int32), both big-endian, and the JPEG. Times ascend. There is no index: what has arrived of it so far can be played.
/// </summary>
public static class ClipFile
{
    /// <summary>Longest JPEG of a frame in bytes.</summary>
    public const int MaxJpegBytes = 1024 * 1024;

    /// <summary>Longest clip in bytes: 512 blocks, seven times half a minute at ten pictures a second.</summary>
    public const int MaxBytes = 512 * EvidenceRecord.BlockBytes;

    /// <summary>What a frame has before its JPEG, in bytes.</summary>
    public const int HeaderBytes = sizeof(long) + sizeof(int);

    /// <summary>What a clip begins with.</summary>
    public static ReadOnlySpan<byte> Signature => "SEclip1\n"u8;

    /// <summary>Writes a frame; the caller has written <see cref="Signature"/> before the first and gives frames by ascending time.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="at">When it was captured.</param>
    /// <param name="jpeg">The JPEG's bytes, 2 to <see cref="MaxJpegBytes"/>.</param>
    public static void WriteFrame(IBufferWriter<byte> to, DateTimeOffset at, ReadOnlySpan<byte> jpeg)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(jpeg.Length, MaxJpegBytes, nameof(jpeg));
        var header = to.GetSpan(HeaderBytes);
        BinaryPrimitives.WriteInt64BigEndian(header, at.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt32BigEndian(header[sizeof(long)..], jpeg.Length);
        to.Advance(HeaderBytes);
        to.Write(jpeg);
    }

    /// <summary>The frames of a clip, which share its memory.</summary>
    /// <param name="clip">The clip's bytes from the start.</param>
    /// <param name="complete">False: more is to come, so a frame that is only partly there is left out rather than refused.</param>
    /// <exception cref="ClipFileException">The bytes are no clip, or damaged.</exception>
    public static IReadOnlyList<ClipFrame> Read(ReadOnlyMemory<byte> clip, bool complete = true)
    {
        var start = clip.Span[..Math.Min(clip.Length, Signature.Length)];
        if (!Signature.StartsWith(start) || (complete && start.Length < Signature.Length))
            throw new ClipFileException(
                $"the bytes begin with {Convert.ToHexString(start)}; a clip begins with {Convert.ToHexString(Signature)} (SEclip1 and a line feed)");
        var frames = new List<ClipFrame>();
        for (var at = start.Length; at < clip.Length;)
        {
            var left = clip.Span[at..];
            if (left.Length < HeaderBytes)
                return complete ? throw Cut(at, left.Length, HeaderBytes) : frames;
            var length = BinaryPrimitives.ReadInt32BigEndian(left[sizeof(long)..]);
            if (length is < 2 or > MaxJpegBytes)
                throw new ClipFileException($"the frame at byte {at} says its JPEG has {length} bytes; it must have 2 to {MaxJpegBytes}");
            if (left.Length < HeaderBytes + length)
                return complete ? throw Cut(at, left.Length, HeaderBytes + length) : frames;
            frames.Add(Frame(at, BinaryPrimitives.ReadInt64BigEndian(left), clip.Slice(at + HeaderBytes, length), frames.LastOrDefault()));
            at += HeaderBytes + length;
        }
        return frames;
    }

    private static ClipFrame Frame(int at, long unixMs, ReadOnlyMemory<byte> jpeg, ClipFrame? before)
    {
        if (unixMs < 0 || unixMs > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            throw new ClipFileException($"the frame at byte {at} has the time {unixMs}; it must be Unix milliseconds");
        var time = DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
        if (time <= before?.At)
            throw new ClipFileException(
                $"the frame at byte {at} is of {InstantConverter.Write(time)}; it must be later than the one before, {InstantConverter.Write(before.At)}");
        return jpeg.Span is [0xFF, 0xD8, ..] ? new(time, jpeg)
            : throw new ClipFileException($"the frame at byte {at} begins with {Convert.ToHexString(jpeg.Span[..2])}; a JPEG begins with FFD8");
    }

    private static ClipFileException Cut(int at, int there, int needed) =>
        new($"the frame at byte {at} is cut off: {there} of {needed} bytes are there");
}
