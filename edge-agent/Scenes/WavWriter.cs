using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>
/// Writes a mono recording as a microphone of a stated sensitivity would have made it. It bears its name only once it is complete:
/// what a killed process leaves behind ends in <c>.part</c>.
/// </summary>
internal sealed class WavWriter : IDisposable
{
    private const int BlockSamples = 1 << 14;

    private readonly string path, partial;
    private readonly int sampleRate;
    private readonly WavEncoding encoding;
    private readonly double sensitivityDbfs, fullScale;
    private readonly FileStream stream;
    private readonly byte[] block = new byte[BlockSamples * sizeof(float)];
    private long written;

    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="encoding">Of the samples.</param>
    /// <param name="sensitivityDbfs">dBFS of a 94 dB, 1 kHz tone; 0 dBFS is a full-scale sine.</param>
    public WavWriter(string path, int sampleRate, WavEncoding encoding, double sensitivityDbfs)
    {
        (this.path, this.sampleRate, this.encoding, this.sensitivityDbfs, partial) = (path, sampleRate, encoding, sensitivityDbfs, path + ".part");
        fullScale = Sensitivity.PascalPerFullScale(sensitivityDbfs);
        stream = new FileStream(partial, FileMode.Create, FileAccess.Write);
        stream.Write(Header(encoding, sampleRate, 0));
    }

    /// <param name="pascal">Sound pressure in pascal.</param>
    /// <exception cref="InvalidDataException">A sample lies over full scale.</exception>
    public void Write(ReadOnlySpan<float> pascal)
    {
        for (; !pascal.IsEmpty; pascal = pascal[Math.Min(pascal.Length, BlockSamples)..])
        {
            var part = pascal[..Math.Min(pascal.Length, BlockSamples)];
            for (var n = 0; n < part.Length; n++)
            {
                var sample = (float)(part[n] / fullScale);
                if (!(Math.Abs(sample) <= 1))
                {
                    throw new InvalidDataException(
                        $"sample {written + n} is {part[n]:0.#} Pa; at a sensitivity of {sensitivityDbfs} dBFS a recording holds at most {fullScale:0.#} Pa");
                }
                encoding.Write(block.AsSpan(n * encoding.SampleBytes()), sample);
            }
            stream.Write(block, 0, part.Length * encoding.SampleBytes());
            written += part.Length;
        }
    }

    /// <summary>Fills in the lengths and gives the file its name.</summary>
    public void Complete()
    {
        var bytes = written * encoding.SampleBytes();
        if (bytes % 2 == 1)
            stream.WriteByte(0);
        stream.Position = 0;
        stream.Write(Header(encoding, sampleRate, bytes));
        stream.Flush(flushToDisk: true);
        stream.Dispose();
        File.Move(partial, path, overwrite: true);
    }

    /// <summary>What was not completed is deleted.</summary>
    public void Dispose()
    {
        stream.Dispose();
        File.Delete(partial);
    }

    /// <summary>
    /// What stands before the samples. A file that 32 bits cannot count becomes RF64: room for its ds64 chunk is kept by a JUNK
    /// chunk of the same length (EBU Tech 3306).
    /// </summary>
    public static byte[] Header(WavEncoding encoding, int sampleRate, long dataBytes)
    {
        const int ds64Bytes = 28, ieeeFloat = 3, pcm = 1;
        var (sampleBytes, isFloat) = (encoding.SampleBytes(), encoding == WavEncoding.Float32);
        using var header = new MemoryStream();
        using var to = new BinaryWriter(header);
        var headerBytes = 12 + 8 + ds64Bytes + 8 + (isFloat ? 18 + 8 + 4 : 16) + 8;
        var riffBytes = headerBytes - 8 + dataBytes + dataBytes % 2;
        var isLong = riffBytes >= uint.MaxValue;

        to.Write(isLong ? "RF64"u8 : "RIFF"u8);
        to.Write(Short(riffBytes));
        to.Write("WAVE"u8);
        to.Write(isLong ? "ds64"u8 : "JUNK"u8);
        to.Write(ds64Bytes);
        foreach (var size in new[] { riffBytes, dataBytes, dataBytes / sampleBytes })
            to.Write(isLong ? size : 0);
        to.Write(0);

        to.Write("fmt "u8);
        to.Write(isFloat ? 18 : 16);
        to.Write((short)(isFloat ? ieeeFloat : pcm));
        to.Write((short)1);
        to.Write(sampleRate);
        to.Write(sampleRate * sampleBytes);
        to.Write((short)sampleBytes);
        to.Write((short)(8 * sampleBytes));
        if (isFloat)
        {
            // All but PCM states the length of its extension, 0, and its number of samples.
            to.Write((short)0);
            to.Write("fact"u8);
            to.Write(4);
            to.Write(Short(dataBytes / sampleBytes));
        }
        to.Write("data"u8);
        to.Write(Short(dataBytes));
        return header.ToArray();

        uint Short(long size) => isLong ? uint.MaxValue : (uint)size;
    }
}
