using System.Buffers.Binary;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>How samples are written.</summary>
internal enum WavEncoding
{
    /// <summary>Integers of 16 bits.</summary>
    Pcm16,

    /// <summary>Integers of 24 bits.</summary>
    Pcm24,

    /// <summary>Floats of 32 bits.</summary>
    Float32,
}

internal static class WavEncodings
{
    public static int SampleBytes(this WavEncoding encoding) => encoding switch { WavEncoding.Pcm16 => 2, WavEncoding.Pcm24 => 3, _ => 4 };

    /// <summary>Rounds to the nearest step. The integers' highest step stands for full scale itself, which they cannot say.</summary>
    /// <param name="encoding">How.</param>
    /// <param name="to">Where; <see cref="SampleBytes"/> of it are written.</param>
    /// <param name="sample">Of full scale, -1 to 1.</param>
    public static void Write(this WavEncoding encoding, Span<byte> to, double sample)
    {
        switch (encoding)
        {
            case WavEncoding.Pcm16:
                BinaryPrimitives.WriteInt16LittleEndian(to, (short)Math.Min(short.MaxValue, Math.Round(sample * (1 << 15))));
                break;
            case WavEncoding.Pcm24:
                const int top = (1 << 23) - 1;
                var value = (int)Math.Min(top, Math.Round(sample * (1 << 23)));
                BinaryPrimitives.WriteInt16LittleEndian(to, (short)value);
                to[2] = (byte)(value >> 16);
                break;
            default:
                BinaryPrimitives.WriteSingleLittleEndian(to, (float)sample);
                break;
        }
    }
}
