using System.Buffers;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Solutions.Edge.Contracts;

/// <summary>Records of one stream in a <see cref="PackedMessage"/>, or acknowledgements.</summary>
/// <param name="Stream">One of <see cref="Streams"/>, or <see cref="PackedMessage.Ack"/>.</param>
/// <param name="Records">Each as its own UTF-8 JSON.</param>
public sealed record PackedPart(string Stream, IReadOnlyList<ReadOnlyMemory<byte>> Records);

/// <summary>
/// A message of a metered link: records of several streams, each written as the difference to the one before it, in Brotli (RFC 7932). Comes
/// back byte for byte.
/// </summary>
/// <remarks>
/// The JSON is an object: of each stream an array of <see cref="JsonDifference"/>s, the first to the stream's record in packed-before.json
/// or, where it has none, to null.
/// </remarks>
public static class PackedMessage
{
    /// <summary>The part that holds <see cref="Acknowledgement"/>s.</summary>
    public const string Ack = "ack";

    private const int Quality = 11, Window = 18;

    private static readonly JsonElement Nothing = Parse("null"u8);

    private static readonly Dictionary<string, JsonElement> Before = ReadBefore();

    /// <summary>The parts as one message.</summary>
    /// <param name="parts">At most one of each stream, with compact JSON.</param>
    public static byte[] Pack(IEnumerable<PackedPart> parts)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var part in parts)
            {
                writer.WriteStartArray(part.Stream);
                var before = Before.GetValueOrDefault(part.Stream, Nothing);
                foreach (var record in part.Records)
                {
                    var now = Parse(record.Span);
                    writer.WriteRawValue(Difference(before, now));
                    before = now;
                }
                writer.WriteEndArray();
            }
            writer.WriteEndObject();
        }
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(json.WrittenCount)];
        return BrotliEncoder.TryCompress(json.WrittenSpan, packed, out var length, Quality, Window) ? packed[..length]
            : throw new InvalidOperationException($"{json.WrittenCount} bytes did not fit into the most that Brotli makes of them");
    }

    /// <summary>The parts of a message.</summary>
    /// <param name="packed">The message.</param>
    /// <exception cref="RecordException">It is no Brotli or no such JSON, or more than one message may hold.</exception>
    public static IReadOnlyList<PackedPart> Unpack(ReadOnlySpan<byte> packed)
    {
        var room = ArrayPool<byte>.Shared.Rent(RecordJson.MaxBytes);
        try
        {
            if (!BrotliDecoder.TryDecompress(packed, room.AsSpan(0, RecordJson.MaxBytes), out var length))
                throw new RecordException($"the message of {packed.Length} bytes does not unpack; it must be Brotli of at most {RecordJson.MaxBytes} bytes");
            var message = Parse(room.AsSpan(0, length));
            if (message.ValueKind != JsonValueKind.Object || message.EnumerateObject().Any(p => p.Value.ValueKind != JsonValueKind.Array))
                throw new RecordException("the packed message must be a JSON object of arrays");
            var (records, bytes) = (0, 0);
            return [.. message.EnumerateObject().Select(part => new PackedPart(part.Name, Undo(part, ref records, ref bytes)))];
        }
        catch (Exception e) when (RecordException.IsOfBytes(e))
        {
            throw new RecordException($"the packed message does not read: {e.Message}", e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    private static List<ReadOnlyMemory<byte>> Undo(JsonProperty part, ref int records, ref int bytes)
    {
        var undone = new List<ReadOnlyMemory<byte>>();
        var before = Before.GetValueOrDefault(part.Name, Nothing);
        foreach (var difference in part.Value.EnumerateArray())
        {
            var record = Undone(before, difference);
            // A short message can unpack to much: zeros after one long record.
            if (++records > RecordJson.MaxRecords || (bytes += record.Length) > RecordJson.MaxBytes)
                throw new RecordException(
                    $"the packed message holds too much; it must hold at most {RecordJson.MaxRecords} records of {RecordJson.MaxBytes} bytes together");
            undone.Add(record);
            before = Parse(record.Span);
        }
        return undone;
    }

    /// <summary>The difference, or the record itself where a number would come back in other digits.</summary>
    private static ReadOnlySpan<byte> Difference(JsonElement before, JsonElement now)
    {
        var difference = Written(to => JsonDifference.Write(to, before, now));
        return Undone(before, Parse(difference.Span)).Span.SequenceEqual(JsonMarshal.GetRawUtf8Value(now)) ? difference.Span
            : Written(to => JsonDifference.WriteItself(to, now)).Span;
    }

    private static ReadOnlyMemory<byte> Undone(JsonElement before, JsonElement difference) => Written(to => JsonDifference.Undo(to, before, difference));

    private static ReadOnlyMemory<byte> Written(Action<Utf8JsonWriter> write)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
            write(writer);
        return json.WrittenMemory;
    }

    private static JsonElement Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        return JsonElement.ParseValue(ref reader);
    }

    private static Dictionary<string, JsonElement> ReadBefore()
    {
        using var file = typeof(PackedMessage).Assembly.GetManifestResourceStream("packed-before.json")!;
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return Parse(bytes.ToArray()).EnumerateObject().ToDictionary(b => b.Name, b => b.Value);
    }
}
