namespace Solutions.Edge.Agent.Sound;

/// <summary>
/// One channel of a RIFF, RF64 or BW64 WAVE file of 16, 24 or 32-bit integers or 32 or 64-bit floats, read from the first sample to the last.
/// </summary>
/// <remarks>A float that is no number is passed on as it is: the meter voids its second.</remarks>
internal sealed class WavFile : ISoundFile
{
    /// <summary>However much a file claims, so much is read at a time.</summary>
    private const int BufferBytes = 1 << 16;

    private readonly FileStream stream;
    private readonly string path;
    private readonly WavHeader header;
    private readonly int channel;
    private readonly byte[] buffer;

    private WavFile(FileStream stream, string path, WavHeader header, int channel)
    {
        (this.stream, this.path, this.header, this.channel) = (stream, path, header, channel);
        Frames = header.DataBytes / header.Format.FrameBytes;
        buffer = new byte[BufferBytes / header.Format.FrameBytes * header.Format.FrameBytes];
        Rewind();
    }

    public int SampleRate => header.Format.SampleRate;

    /// <summary>What is wrong with its length, and what of it is read all the same; null = nothing.</summary>
    public string? Remark => header.Remark;

    public IReadOnlyList<string> Remarks => Remark is { } remark ? [remark] : [];

    /// <summary>Samples of one channel.</summary>
    public long Frames { get; }

    /// <summary>How many of them are still to be read.</summary>
    public long SamplesLeft { get; private set; }

    /// <param name="path">The file.</param>
    /// <param name="channel">Which channel is read, from 1.</param>
    /// <exception cref="AudioSourceException">It is missing, empty, cut before its samples, no WAV file that can be read here, or has no such
    /// channel.</exception>
    public static WavFile Open(string path, int channel = 1)
    {
        FileStream stream;
        try
        {
            stream = File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new AudioSourceException(File.Exists(path) ? $"{path} cannot be opened: {e.Message}"
                : Directory.Exists(path) ? $"{path} is a folder; it must be a WAV file" : $"{path} does not exist; it must be a WAV file", e);
        }
        try
        {
            var header = WavHeader.Read(stream, path);
            return channel >= 1 && channel <= header.Format.Channels ? new WavFile(stream, path, header, channel - 1)
                : throw new AudioSourceException($"{path} has no channel {channel}; it has {header.Format.Channels}, counted from 1");
        }
        catch (IOException e)
        {
            stream.Dispose();
            throw new AudioSourceException($"{path} cannot be read: {e.Message}", e);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public int Read(Span<float> samples, double fullScale = 1)
    {
        var count = (int)Math.Min(samples.Length, SamplesLeft);
        var frameBytes = header.Format.FrameBytes;
        for (var done = 0; done < count;)
        {
            var part = samples[done..Math.Min(count, done + buffer.Length / frameBytes)];
            var bytes = buffer.AsSpan(0, part.Length * frameBytes);
            try
            {
                stream.ReadExactly(bytes);
            }
            catch (IOException e)
            {
                throw new AudioSourceException($"{path} cannot be read on: {e.Message}", e);
            }
            WavSamples.Convert(header.Format, bytes, channel, fullScale, part);
            done += part.Length;
        }
        SamplesLeft -= count;
        return count;
    }

    public void Rewind()
    {
        stream.Position = header.DataStart;
        SamplesLeft = Frames;
    }

    public void Dispose() => stream.Dispose();
}
