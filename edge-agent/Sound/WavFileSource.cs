using System.Globalization;
using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Sound;

/// <summary>A recording played in a loop as if a calibrated microphone picked it up now. Its first channel counts.</summary>
internal sealed class WavFileSource : IAudioSource, IDisposable
{
    private readonly WavFile file;
    private readonly double pascalPerFullScale;

    /// <param name="path">A WAV file.</param>
    /// <param name="sensitivityDbfs">dBFS of a 94 dB, 1 kHz tone in it; 0 dBFS is a full-scale sine (AES17).</param>
    /// <param name="selfNoiseDba">Of the microphone, in dB(A); null = not known.</param>
    /// <exception cref="AudioSourceException">It is missing, empty, cut before its samples, no such file, or at a sample rate that is not measured.</exception>
    public WavFileSource(string path, double sensitivityDbfs, double? selfNoiseDba)
    {
        file = WavFile.Open(path);
        if (!SoundLevelMeter.SampleRates.Contains(file.SampleRate))
        {
            file.Dispose();
            throw new AudioSourceException($"{path} is at {file.SampleRate} Hz; it must be at one of {string.Join(", ", SoundLevelMeter.SampleRates)} Hz");
        }
        Range = MeasuringRange.Of(sensitivityDbfs, selfNoiseDba);
        pascalPerFullScale = Sensitivity.PascalPerFullScale(sensitivityDbfs);
        Name = string.Create(CultureInfo.InvariantCulture, $"{path} at {sensitivityDbfs:0.00} dBFS{(file.Remark is { } remark ? $" ({remark})" : "")}");
    }

    public string Name { get; }

    public int SampleRate => file.SampleRate;

    public MeasuringRange Range { get; }

    /// <summary>A recording plays on where it stood: nothing of it is lost in a gap.</summary>
    public void Begin(DateTimeOffset instant)
    {
    }

    public void Read(Span<float> pascal)
    {
        for (var filled = 0; filled < pascal.Length;)
        {
            var read = file.Read(pascal[filled..], pascalPerFullScale);
            if (read == 0)
                file.Rewind();
            filled += read;
        }
    }

    public void Dispose() => file.Dispose();
}
