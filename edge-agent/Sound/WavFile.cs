using System.Buffers.Binary;

namespace Solutions.Edge.Agent.Sound;

/// <summary>A RIFF/WAVE file of 16, 24 or 32-bit integers or 32-bit floats, read from the first sample to the last; full scale is 1.</summary>
internal sealed class WavFile : IDisposable
{
    private const int MaxChannels = 64;

    private readonly FileStream stream;
    private readonly string path;
    private readonly WavFormat format;
    private readonly long dataStart;
    private byte[] buffer = [];
    private long framesLeft;

    private WavFile(FileStream stream, string path, WavFormat format, long dataBytes)
    {
        (this.stream, this.path, this.format, dataStart) = (stream, path, format, stream.Position);
        framesLeft = Frames = dataBytes / format.FrameBytes;
    }

    public int SampleRate => format.SampleRate;

    /// <summary>Samples of one channel.</summary>
    public long Frames { get; }

    /// <exception cref="AudioSourceException">It is missing, empty, truncated, or no WAV file that can be read here.</exception>
    public static WavFile Open(string path)
    {
        FileStream stream;
        try
        {
            stream = File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new AudioSourceException(File.Exists(path) ? $"{path} cannot be opened: {e.Message}" : $"{path} does not exist; it must be a WAV file", e);
        }
        try
        {
            return Parse(stream, path);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads samples of the first channel.</summary>
    /// <returns>How many; 0 at the end.</returns>
    /// <exception cref="AudioSourceException">The file has become shorter, or the disk fails.</exception>
    public int Read(Span<float> samples)
    {
        var count = (int)Math.Min(samples.Length, framesLeft);
        if (buffer.Length < count * format.FrameBytes)
            buffer = new byte[count * format.FrameBytes];
        try
        {
            stream.ReadExactly(buffer, 0, count * format.FrameBytes);
        }
        catch (IOException e)
        {
            throw new AudioSourceException($"{path} cannot be read on: {e.Message}", e);
        }
        for (var i = 0; i < count; i++)
            samples[i] = format.FirstSample(buffer.AsSpan(i * format.FrameBytes));
        framesLeft -= count;
        return count;
    }

    public void Rewind()
    {
        stream.Position = dataStart;
        framesLeft = Frames;
    }

    public void Dispose() => stream.Dispose();

    private static WavFile Parse(FileStream stream, string path)
    {
        if (stream.Length == 0)
            throw new AudioSourceException($"{path} is empty; it must be a WAV file");
        Span<byte> head = stackalloc byte[12];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head[..4].SequenceEqual("RIFF"u8) || !head[8..].SequenceEqual("WAVE"u8))
            throw new AudioSourceException($"{path} is no WAV file: it does not begin with RIFF and WAVE");
        WavFormat? format = null;
        Span<byte> chunk = stackalloc byte[8];
        while (stream.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false) == chunk.Length)
        {
            var length = (long)BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            var present = stream.Length - stream.Position;
            if (chunk[..4].SequenceEqual("data"u8))
                return Data(stream, path, format ?? throw new AudioSourceException($"{path} has samples but no format before them"), length, present);
            if (length > present)
                break;
            var next = stream.Position + length + length % 2;
            if (chunk[..4].SequenceEqual("fmt "u8))
                format = ReadFormat(stream, path, length);
            stream.Position = Math.Min(next, stream.Length);
        }
        throw new AudioSourceException($"{path} is truncated: it ends before its samples begin");
    }

    private static WavFormat ReadFormat(FileStream stream, string path, long length)
    {
        var bytes = new byte[Math.Min(length, 40)];
        stream.ReadExactly(bytes);
        var format = WavFormat.Parse(bytes);
        return format is { Channels: > 0 and <= MaxChannels, SampleRate: > 0, IsReadable: true } ? format
            : throw new AudioSourceException($"{path} holds {format}; it must hold PCM of 16, 24 or 32 bits or 32-bit float");
    }

    private static WavFile Data(FileStream stream, string path, WavFormat format, long length, long present)
    {
        // A recorder that writes to a pipe cannot go back and fill in the length.
        const long unknown = uint.MaxValue;
        if (length != unknown && length > present)
            throw new AudioSourceException($"{path} is truncated: it promises {length} bytes of samples and has {present}");
        var bytes = Math.Min(length, present);
        return bytes >= format.FrameBytes ? new WavFile(stream, path, format, bytes) : throw new AudioSourceException($"{path} holds no samples");
    }
}
