using System.Buffers.Binary;
using System.Text;
using NAudio.Wave;

namespace Solutions.Edge.Agent.Sound;

/// <summary>One channel of an AIFF file of 16, 24 or 32-bit integers.</summary>
internal sealed class AiffSoundFile : ISoundFile
{
    private const int BlockFrames = 4096, ChunkBytes = 8, RateBytes = 10;

    /// <summary>An offset and a size of blocks stand before the samples.</summary>
    private const int SamplesAt = 8;

    private readonly AiffFileReader reader;
    private readonly ISampleProvider provider;
    private readonly Stream stream;
    private readonly string path;
    private readonly int channel, channels;
    private readonly float[] frames;

    private AiffSoundFile(AiffFileReader reader, Stream stream, string? remark, string path, int channel)
    {
        (this.reader, this.stream, this.path, this.channel, channels) = (reader, stream, path, channel, reader.WaveFormat.Channels);
        Remarks = remark is null ? [] : [remark];
        provider = reader.ToSampleProvider();
        frames = new float[BlockFrames * channels];
    }

    public int SampleRate => reader.WaveFormat.SampleRate;

    public IReadOnlyList<string> Remarks { get; }

    /// <exception cref="AudioSourceException">It is cut before its samples, damaged there, compressed, or has no such channel.</exception>
    public static AiffSoundFile Open(string path, int channel)
    {
        Stream? stream = null;
        try
        {
            stream = File.OpenRead(path);
            var (lengthAt, length, remark) = FindSamples(stream, path);
            var file = remark is null ? stream : new RestatedLength(stream, lengthAt, length);
            stream.Position = 0;
            var reader = new AiffFileReader(file);
            if (reader.WaveFormat.SampleRate < 1)
                throw new AudioSourceException($"{path} has a sample rate of {reader.WaveFormat.SampleRate} Hz; it must be 1 or more");
            return channel >= 1 && channel <= reader.WaveFormat.Channels ? new(reader, stream, remark, path, channel - 1)
                : throw new AudioSourceException($"{path} has no channel {channel}; it has {reader.WaveFormat.Channels}, counted from 1");
        }
        catch (Exception e)
        {
            stream?.Dispose();
            throw e is AudioSourceException ? e : new AudioSourceException($"{path} cannot be read as an AIFF file: {e.Message}", e);
        }
    }

    public int Read(Span<float> samples, double fullScale = 1)
    {
        var done = 0;
        try
        {
            while (done < samples.Length)
            {
                var read = provider.Read(frames.AsSpan(0, Math.Min(BlockFrames, samples.Length - done) * channels)) / channels;
                if (read == 0)
                    break;
                for (var i = 0; i < read; i++)
                    samples[done++] = (float)(frames[i * channels + channel] * fullScale);
            }
        }
        catch (IOException e)
        {
            throw new AudioSourceException($"{path} cannot be read on: {e.Message}", e);
        }
        return done;
    }

    public void Dispose()
    {
        reader.Dispose();
        stream.Dispose();
    }

    /// <summary>
    /// What the library takes on trust, or refuses without stating why: that the samples are not compressed, of a width it converts, and as long as is stated.
    /// </summary>
    /// <returns>Where the length of the samples stands, what it is, and how that differs from what the file states.</returns>
    private static (long At, uint Length, string? Remark) FindSamples(Stream stream, string path)
    {
        Span<byte> chunk = stackalloc byte[ChunkBytes], common = stackalloc byte[8 + RateBytes + 4];
        var frameBytes = 0;
        for (long at = 12; at + ChunkBytes <= stream.Length;)
        {
            stream.Position = at;
            stream.ReadExactly(chunk);
            var (name, size) = (Encoding.Latin1.GetString(chunk[..4]), (long)BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]));
            if (name == "COMM")
            {
                stream.ReadExactly(common[..(int)Math.Min(size, common.Length)]);
                var (channels, bits) = (BinaryPrimitives.ReadInt16BigEndian(common), BinaryPrimitives.ReadInt16BigEndian(common[6..]));
                var kind = size < common.Length ? "NONE" : Encoding.Latin1.GetString(common[^4..]);
                if (kind is not ("NONE" or "twos") || bits is not (16 or 24 or 32))
                    throw new AudioSourceException($"{path} holds sound of {bits} bits ({kind}); an AIFF file must hold PCM of 16, 24 or 32 bits (NONE)");
                if (channels < 1)
                    throw new AudioSourceException($"{path} has {channels} channels; it must have 1 or more");
                frameBytes = channels * bits / 8;
            }
            else if (name == "SSND")
                return frameBytes > 0 ? Measure(stream, path, at + ChunkBytes, size, frameBytes)
                    : throw new AudioSourceException($"{path} has samples at byte {at} but no format before them; a COMM chunk must come first");
            at += ChunkBytes + size + size % 2;
        }
        throw new AudioSourceException($"{path} holds no samples: an AIFF file must have a COMM and an SSND chunk");
    }

    private static (long At, uint Length, string? Remark) Measure(Stream stream, string path, long body, long stated, int frameBytes)
    {
        Span<byte> offset = stackalloc byte[4];
        var present = stream.Length - body;
        if (present >= offset.Length)
            stream.ReadExactly(offset);
        var before = SamplesAt + BinaryPrimitives.ReadUInt32BigEndian(offset);
        var isWhole = stated >= before + frameBytes && stated <= present;
        var frames = ((isWhole ? stated : present) - before) / frameBytes;
        return frames < 1 ? throw new AudioSourceException($"{path} holds no samples: a frame takes {frameBytes} bytes")
            : (body - 4, (uint)Math.Min(before + frames * frameBytes, uint.MaxValue),
                isWhole ? null : $"states {stated} bytes of samples and holds {present}: measured to the end of the file");
    }
}
