using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Sound;

/// <summary>Opens a file of sound by what it begins with.</summary>
internal static class SoundFile
{
    private const int HeadBytes = 12;

    /// <param name="path">A WAV, AIFF or MP3 file.</param>
    /// <param name="channel">Which channel is read, from 1.</param>
    /// <exception cref="AudioSourceException">It is missing, empty, damaged before its samples, of another kind, or has no such channel.</exception>
    public static ISoundFile Open(string path, int channel = 1) => Head(path) switch
    {
        [(byte)'F', (byte)'O', (byte)'R', (byte)'M', _, _, _, _, (byte)'A', (byte)'I', (byte)'F', (byte)'F' or (byte)'C'] => AiffSoundFile.Open(path, channel),
        [(byte)'I', (byte)'D', (byte)'3', ..] => Mp3SoundFile.Open(path, channel),
        // The frame of an MP3 without a tag before it: eleven bits set, layer III.
        [0xFF, var second, ..] when (second & 0xE6) == 0xE2 => Mp3SoundFile.Open(path, channel),
        _ => WavFile.Open(path, channel),
    };

    /// <summary>The file at a sample rate that is measured: its own, or resampled.</summary>
    /// <param name="file">Owned by what comes back.</param>
    /// <param name="range">Of its microphone.</param>
    /// <exception cref="AudioSourceException">No sound has its sample rate.</exception>
    public static ISoundFile Measurable(ISoundFile file, MeasuringRange range)
    {
        if (SoundLevelMeter.SampleRates.Contains(file.SampleRate))
            return file;
        if (file.SampleRate <= ResampledSound.HighestRate)
            return new ResampledSound(file, range);
        file.Dispose();
        throw new AudioSourceException($"the sound has a sample rate of {file.SampleRate} Hz; it must be at most {ResampledSound.HighestRate} Hz");
    }

    private static byte[] Head(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var head = new byte[HeadBytes];
            return stream.CanSeek ? head[..stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The WAV reader states why.
            return [];
        }
    }
}
