using System.Buffers.Binary;
using System.Text;

namespace Solutions.Edge.Agent.Sound;

/// <summary>What stands before the samples of a WAV file, and how far they go. RF64 and BW64 (EBU Tech 3306, ITU-R BS.2088) give sizes of 64 bits.</summary>
internal sealed record WavHeader(WavFormat Format, long DataStart, long DataBytes)
{
    private const int RiffBytes = 12, ChunkBytes = 8, Ds64Bytes = 24;

    /// <summary>A length that could not be known when it was written (a pipe cannot go back and fill it in), or one that stands in ds64.</summary>
    private const uint Elsewhere = uint.MaxValue;

    private const long Open = -1;

    /// <exception cref="AudioSourceException">It is empty, truncated, or no WAV file that can be read here.</exception>
    public static WavHeader Read(Stream stream, string path)
    {
        if (!stream.CanSeek)
            throw Fault(path, "is a pipe or a device; it must be a WAV file on a disk");
        var length = stream.Length;
        if (length == 0)
            throw Fault(path, "is empty; it must be a WAV file");
        Span<byte> head = stackalloc byte[RiffBytes], chunk = stackalloc byte[ChunkBytes];
        head = head[..stream.ReadAtLeast(head, RiffBytes, throwOnEndOfStream: false)];
        var isLong = head.StartsWith("RF64"u8) || head.StartsWith("BW64"u8);
        if (!isLong && !head.StartsWith("RIFF"u8) || head.Length == RiffBytes && !head.EndsWith("WAVE"u8))
            throw Fault(path, $"is no WAV file: it begins {ForeignSound.Like(head)}; it must begin with RIFF, RF64 or BW64, and WAVE at byte 8");
        WavFormat? format = null;
        long? longData = null;
        for (long at = RiffBytes, body; at + ChunkBytes <= length; at = body + Size(chunk) + Size(chunk) % 2)
        {
            stream.Position = at;
            stream.ReadExactly(chunk);
            if (!IsName(chunk))
                throw Fault(path, $"is damaged at byte {at}: the name of a chunk must stand there, not {Convert.ToHexString(chunk[..4])}");
            body = at + ChunkBytes;
            if (chunk.StartsWith("data"u8))
            {
                var size = Size(chunk) != Elsewhere ? Size(chunk) : !isLong ? Open
                    : longData ?? throw Fault(path, $"has a data chunk at byte {at} whose length must stand in a ds64 chunk before it, and there is none");
                return Data(stream, path, format ?? throw Fault(path, $"has samples at byte {at} but no format before them; a fmt chunk must come first"), at, size);
            }
            if (Size(chunk) > length - body)
                throw Truncated(path, chunk, at, Size(chunk), length - body);
            if (chunk.StartsWith("fmt "u8))
                format = ReadFormat(stream, path, at, Size(chunk));
            else if (chunk.StartsWith("ds64"u8))
                longData = LongData(stream, path, at, Size(chunk));
        }
        throw Fault(path, $"is truncated: it ends at byte {length}, before its samples begin");
    }

    private static WavFormat ReadFormat(Stream stream, string path, long at, long size)
    {
        Span<byte> body = stackalloc byte[WavFormat.ExtensibleBytes];
        body = body[..(int)Math.Min(size, body.Length)];
        stream.ReadExactly(body);
        if (size < WavFormat.PlainBytes)
            throw Fault(path, $"has a fmt chunk of {size} bytes at byte {at}; it must have at least {WavFormat.PlainBytes}");
        var format = WavFormat.Parse(body);
        return format.FindFault() is { } fault ? throw Fault(path, $"{fault} (fmt chunk at byte {at})") : format;
    }

    private static long LongData(Stream stream, string path, long at, long size)
    {
        if (size < Ds64Bytes)
            throw Fault(path, $"has a ds64 chunk of {size} bytes at byte {at}; it must have at least {Ds64Bytes}");
        Span<byte> body = stackalloc byte[Ds64Bytes];
        stream.ReadExactly(body);
        var bytes = BinaryPrimitives.ReadUInt64LittleEndian(body[8..]);
        return bytes == ulong.MaxValue ? Open : (long)Math.Min(bytes, long.MaxValue);
    }

    /// <summary>A stated length must be there whole. One left open, or left at 0 by a recorder that was killed, means all there is.</summary>
    private static WavHeader Data(Stream stream, string path, WavFormat format, long at, long size)
    {
        var present = stream.Length - at - ChunkBytes;
        var isOpen = size == Open || size == 0 && !ChunksFollow(stream, at + ChunkBytes);
        if (!isOpen && size > present)
            throw Truncated(path, "data"u8, at, size, present);
        // Less than a frame at the end is no sample.
        var bytes = isOpen ? present : size;
        return bytes >= format.FrameBytes ? new WavHeader(format, at + ChunkBytes, bytes)
            : throw Fault(path, $"holds no samples: its data chunk at byte {at} has {bytes} bytes, and a frame takes {format.FrameBytes}");
    }

    /// <summary>True if chunks and nothing else fill the file from here on: then an empty recording is meant.</summary>
    private static bool ChunksFollow(Stream stream, long at)
    {
        Span<byte> chunk = stackalloc byte[ChunkBytes];
        while (at + ChunkBytes <= stream.Length)
        {
            stream.Position = at;
            stream.ReadExactly(chunk);
            if (!IsName(chunk))
                return false;
            at += ChunkBytes + Size(chunk) + Size(chunk) % 2;
        }
        return at == stream.Length;
    }

    private static bool IsName(ReadOnlySpan<byte> chunk) => !chunk[..4].ContainsAnyExceptInRange((byte)' ', (byte)'~');

    private static long Size(ReadOnlySpan<byte> chunk) => BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);

    private static AudioSourceException Truncated(string path, ReadOnlySpan<byte> chunk, long at, long promised, long present) =>
        Fault(path, $"is truncated: its {Encoding.ASCII.GetString(chunk[..4]).TrimEnd()} chunk at byte {at} promises {promised} bytes and has {present}");

    private static AudioSourceException Fault(string path, string what) => new($"{path} {what}");
}
