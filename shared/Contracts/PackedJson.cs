using System.Buffers;
using System.IO.Compression;

namespace Solutions.Edge.Contracts;

/// <summary>JSON of a metered link: Brotli (RFC 7932), told by the message's MQTT content type.</summary>
public static class PackedJson
{
    /// <summary>The MQTT 5 content type of a message that is packed. Any other, or none, is plain JSON.</summary>
    public const string ContentType = "application/json+br";

    private const int Quality = 11, Window = 18;

    /// <summary>The message packed.</summary>
    /// <param name="utf8">Its JSON.</param>
    public static byte[] Pack(ReadOnlySpan<byte> utf8)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(utf8.Length)];
        return BrotliEncoder.TryCompress(utf8, packed, out var length, Quality, Window) ? packed[..length]
            : throw new InvalidOperationException($"{utf8.Length} bytes did not fit into the most that Brotli makes of them");
    }

    /// <summary>The JSON of a packed message.</summary>
    /// <param name="packed">The message.</param>
    /// <exception cref="RecordException">It is no Brotli, or longer than <see cref="RecordJson.MaxBytes"/> when unpacked.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        var room = ArrayPool<byte>.Shared.Rent(RecordJson.MaxBytes);
        try
        {
            return BrotliDecoder.TryDecompress(packed, room.AsSpan(0, RecordJson.MaxBytes), out var length) ? room[..length]
                : throw new RecordException($"the message of {packed.Length} bytes does not unpack; it must be Brotli of at most {RecordJson.MaxBytes} bytes");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }
}
