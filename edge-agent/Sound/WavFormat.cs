using System.Buffers.Binary;

namespace Solutions.Edge.Agent.Sound;

/// <summary>How samples stand in a WAV file: the body of its <c>fmt </c> chunk.</summary>
/// <param name="Encoding">The format tag; of the extensible form the one within its GUID.</param>
/// <param name="Channels">Samples in a frame.</param>
/// <param name="SampleRate">Frames in a second.</param>
/// <param name="FrameBytes">Bytes from one frame to the next ("block align").</param>
/// <param name="Bits">Bits a sample takes in the file.</param>
/// <param name="ValidBits">How many of them carry sound; they are the upper ones, so that full scale is that of <paramref name="Bits"/>.</param>
/// <param name="Unknown">The GUID of an extensible form that stands for no format tag; else null.</param>
internal sealed record WavFormat(int Encoding, int Channels, int SampleRate, int FrameBytes, int Bits, int ValidBits, Guid? Unknown = null)
{
    public const int Pcm = 1, IeeeFloat = 3;

    public const int MaxChannels = 1024;

    /// <summary>Bytes of the plain form, and of the extensible one: more are never looked at.</summary>
    public const int PlainBytes = 16, ExtensibleBytes = 40;

    private const int Extensible = 0xFFFE;

    private static readonly Dictionary<int, string> Names = new()
    {
        [Pcm] = "PCM",
        [2] = "Microsoft ADPCM",
        [IeeeFloat] = "float",
        [6] = "A-law",
        [7] = "mu-law",
        [0x11] = "IMA ADPCM",
        [0x31] = "GSM 6.10",
        [0x50] = "MPEG",
        [0x55] = "MP3",
        [0xFF] = "AAC",
        [0x161] = "WMA",
        [0xF1AC] = "FLAC",
    };

    /// <summary>A GUID with this tail is a format tag in long form.</summary>
    private static ReadOnlySpan<byte> TagTail => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    /// <param name="body">At least <see cref="PlainBytes"/>.</param>
    public static WavFormat Parse(ReadOnlySpan<byte> body)
    {
        var format = new WavFormat(
            Word(body, 0), Word(body, 2), BinaryPrimitives.ReadInt32LittleEndian(body[4..]), Word(body, 12), Word(body, 14), Word(body, 14));
        if (format.Encoding != Extensible || body.Length < ExtensibleBytes)
            return format;
        var guid = body[24..ExtensibleBytes];
        return format with
        {
            Encoding = Word(guid, 0),
            // Some writers leave 0 where they mean all of them.
            ValidBits = Word(body, 18) is > 0 and var valid ? valid : format.Bits,
            Unknown = guid[2..].SequenceEqual(TagTail) ? null : new Guid(guid),
        };

        static ushort Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
    }

    /// <summary>Why it cannot be read, and what could be; null if it can.</summary>
    public string? FindFault()
    {
        if (Unknown is { } guid)
            return $"holds sound of sub-format {guid:B}; it must hold {Readable}";
        if ((Encoding, Bits) is not ((Pcm, 16 or 24 or 32) or (IeeeFloat, 32 or 64)))
            return $"holds {(Names.TryGetValue(Encoding, out var name) ? name : $"sound of format tag 0x{Encoding:X4}")} of {Bits} bits; "
                + $"it must hold {Readable}";
        if (Channels is < 1 or > MaxChannels)
            return $"has {Channels} channels; it must have 1 to {MaxChannels}";
        if (SampleRate < 1)
            return $"has a sample rate of {(uint)SampleRate} Hz; it must be 1 to {int.MaxValue}";
        if (FrameBytes != Channels * Bits / 8)
            return $"has frames of {FrameBytes} bytes; {Channels} x {Bits} bits are {Channels * Bits / 8}";
        return ValidBits > Bits ? $"has {ValidBits} valid bits in samples of {Bits}; there cannot be more than these" : null;
    }

    private const string Readable = "PCM of 16, 24 or 32 bits or float of 32 or 64";
}
