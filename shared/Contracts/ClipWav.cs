using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Solutions.Edge.Contracts;

/// <summary>
/// A clip's sound: mono PCM of 24 bits in a Broadcast Wave file (EBU Tech 3285), whose description states the level of full scale, so that the file alone
/// says how loud it was.
/// </summary>
/// <param name="SampleRate">In Hz.</param>
/// <param name="FullScaleDb">Level in dB re 20 µPa of a sine that just reaches full scale (0 dBFS, AES17).</param>
/// <param name="From">The first sample's instant.</param>
/// <param name="Samples">The samples, little-endian.</param>
public sealed partial record ClipWav(int SampleRate, double FullScaleDb, DateTimeOffset From, ReadOnlyMemory<byte> Samples)
{
    /// <summary>Bits of a sample.</summary>
    public const int Bits = 24;

    private const int SampleBytes = Bits / 8, FormatBytes = 16, BroadcastBytes = 602, HeaderBytes = 12 + 8 + BroadcastBytes + 8 + FormatBytes + 8;
    private const double Top = (1 << (Bits - 1)) - 1, ReferencePascal = 20e-6;

    /// <summary>How many samples there are.</summary>
    public int Count => Samples.Length / SampleBytes;

    /// <summary>How long it is.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds((double)Count / SampleRate);

    /// <summary>The file.</summary>
    /// <param name="clip">The clip's id.</param>
    /// <param name="device">The device's.</param>
    /// <param name="from">The first sample's instant.</param>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="fullScaleDb">See <see cref="FullScaleDb"/>; rounded to 0.01 dB.</param>
    /// <param name="pascal">Sound pressure in pascal, in runs; what lies over full scale is cut off there.</param>
    public static byte[] Write(string clip, string device, DateTimeOffset from, int sampleRate, double fullScaleDb, IReadOnlyList<float[]> pascal)
    {
        var scale = Math.Round(fullScaleDb, 2);
        var dataBytes = pascal.Sum(p => p.Length) * SampleBytes;
        // A chunk has an even length: a rest is filled up.
        var file = new byte[HeaderBytes + dataBytes + dataBytes % 2];
        Header(file, clip, device, from, sampleRate, scale, dataBytes);
        var (at, perPascal) = (HeaderBytes, 1 / PascalOf(scale));
        foreach (var sample in pascal.SelectMany(run => run))
        {
            var value = (int)Math.Clamp(Math.Round(sample * perPascal * (1 << (Bits - 1))), -Top - 1, Top);
            (file[at], file[at + 1], file[at + 2]) = ((byte)value, (byte)(value >> 8), (byte)(value >> 16));
            at += SampleBytes;
        }
        return file;
    }

    /// <summary>Reads such a file.</summary>
    /// <exception cref="SealedSoundException">It is none.</exception>
    public static ClipWav Read(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        if (bytes.Length < HeaderBytes || !bytes.StartsWith("RIFF"u8) || !bytes[12..].StartsWith("bext"u8)
            || !bytes[(20 + BroadcastBytes)..].StartsWith("fmt "u8))
            throw new SealedSoundException("what was opened is no Broadcast Wave file as a device writes it");
        var said = Description().Match(Encoding.ASCII.GetString(bytes[20..276]));
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[(HeaderBytes - 4)..]);
        if (!said.Success || !InstantConverter.TryRead(said.Groups["from"].Value, out var from) || length < 0 || length > bytes.Length - HeaderBytes)
            throw new SealedSoundException("what was opened does not state the level of full scale, its start and its length");
        return new(BinaryPrimitives.ReadInt32LittleEndian(bytes[(32 + BroadcastBytes)..]), double.Parse(said.Groups["db"].Value, CultureInfo.InvariantCulture),
            from, file.Slice(HeaderBytes, length / SampleBytes * SampleBytes));
    }

    /// <summary>Sound pressure in pascal.</summary>
    public float[] Pascal()
    {
        var bytes = Samples.Span;
        var (pascal, scale) = (new float[Count], PascalOf(FullScaleDb) / (1 << (Bits - 1)));
        for (var n = 0; n < pascal.Length; n++)
            pascal[n] = (float)(((sbyte)bytes[3 * n + 2] << 16 | bytes[3 * n + 1] << 8 | bytes[3 * n]) * scale);
        return pascal;
    }

    private static double PascalOf(double fullScaleDb) => Math.Sqrt(2) * ReferencePascal * Math.Pow(10, fullScaleDb / 20);

    private static void Header(Span<byte> to, string clip, string device, DateTimeOffset from, int sampleRate, double scale, int dataBytes)
    {
        "RIFF"u8.CopyTo(to);
        BinaryPrimitives.WriteInt32LittleEndian(to[4..], to.Length - 8);
        "WAVEbext"u8.CopyTo(to[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(to[16..], BroadcastBytes);
        var broadcast = to.Slice(20, BroadcastBytes);
        var utc = from.UtcDateTime;
        Text(broadcast.Slice(0, 256),
            FormattableString.Invariant($"0 dBFS = {scale:0.00} dB re 20 uPa; {Bits} bit; from {InstantConverter.Write(from)}; as captured"));
        Text(broadcast.Slice(256, 32), device);
        Text(broadcast.Slice(288, 32), clip);
        Text(broadcast.Slice(320, 10), utc.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Text(broadcast.Slice(330, 8), utc.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
        BinaryPrimitives.WriteInt64LittleEndian(broadcast[338..], (long)Math.Round(utc.TimeOfDay.TotalSeconds * sampleRate));
        BinaryPrimitives.WriteInt16LittleEndian(broadcast[346..], 1);
        var format = to[(20 + BroadcastBytes)..];
        "fmt "u8.CopyTo(format);
        BinaryPrimitives.WriteInt32LittleEndian(format[4..], FormatBytes);
        BinaryPrimitives.WriteInt16LittleEndian(format[8..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(format[10..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(format[12..], sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(format[16..], sampleRate * SampleBytes);
        BinaryPrimitives.WriteInt16LittleEndian(format[20..], SampleBytes);
        BinaryPrimitives.WriteInt16LittleEndian(format[22..], Bits);
        "data"u8.CopyTo(format[24..]);
        BinaryPrimitives.WriteInt32LittleEndian(format[28..], dataBytes);
    }

    private static void Text(Span<byte> to, string text) => Encoding.ASCII.GetBytes(text.AsSpan(0, Math.Min(text.Length, to.Length)), to);

    [GeneratedRegex(@"^0 dBFS = (?<db>-?\d+\.\d\d) dB re 20 uPa; 24 bit; from (?<from>[0-9TZ:.-]+);")]
    private static partial Regex Description();
}
