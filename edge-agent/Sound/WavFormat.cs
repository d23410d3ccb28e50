using System.Buffers.Binary;

namespace Solutions.Edge.Agent.Sound;

/// <summary>How samples stand in a WAV file.</summary>
internal sealed record WavFormat(int Encoding, int Channels, int SampleRate, int FrameBytes, int Bits)
{
    private const int Pcm = 1, IeeeFloat = 3, Extensible = 0xFFFE;

    public bool IsReadable => (Encoding, Bits) is (Pcm, 16 or 24 or 32) or (IeeeFloat, 32) && FrameBytes == Channels * Bits / 8;

    /// <summary>The body of a "fmt " chunk; one too short reads as encoding 0.</summary>
    public static WavFormat Parse(ReadOnlySpan<byte> body)
    {
        if (body.Length < 16)
            return new WavFormat(0, 0, 0, 0, 0);
        int encoding = Word(body, 0);
        // In the extensible form the encoding is the first word of a GUID.
        if (encoding == Extensible && body.Length >= 26)
            encoding = Word(body, 24);
        return new WavFormat(encoding, Word(body, 2), BinaryPrimitives.ReadInt32LittleEndian(body[4..]), Word(body, 12), Word(body, 14));

        static ushort Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
    }

    /// <summary>The first channel's sample of a frame; full scale is 1.</summary>
    public float FirstSample(ReadOnlySpan<byte> frame) => (Encoding, Bits) switch
    {
        (IeeeFloat, _) => BinaryPrimitives.ReadSingleLittleEndian(frame),
        (_, 16) => BinaryPrimitives.ReadInt16LittleEndian(frame) / 32768f,
        (_, 24) => (frame[0] << 8 | frame[1] << 16 | frame[2] << 24) / 2147483648f,
        _ => BinaryPrimitives.ReadInt32LittleEndian(frame) / 2147483648f,
    };

    public override string ToString() => $"encoding {Encoding} of {Bits} bits in {Channels} channels at {SampleRate} Hz";
}
