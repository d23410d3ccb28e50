using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>Writes a mono recording, 48 kHz, 32-bit float, as a microphone of a stated sensitivity would have made it.</summary>
internal static class WavWriter
{
    private const int HeaderBytes = 44;

    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="pascal">Sound pressure in pascal.</param>
    /// <param name="sensitivityDbfs">dBFS of a 94 dB, 1 kHz tone; 0 dBFS is a full-scale sine.</param>
    /// <exception cref="SceneException">A sample lies over full scale.</exception>
    public static void Write(string path, ReadOnlySpan<float> pascal, double sensitivityDbfs)
    {
        var fullScale = Sensitivity.PascalPerFullScale(sensitivityDbfs);
        var samples = new float[pascal.Length];
        for (var n = 0; n < samples.Length; n++)
        {
            samples[n] = (float)(pascal[n] / fullScale);
            if (Math.Abs(samples[n]) > 1)
                throw new SceneException($"sample {n} is {pascal[n]:0.#} Pa; at a sensitivity of {sensitivityDbfs} dBFS a recording holds at most {fullScale:0.#} Pa");
        }
        var data = MemoryMarshal.AsBytes(samples.AsSpan());
        using var file = File.Create(path);
        file.Write(Header(data.Length));
        file.Write(data);
    }

    private static byte[] Header(int dataBytes)
    {
        const int ieeeFloat = 3, bytesPerSample = 4;
        var header = new byte[HeaderBytes];
        "RIFF"u8.CopyTo(header);
        Write(4, HeaderBytes - 8 + dataBytes);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        Write(16, 16);
        Write(20, ieeeFloat | 1 << 16);
        Write(24, SceneSound.SampleRate);
        Write(28, SceneSound.SampleRate * bytesPerSample);
        Write(32, bytesPerSample | 8 * bytesPerSample << 16);
        "data"u8.CopyTo(header.AsSpan(36));
        Write(40, dataBytes);
        return header;

        void Write(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(at), value);
    }
}
