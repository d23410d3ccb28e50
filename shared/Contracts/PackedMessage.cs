using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Solutions.Edge.Contracts;

/// <summary>Records of one stream in a <see cref="PackedMessage"/>, or acknowledgements.</summary>
/// <param name="Stream">One of <see cref="Streams"/>, or <see cref="PackedMessage.Ack"/>.</param>
/// <param name="Records">Each as its own UTF-8 JSON.</param>
public sealed record PackedPart(string Stream, IReadOnlyList<ReadOnlyMemory<byte>> Records);

/// <summary>A message of a metered link: records of several streams in Zstandard (RFC 8878). They come back byte for byte.</summary>
/// <remarks>
/// The JSON is an object: of each stream an array of its records. packed-dictionary.ndjson, messages as they often are, is the raw content dictionary
/// of every message, so that names and usual values take no room from the first record on.
/// </remarks>
public static class PackedMessage
{
    /// <summary>The part that holds <see cref="Acknowledgement"/>s.</summary>
    public const string Ack = "ack";

    /// <summary>The best that takes no more memory than the rest of an agent: a message of 10 s takes some milliseconds.</summary>
    private const int Level = 19;

    private static readonly byte[] Dictionary = ReadDictionary();

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
                foreach (var record in part.Records)
                    writer.WriteRawValue(record.Span);
                writer.WriteEndArray();
            }
            writer.WriteEndObject();
        }
        using var compressor = new Compressor(Level);
        // MQTT states where a message ends, TCP has its checksum, and there is one dictionary.
        foreach (var part in new[] { ZSTD_cParameter.ZSTD_c_contentSizeFlag, ZSTD_cParameter.ZSTD_c_checksumFlag, ZSTD_cParameter.ZSTD_c_dictIDFlag })
            compressor.SetParameter(part, 0);
        compressor.LoadDictionary(Dictionary);
        return compressor.Wrap(json.WrittenSpan).ToArray();
    }

    /// <summary>The parts of a message.</summary>
    /// <param name="packed">The message.</param>
    /// <exception cref="RecordException">It is no Zstandard or no such JSON, or more than one message may hold.</exception>
    public static IReadOnlyList<PackedPart> Unpack(ReadOnlySpan<byte> packed)
    {
        var room = ArrayPool<byte>.Shared.Rent(RecordJson.MaxBytes);
        try
        {
            var reader = new Utf8JsonReader(room.AsSpan(0, Unpack(packed, room.AsSpan(0, RecordJson.MaxBytes))));
            var message = JsonElement.ParseValue(ref reader);
            if (message.ValueKind != JsonValueKind.Object || message.EnumerateObject().Any(p => p.Value.ValueKind != JsonValueKind.Array))
                throw new RecordException("the packed message must be a JSON object of arrays");
            if (message.EnumerateObject().Sum(p => p.Value.GetArrayLength()) is > RecordJson.MaxRecords and var records)
                throw new RecordException($"the packed message holds {records} records; it must hold at most {RecordJson.MaxRecords}");
            return [.. message.EnumerateObject().Select(part => new PackedPart(part.Name,
                [.. part.Value.EnumerateArray().Select(r => new ReadOnlyMemory<byte>(JsonMarshal.GetRawUtf8Value(r).ToArray()))]))];
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

    private static int Unpack(ReadOnlySpan<byte> packed, Span<byte> room)
    {
        try
        {
            using var decompressor = new Decompressor();
            decompressor.LoadDictionary(Dictionary);
            return decompressor.Unwrap(packed, room);
        }
        catch (Exception e) when (RecordException.IsOfBytes(e))
        {
            throw new RecordException(
                $"the message of {packed.Length} bytes does not unpack ({e.Message}); it must be Zstandard of at most {RecordJson.MaxBytes} bytes", e);
        }
    }

    private static byte[] ReadDictionary()
    {
        using var file = typeof(PackedMessage).Assembly.GetManifestResourceStream("packed-dictionary.ndjson")!;
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
