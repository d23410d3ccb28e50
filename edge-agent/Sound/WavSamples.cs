using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Solutions.Edge.Agent.Sound;

/// <summary>From a WAV file's bytes to samples of one channel. One loop a format, so that nothing is decided per sample.</summary>
internal static class WavSamples
{
    /// <summary>One sample as a number.</summary>
    private interface ISample
    {
        /// <summary>What full scale reads as.</summary>
        static abstract double FullScale { get; }

        static abstract float Read(ReadOnlySpan<byte> at);
    }

    /// <param name="format">One that <see cref="WavFormat.FindFault"/> lets pass.</param>
    /// <param name="frames">Whole frames, one for each of <paramref name="samples"/>.</param>
    /// <param name="channel">From 0.</param>
    /// <param name="fullScale">What full scale becomes.</param>
    /// <param name="samples">Where to.</param>
    public static void Convert(WavFormat format, ReadOnlySpan<byte> frames, int channel, double fullScale, Span<float> samples)
    {
        if (BitConverter.IsLittleEndian && format.Channels == 1 && format is { Encoding: WavFormat.Pcm, Bits: 16 })
        {
            Scale(MemoryMarshal.Cast<byte, short>(frames), (float)(fullScale / Pcm16.FullScale), samples);
            return;
        }
        var from = frames[(channel * format.Bits / 8)..];
        switch (format.Encoding, format.Bits)
        {
            case (WavFormat.Pcm, 16):
                Convert<Pcm16>(from, format.FrameBytes, fullScale, samples);
                break;
            case (WavFormat.Pcm, 24):
                Convert<Pcm24>(from, format.FrameBytes, fullScale, samples);
                break;
            case (WavFormat.Pcm, _):
                Convert<Pcm32>(from, format.FrameBytes, fullScale, samples);
                break;
            case (_, 32):
                Convert<Float32>(from, format.FrameBytes, fullScale, samples);
                break;
            default:
                Convert<Float64>(from, format.FrameBytes, fullScale, samples);
                break;
        }
    }

    private static void Convert<T>(ReadOnlySpan<byte> from, int frameBytes, double fullScale, Span<float> samples)
        where T : struct, ISample
    {
        var scale = (float)(fullScale / T.FullScale);
        for (var i = 0; i < samples.Length; i++)
            samples[i] = T.Read(from[(i * frameBytes)..]) * scale;
    }

    /// <summary>The commonest file by far.</summary>
    private static void Scale(ReadOnlySpan<short> from, float scale, Span<float> samples)
    {
        var i = 0;
        for (; i <= samples.Length - Vector<short>.Count; i += Vector<short>.Count)
        {
            Vector.Widen(new Vector<short>(from[i..]), out var low, out var high);
            (Vector.ConvertToSingle(low) * scale).CopyTo(samples[i..]);
            (Vector.ConvertToSingle(high) * scale).CopyTo(samples[(i + Vector<int>.Count)..]);
        }
        for (; i < samples.Length; i++)
            samples[i] = from[i] * scale;
    }

    private struct Pcm16 : ISample
    {
        public static double FullScale => 1 << 15;

        public static float Read(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadInt16LittleEndian(at);
    }

    private struct Pcm24 : ISample
    {
        public static double FullScale => 1L << 31;

        public static float Read(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadUInt16LittleEndian(at) << 8 | at[2] << 24;
    }

    private struct Pcm32 : ISample
    {
        public static double FullScale => 1L << 31;

        public static float Read(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadInt32LittleEndian(at);
    }

    private struct Float32 : ISample
    {
        public static double FullScale => 1;

        public static float Read(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadSingleLittleEndian(at);
    }

    private struct Float64 : ISample
    {
        public static double FullScale => 1;

        public static float Read(ReadOnlySpan<byte> at) => (float)BinaryPrimitives.ReadDoubleLittleEndian(at);
    }
}
