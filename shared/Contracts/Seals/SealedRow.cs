using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Solutions.Edge.Contracts.Seals;

/// <summary>A row's canonical bytes: the same on the device that made it and from whatever store gives it back.</summary>
/// <remarks>
/// Numbers are big-endian. u8 1 (this layout), u8 length + stream in ASCII, then of each field that is known, in the order of its <see cref="RowLayout"/>:
/// u8 its place there (from 0), and its value. Level: i16 hundredths of a decibel. Levels: u8 how many, each i16, −32768 = not known. Histogram: u16 how
/// many numbers, each i16. Instant: i64 Unix ms. Whole: i64. Number: i64 millionths, half to even. Truth: u8 0 or 1. Text: u16 length + UTF-8. Json: u32
/// length + the compact JSON in UTF-8 as the wire has it. <see cref="UpRecord.Stated"/> is no part of it: where it is given, t and tq are those it holds,
/// which are what the device stated.
/// </remarks>
public static class SealedRow
{
    /// <summary>Version of this layout.</summary>
    public const byte Layout = 1;

    /// <summary>Bytes of a row's hash that a seal gives of each, to find which of them was changed.</summary>
    public const int TagBytes = 2;

    private const double Millionths = 1e6;

    /// <summary>The row's bytes.</summary>
    /// <exception cref="ArgumentException">That kind of record is kept in no rows.</exception>
    public static ReadOnlyMemory<byte> Bytes(UpRecord record)
    {
        var row = record.Stated is { } stated ? record with { T = stated.T, Tq = stated.Tq, Stated = null } : record;
        var layout = RowLayout.Find(RowLayout.StreamOf(record))!;
        var bytes = new ArrayBufferWriter<byte>(256);
        bytes.Write([Layout, (byte)layout.Stream.Length]);
        bytes.Write(Encoding.ASCII.GetBytes(layout.Stream));
        byte place = 0;
        foreach (var value in layout.Values(row))
        {
            if (value is not null)
            {
                bytes.Write([place]);
                Write(bytes, layout.Fields[place].Format, value);
            }
            place++;
        }
        return bytes.WrittenMemory;
    }

    /// <summary>The row's hash as a leaf of its stream's tree.</summary>
    public static byte[] Leaf(UpRecord record) => MerkleTree.Leaf(Bytes(record).Span);

    private static void Write(ArrayBufferWriter<byte> bytes, RowFormat format, object value)
    {
        switch (format, value)
        {
            case (_, short level):
                Short(bytes, level);
                break;
            case (_, List<short?> levels):
                bytes.Write([(byte)levels.Count]);
                levels.ForEach(l => Short(bytes, l ?? short.MinValue));
                break;
            case (_, short[] histogram):
                Short(bytes, (short)histogram.Length);
                Array.ForEach(histogram, h => Short(bytes, h));
                break;
            case (_, long whole):
                Long(bytes, whole);
                break;
            case (_, double number):
                Long(bytes, (long)Math.Clamp(Math.Round(number * Millionths), -9.2e18, 9.2e18));
                break;
            case (_, bool truth):
                bytes.Write([truth ? (byte)1 : (byte)0]);
                break;
            default:
                var text = Encoding.UTF8.GetBytes((string)value);
                if (format == RowFormat.Text)
                    Short(bytes, (short)text.Length);
                else
                    BinaryPrimitives.WriteInt32BigEndian(Room(bytes, sizeof(int)), text.Length);
                bytes.Write(text);
                break;
        }
    }

    private static void Short(ArrayBufferWriter<byte> bytes, short value) => BinaryPrimitives.WriteInt16BigEndian(Room(bytes, sizeof(short)), value);

    private static void Long(ArrayBufferWriter<byte> bytes, long value) => BinaryPrimitives.WriteInt64BigEndian(Room(bytes, sizeof(long)), value);

    private static Span<byte> Room(ArrayBufferWriter<byte> bytes, int length)
    {
        var room = bytes.GetSpan(length)[..length];
        bytes.Advance(length);
        return room;
    }
}
