using NLayer;

namespace Solutions.Edge.Agent.Sound;

/// <summary>One channel of an MP3 file. What its coder left out is gone: figures of it are indicative.</summary>
internal sealed class Mp3SoundFile : ISoundFile
{
    private const int BlockFrames = 4096;

    private readonly MpegFile file;
    private readonly string path;
    private readonly int channel;
    private readonly float[] frames;

    private Mp3SoundFile(MpegFile file, string path, int channel)
    {
        (this.file, this.path, this.channel) = (file, path, channel);
        frames = new float[BlockFrames * file.Channels];
    }

    public int SampleRate => file.SampleRate;

    public IReadOnlyList<string> Remarks { get; } = ["MP3: indicative"];

    /// <exception cref="AudioSourceException">No frame of it can be decoded, or it has no such channel.</exception>
    public static Mp3SoundFile Open(string path, int channel)
    {
        MpegFile? file = null;
        try
        {
            file = new MpegFile(path);
            return channel >= 1 && channel <= file.Channels ? new(file, path, channel - 1)
                : throw new AudioSourceException($"{path} has no channel {channel}; it has {file.Channels}, counted from 1");
        }
        catch (Exception e)
        {
            file?.Dispose();
            throw e is AudioSourceException ? e : new AudioSourceException($"{path} cannot be read as an MP3 file: {e.Message}", e);
        }
    }

    public int Read(Span<float> samples, double fullScale = 1)
    {
        var done = 0;
        try
        {
            while (done < samples.Length)
            {
                var read = file.ReadSamples(frames.AsSpan(0, Math.Min(BlockFrames, samples.Length - done) * file.Channels)) / file.Channels;
                if (read == 0)
                    break;
                for (var i = 0; i < read; i++)
                    samples[done++] = (float)(frames[i * file.Channels + channel] * fullScale);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new AudioSourceException($"{path} cannot be decoded on: {e.Message}", e);
        }
        return done;
    }

    public void Dispose() => file.Dispose();
}
