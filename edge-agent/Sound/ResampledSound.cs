using NAudio.Dsp;
using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Sound;

/// <summary>A file of sound at the meter's own rate: band-limited interpolation by a windowed sinc, from the first sample to the last.</summary>
internal sealed class ResampledSound : ISoundFile
{
    /// <summary>Half as long a filter is 0.2 dB down at 20 kHz from 192 kHz.</summary>
    private const int Taps = 128, TapsFromHighRates = 256, Phases = 64;

    private readonly ISoundFile source;
    private readonly WdlResampler resampler = new();
    private long consumed, made;
    private bool hasEnded;

    public ResampledSound(ISoundFile source)
    {
        this.source = source;
        resampler.SetMode(interp: true, 0, sinc: true, source.SampleRate > 2 * SoundLevelMeter.SampleRate ? TapsFromHighRates : Taps, Phases);
        resampler.SetFeedMode(wantInputDriven: false);
        resampler.SetRates(source.SampleRate, SoundLevelMeter.SampleRate);
        var reach = Math.Min(source.SampleRate, SoundLevelMeter.SampleRate) / 2;
        Remarks = [.. source.Remarks, $"sampled at {source.SampleRate} Hz and resampled to {SoundLevelMeter.SampleRate} Hz: it holds nothing over {reach} Hz"];
    }

    public int SampleRate => SoundLevelMeter.SampleRate;

    public IReadOnlyList<string> Remarks { get; }

    public int Read(Span<float> samples, double fullScale = 1)
    {
        var done = 0;
        while (done < samples.Length)
        {
            var wanted = samples.Length - done;
            var needed = resampler.ResamplePrepare(wanted, 1, out var input);
            var read = hasEnded ? 0 : source.Read(input[..needed], fullScale);
            hasEnded |= read < needed;
            consumed += read;
            // Behind the end there is silence, of which nothing is handed on.
            input[read..needed].Clear();
            var most = hasEnded ? (consumed * SampleRate + source.SampleRate - 1) / source.SampleRate - made : wanted;
            var count = (int)Math.Min(most, resampler.ResampleOut(samples.Slice(done, wanted), needed, wanted, 1));
            (done, made) = (done + count, made + count);
            if (hasEnded && (count == 0 || made * source.SampleRate >= consumed * SampleRate))
                break;
        }
        return done;
    }

    public void Dispose() => source.Dispose();
}
