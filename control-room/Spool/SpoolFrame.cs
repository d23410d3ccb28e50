using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>A record on its way into the spool.</summary>
/// <param name="Decoded">What <paramref name="Payload"/> reads as, where it has been decoded.</param>
internal sealed record SpoolEntry(
    DateTimeOffset Arrival, string Device, string Stream, string Boot, long Seq, int V, ReadOnlyMemory<byte> Payload, UpRecord? Decoded = null)
{
    /// <summary>As it will be read back from the disk.</summary>
    public SpoolRecord Written(long position, long next, RecordTime? judged) => new(position, next,
        DateTimeOffset.FromUnixTimeMilliseconds(Arrival.ToUnixTimeMilliseconds()), Device, Stream, Boot, Seq, V, Payload, Decoded)
    {
        Judged = judged,
    };
}

/// <summary>A record in the spool.</summary>
/// <param name="Position">Where its frame begins.</param>
/// <param name="Next">Where the next frame begins.</param>
/// <param name="Arrival">When the control room had it, by its own clock.</param>
/// <param name="Device">The device that sent it.</param>
/// <param name="Stream">Which stream it is of.</param>
/// <param name="Boot">The device's boot.</param>
/// <param name="Seq">Its number in the stream since that boot.</param>
/// <param name="V">Its schema version.</param>
/// <param name="Payload">Its own UTF-8 bytes, as they came.</param>
/// <param name="Decoded">What they read as; null = it comes from the disk.</param>
internal sealed record SpoolRecord(
    long Position, long Next, DateTimeOffset Arrival, string Device, string Stream, string Boot, long Seq, int V, ReadOnlyMemory<byte> Payload,
        UpRecord? Decoded = null)
{
    /// <summary>When it was; null = its frame does not hold it.</summary>
    public RecordTime? Judged { get; init; }

    /// <summary>When it was, as every reader takes it: the spool gives out no record without.</summary>
    public RecordTime Time => Judged ?? throw new InvalidOperationException($"the record at {Position} has not been judged");

    /// <exception cref="RecordException">It does not read.</exception>
    public UpRecord Decode() => Decoded ?? RecordJson.Read(Stream, Payload.Span);
}

/// <summary>
/// A frame on disk, without a mark, its CRC of the body; body: i64 arrival (Unix ms), 16 bytes boot,
/// i64 seq, i32 v, u8 length + device, u8 length + stream, when the record was, the record's bytes. When it was: u8 of bits (1 by the device's clock,
/// 2 live, 4 the clock is off), i64 ticks UTC, and, if the clock is off, i64 ticks by which. A frame has it if the length of its device has the highest
/// bit; earlier versions wrote none.
/// </summary>
internal static class SpoolFrame
{
    private const int FixedBodyBytes = 8 + 16 + 8 + 4 + 2;

    /// <summary>In the length of the device, which is at most 64.</summary>
    private const byte IsJudged = 0x80;

    private const byte Own = 1, Live = 2, Off = 4;

    /// <summary>A longer body is damage, not a record.</summary>
    private const int MaxBodyBytes = 1024 * 1024;

    public static FrameFormat Format { get; } = new("", fieldBytes: 0, checksHeader: false, FixedBodyBytes, MaxBodyBytes);

    /// <exception cref="ArgumentException">A frame cannot hold it, or could not give it back.</exception>
    public static void Check(SpoolEntry entry)
    {
        if (!Ids.IsBoot(entry.Boot) || !Ids.IsValid(entry.Device) || !Ids.IsValid(entry.Stream) || BodyBytes(entry) + TimeBytes(isOff: true) > MaxBodyBytes)
            throw new ArgumentException($"a record of '{entry.Device}', stream '{entry.Stream}', boot '{entry.Boot}', "
                + $"{entry.Payload.Length} bytes: it must have ids, a boot and at most 1 MiB", nameof(entry));
    }

    public static void Write(IBufferWriter<byte> to, SpoolEntry entry, RecordTime time)
    {
        var bodyBytes = BodyBytes(entry) + TimeBytes(time.ClockOff is not null);
        var frameBytes = Format.HeaderBytes + bodyBytes;
        var frame = to.GetSpan(frameBytes)[..frameBytes];
        var body = frame[Format.HeaderBytes..];
        BinaryPrimitives.WriteInt64LittleEndian(body, entry.Arrival.ToUnixTimeMilliseconds());
        Convert.FromHexString(entry.Boot, body[8..24], out _, out _);
        BinaryPrimitives.WriteInt64LittleEndian(body[24..], entry.Seq);
        BinaryPrimitives.WriteInt32LittleEndian(body[32..], entry.V);
        var at = WriteText(body, 36, entry.Device);
        body[36] |= IsJudged;
        at = WriteText(body, at, entry.Stream);
        at = WriteTime(body, at, time);
        entry.Payload.Span.CopyTo(body[at..]);
        Format.Seal(frame);
        to.Advance(frame.Length);
    }

    /// <summary>The record of a frame that is intact.</summary>
    public static SpoolRecord Read(long position, ReadOnlySpan<byte> frame)
    {
        var body = frame[Format.HeaderBytes..];
        var (device, at) = ReadText(body, 36);
        (var stream, at) = ReadText(body, at);
        RecordTime? judged = null;
        if ((body[36] & IsJudged) != 0)
            (judged, at) = ReadTime(body, at);
        return new(position, position + frame.Length, DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(body)),
            device, stream, Convert.ToHexStringLower(body[8..24]), BinaryPrimitives.ReadInt64LittleEndian(body[24..]),
            BinaryPrimitives.ReadInt32LittleEndian(body[32..]), body[at..].ToArray())
        {
            Judged = judged,
        };
    }

    private static int TimeBytes(bool isOff) => isOff ? 17 : 9;

    private static int WriteTime(Span<byte> body, int at, RecordTime time)
    {
        body[at] = (byte)((time.IsOwn ? Own : 0) | (time.IsLive ? Live : 0) | (time.ClockOff is null ? 0 : Off));
        BinaryPrimitives.WriteInt64LittleEndian(body[(at + 1)..], time.At.UtcTicks);
        if (time.ClockOff is { } off)
            BinaryPrimitives.WriteInt64LittleEndian(body[(at + 9)..], off.Ticks);
        return at + TimeBytes(time.ClockOff is not null);
    }

    private static (RecordTime Time, int Next) ReadTime(ReadOnlySpan<byte> body, int at)
    {
        var (bits, isOff) = (body[at], (body[at] & Off) != 0);
        return (new(new(BinaryPrimitives.ReadInt64LittleEndian(body[(at + 1)..]), TimeSpan.Zero), (bits & Own) != 0, (bits & Live) != 0,
            isOff ? TimeSpan.FromTicks(BinaryPrimitives.ReadInt64LittleEndian(body[(at + 9)..])) : null), at + TimeBytes(isOff));
    }

    private static int BodyBytes(SpoolEntry entry) => FixedBodyBytes + entry.Device.Length + entry.Stream.Length + entry.Payload.Length;

    /// <summary>Ids are ASCII of at most 64 characters (<see cref="Contracts.Ids"/>).</summary>
    private static int WriteText(Span<byte> body, int at, string text)
    {
        body[at] = (byte)text.Length;
        Encoding.ASCII.GetBytes(text, body[(at + 1)..]);
        return at + 1 + text.Length;
    }

    private static (string Text, int Next) ReadText(ReadOnlySpan<byte> body, int at)
    {
        var next = at + 1 + (body[at] & ~IsJudged);
        return (Encoding.ASCII.GetString(body[(at + 1)..next]), next);
    }
}
