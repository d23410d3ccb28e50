using System.Buffers.Binary;
using System.Text;
using NAudio.Wave;

namespace Solutions.Edge.Agent.Sound;

/// <summary>One channel of an AIFF file of 16, 24 or 32-bit integers.</summary>
internal sealed class AiffSoundFile : ISoundFile
{
    private const int BlockFrames = 4096, RateBytes = 10;

    private readonly AiffFileReader reader;
    private readonly ISampleProvider provider;
    private readonly string path;
    private readonly int channel, channels;
    private readonly float[] frames;

    private AiffSoundFile(AiffFileReader reader, string path, int channel)
    {
        (this.reader, this.path, this.channel, channels) = (reader, path, channel, reader.WaveFormat.Channels);
        provider = reader.ToSampleProvider();
        frames = new float[BlockFrames * channels];
    }

    public int SampleRate => reader.WaveFormat.SampleRate;

    public IReadOnlyList<string> Remarks => [];

    /// <exception cref="AudioSourceException">It is cut short, damaged before its samples, compressed, or has no such channel.</exception>
    public static AiffSoundFile Open(string path, int channel)
    {
        AiffFileReader? reader = null;
        try
        {
            Check(path);
            reader = new AiffFileReader(path);
            return channel >= 1 && channel <= reader.WaveFormat.Channels ? new(reader, path, channel - 1)
                : throw new AudioSourceException($"{path} has no channel {channel}; it has {reader.WaveFormat.Channels}, counted from 1");
        }
        catch (Exception e)
        {
            reader?.Dispose();
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

    public void Dispose() => reader.Dispose();

    /// <summary>What the library takes on trust, or refuses without saying why: that the samples are whole, not compressed, and of a width it converts.</summary>
    private static void Check(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> chunk = stackalloc byte[8], common = stackalloc byte[8 + RateBytes + 4];
        var isKnown = false;
        for (long at = 12; at + chunk.Length <= stream.Length;)
        {
            stream.Position = at;
            stream.ReadExactly(chunk);
            var (name, size) = (Encoding.Latin1.GetString(chunk[..4]), (long)BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]));
            if (name == "COMM")
            {
                stream.ReadExactly(common[..(int)Math.Min(size, common.Length)]);
                var (bits, kind) = (BinaryPrimitives.ReadInt16BigEndian(common[6..]), size < common.Length ? "NONE" : Encoding.Latin1.GetString(common[^4..]));
                if (kind is not ("NONE" or "twos") || bits is not (16 or 24 or 32))
                    throw new AudioSourceException($"{path} holds sound of {bits} bits ({kind}); an AIFF file must hold PCM of 16, 24 or 32 bits (NONE)");
                isKnown = true;
            }
            else if (name == "SSND")
            {
                var missing = at + chunk.Length + size - stream.Length;
                if (!isKnown)
                    throw new AudioSourceException($"{path} has samples at byte {at} but no format before them; a COMM chunk must come first");
                if (missing > 0)
                    throw new AudioSourceException($"{path} was cut short: its samples lack {missing} of {size} bytes; an AIFF file must be whole, or be made a WAV file of what is left");
                return;
            }
            at += chunk.Length + size + size % 2;
        }
        throw new AudioSourceException($"{path} holds no samples: an AIFF file must have a COMM and an SSND chunk");
    }
}
