using System.Buffers.Binary;
using System.Text;

namespace Solutions.Edge.Agent.Sound;

/// <summary>What stands before the samples of a WAV file, and how far they go. RF64 and BW64 (EBU Tech 3306, ITU-R BS.2088) give sizes of 64 bits.</summary>
/// <param name="Format">Of the samples.</param>
/// <param name="DataStart">Byte of the first sample.</param>
/// <param name="DataBytes">Bytes of all samples that are there.</param>
/// <param name="Remark">How that differs from what the file states; null = it does not.</param>
internal sealed record WavHeader(WavFormat Format, long DataStart, long DataBytes, string? Remark)
{
    private const int RiffBytes = 12, ChunkBytes = 8, Ds64Bytes = 24;

    /// <summary>A length that stands in ds64, or could not be known when it was written: a pipe cannot go back and fill it in.</summary>
    private const uint Elsewhere = uint.MaxValue;

    /// <summary>
    /// Lengths from here up that the file does not have are such as pipes and killed recorders write: 0x7FFFF000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFxx.
    /// </summary>
    private const long Unknowable = 0x7FFF0000;

    private const long Open = -1;

    /// <summary>How far from the end of the file chunks behind samples of no known length may begin.</summary>
    private const int MostBytesAtEnd = 1 << 16;

    private const string NoLength = "states no length of its samples, as a pipe or a recorder that was killed leaves it: measured to the end of the file";

    /// <summary>Chunks that stand behind samples, as they are found in the field.</summary>
    private static readonly HashSet<string> Known =
        ["LIST", "bext", "cue ", "fact", "id3 ", "ID3 ", "iXML", "axml", "PAD ", "JUNK", "FLLR", "smpl",
            "inst", "plst", "afsp", "_PMX", "chna", "levl", "cart", "acid", "DISP", "umid", "ds64", "TAG+"];

    /// <exception cref="AudioSourceException">It is empty, cut before its samples, or no WAV file that can be read here.</exception>
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
                var size = Size(chunk) != Elsewhere ? Size(chunk) : longData ?? Open;
                return Data(stream, path,
                    format ?? throw Fault(path, $"has samples at byte {at} but no format before them; a fmt chunk must come first"), at, size);
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

    /// <summary>
    /// Whatever length is stated, the samples that are there are measured: a recording must not be lost to its header, nor be a part in silence.
    /// </summary>
    private static WavHeader Data(Stream stream, string path, WavFormat format, long at, long size)
    {
        var (start, present) = (at + ChunkBytes, stream.Length - at - ChunkBytes);
        var (bytes, remark) = size switch
        {
            Open => (present, NoLength),
            0 when present > 0 && !ChunksFollow(stream, start) => (present, NoLength),
            >= Unknowable when size > present =>
                (present, $"states {size} bytes of samples, as where the length was not known: measured to the end of the file"),
            _ when size > present =>
                (present, $"states {size} bytes of samples and holds {present}: it was cut short or its length is wrong, and all it holds is measured"),
            _ when GoesOnBehind(stream, start + size) =>
                (present, $"states {size} bytes of samples and goes on behind them, as where a length wrapped round at 4 GiB: measured to the end of the file"),
            _ => (size, null as string),
        };
        if (remark is not null)
            bytes -= ChunksAtEnd(stream, start);
        // Less than a frame at the end is no sample.
        return bytes >= format.FrameBytes ? new WavHeader(format, start, bytes, remark)
            : throw Fault(path, $"holds no samples: its data chunk at byte {at} has {bytes} bytes, and a frame takes {format.FrameBytes}");
    }

    /// <summary>True if more follows the samples than a chunk, whole or cut off, or a few bytes that fill up.</summary>
    private static bool GoesOnBehind(Stream stream, long end)
    {
        end += end % 2;
        if (stream.Length - end < ChunkBytes || ChunksFollow(stream, end))
            return false;
        Span<byte> name = stackalloc byte[4];
        stream.Position = end;
        stream.ReadExactly(name);
        return !Known.Contains(Encoding.Latin1.GetString(name));
    }

    /// <summary>Bytes of the chunks that end where the file does: behind samples of no known length they are found from there.</summary>
    private static long ChunksAtEnd(Stream stream, long start)
    {
        var end = new byte[(int)Math.Min(stream.Length - start, MostBytesAtEnd)];
        stream.Position = stream.Length - end.Length;
        stream.ReadExactly(end);
        for (var at = 0; at + ChunkBytes <= end.Length; at++)
            if (Known.Contains(Encoding.Latin1.GetString(end, at, 4)) && ChunksFollow(stream, stream.Length - end.Length + at))
                return end.Length - at;
        return 0;
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
