using System.Buffers.Binary;
using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Sound.Capture;

/// <summary>How a sound card lays out a sample, little-endian.</summary>
/// <param name="Name">As the device's file gives it.</param>
/// <param name="Alsa">The number that ALSA gives it (snd_pcm_format_t).</param>
/// <param name="Bytes">Of one sample of one channel.</param>
internal sealed record PcmFormat(string Name, int Alsa, int Bytes)
{
    /// <summary>Those of <see cref="SoundOptions.Formats"/>, in that order. I2S microphones give their 24 bits at the top of s32.</summary>
    public static IReadOnlyList<PcmFormat> All { get; } = [new("s32", 10, 4), new("s24", 6, 4), new("s24-3", 32, 3), new("s16", 2, 2)];

    /// <summary>One channel of interleaved frames, as a share of full scale: -1 to just under 1.</summary>
    public void Convert(ReadOnlySpan<byte> frames, int channels, int channel, Span<float> samples)
    {
        var stride = channels * Bytes;
        frames = frames[(channel * Bytes)..];
        for (var i = 0; i < samples.Length; i++)
        {
            var sample = frames[(i * stride)..];
            samples[i] = Name switch
            {
                "s32" => BinaryPrimitives.ReadInt32LittleEndian(sample) * (1 / 2147483648f),
                // What stands in the eight bits above is the card's to choose.
                "s24" => (BinaryPrimitives.ReadInt32LittleEndian(sample) << 8) * (1 / 2147483648f),
                "s24-3" => ((sample[0] << 8) | (sample[1] << 16) | (sample[2] << 24)) * (1 / 2147483648f),
                _ => BinaryPrimitives.ReadInt16LittleEndian(sample) * (1 / 32768f),
            };
        }
    }
}
