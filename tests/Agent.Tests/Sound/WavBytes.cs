using System.Buffers.Binary;
using System.Text;

namespace Solutions.Edge.Agent.Tests.Sound;

/// <summary>WAV files put together byte by byte.</summary>
internal static class WavBytes
{
    public const int Pcm = 1, IeeeFloat = 3, Extensible = 0xFFFE;

    private static readonly byte[] GuidTail = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    public static byte[] File(int encoding, int bits, byte[] data, int channels = 1, int sampleRate = 48_000) =>
        Riff([.. Chunk("fmt ", Format(encoding, bits, channels, sampleRate)), .. Chunk("data", data)]);

    /// <summary>The long form, RF64 or BW64: lengths stand in a chunk of their own.</summary>
    public static byte[] Long(string name, byte[] format, byte[] data, long statedBytes) =>
        [.. Encoding.ASCII.GetBytes(name), .. Number(-1, 4), .. "WAVE"u8, .. Chunk("ds64", [.. Number(0, 8), .. Number(statedBytes, 8), .. Number(0, 12)]),
            .. Chunk("fmt ", format), .. "data"u8, .. Number(-1, 4), .. data];

    public static byte[] Riff(byte[] chunks) => [.. "RIFF"u8, .. Number(4 + chunks.Length, 4), .. "WAVE"u8, .. chunks];

    public static byte[] Chunk(string name, byte[] body) =>
        [.. Encoding.ASCII.GetBytes(name), .. Number(body.Length, 4), .. body, .. body.Length % 2 == 1 ? [0] : Array.Empty<byte>()];

    public static byte[] Format(int encoding, int bits, int channels = 1, int sampleRate = 48_000)
    {
        var frame = channels * bits / 8;
        return [.. Number(encoding, 2), .. Number(channels, 2), .. Number(sampleRate, 4),
            .. Number(sampleRate * frame, 4), .. Number(frame, 2), .. Number(bits, 2)];
    }

    /// <summary>The extensible form: 22 more bytes, the encoding in the first two of a GUID.</summary>
    public static byte[] ExtensibleFormat(int encoding, int bits, int validBits, byte[]? guidTail = null) =>
        [.. Format(Extensible, bits), .. Number(22, 2), .. Number(validBits, 2), .. Number(4, 4), .. Number(encoding, 2), .. guidTail ?? GuidTail];

    /// <summary>Samples as integers of so many bits.</summary>
    public static byte[] Whole(IEnumerable<float> samples, int bits) => [.. samples.SelectMany(s => Number((long)(s * (1L << (bits - 1))), bits / 8))];

    public static byte[] Floats(IEnumerable<float> samples) => [.. samples.SelectMany(BitConverter.GetBytes)];

    public static byte[] Doubles(IEnumerable<float> samples) => [.. samples.SelectMany(s => BitConverter.GetBytes((double)s))];

    public static byte[] Number(long value, int bytes)
    {
        var padded = new byte[Math.Max(bytes, 8)];
        BinaryPrimitives.WriteInt64LittleEndian(padded, value);
        return padded[..bytes];
    }
}
