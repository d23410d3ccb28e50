using NAudio.Dsp;
using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Sound;

/// <summary>
/// A file of sound at the meter's own rate: band-limited interpolation by a windowed sinc, from the first sample to the last. Losses, offsets and overload
/// are looked for before, a second at a time.
/// </summary>
internal sealed class ResampledSound : ISoundFile
{
    /// <summary>No sound is sampled at a higher rate, in Hz: a file that states it is damaged.</summary>
    public const int HighestRate = 4_000_000;

    /// <summary>Half as long a filter is 0.2 dB down at 20 kHz from 192 kHz.</summary>
    private const int Taps = 128, TapsFromHighRates = 256, Phases = 64;

    private readonly ISoundFile source;
    private readonly SourceSearch search;
    private readonly WdlResampler resampler = new();
    private readonly float[] second;
    private readonly SampleFault[] found;

    /// <summary>Of the seconds that were searched and not yet handed on, at the meter's rate.</summary>
    private readonly Queue<SampleFault[]> ahead = [];

    private SampleFault[] faults = [];
    private int at, filled, handedOn;
    private long consumed, made;
    private bool hasEnded, isDrained;

    public ResampledSound(ISoundFile source, MeasuringRange range)
    {
        this.source = source;
        search = new SourceSearch(source.SampleRate, range);
        (second, found) = (new float[source.SampleRate], new SampleFault[source.SampleRate]);
        resampler.SetMode(interp: true, 0, sinc: true, source.SampleRate > 2 * SoundLevelMeter.SampleRate ? TapsFromHighRates : Taps, Phases);
        resampler.SetFeedMode(wantInputDriven: false);
        resampler.SetRates(source.SampleRate, SoundLevelMeter.SampleRate);
        var reach = Math.Min(source.SampleRate, SoundLevelMeter.SampleRate) / 2;
        Remarks = [.. source.Remarks, $"sampled at {source.SampleRate} Hz and resampled to {SoundLevelMeter.SampleRate} Hz: it holds nothing over {reach} Hz"];
    }

    public int SampleRate => SoundLevelMeter.SampleRate;

    public IReadOnlyList<string> Remarks { get; }

    public ReadOnlySpan<SampleFault> Faults => faults.AsSpan(0, handedOn);

    public int Read(Span<float> samples, double fullScale = 1)
    {
        if (faults.Length < samples.Length)
            faults = new SampleFault[samples.Length];
        handedOn = 0;
        while (handedOn < samples.Length)
        {
            // Up to the end of a second: its faults stand in one piece.
            var inSecond = (int)(made % SampleRate);
            var wanted = Math.Min(samples.Length - handedOn, SampleRate - inSecond);
            var needed = resampler.ResamplePrepare(wanted, 1, out var input);
            var read = ReadSearched(input[..needed], fullScale);
            (consumed, isDrained) = (consumed + read, isDrained || read < needed);
            // Behind the end there is silence, of which nothing is handed on.
            input[read..needed].Clear();
            var most = isDrained ? (consumed * SampleRate + source.SampleRate - 1) / source.SampleRate - made : wanted;
            var count = (int)Math.Min(most, resampler.ResampleOut(samples.Slice(handedOn, wanted), needed, wanted, 1));
            if (count > 0)
                ahead.Peek().AsSpan(inSecond, count).CopyTo(faults.AsSpan(handedOn));
            if (inSecond + count == SampleRate)
                ahead.Dequeue();
            (handedOn, made) = (handedOn + count, made + count);
            if (isDrained && (count == 0 || made * source.SampleRate >= consumed * SampleRate))
                break;
        }
        return handedOn;
    }

    public void Dispose() => source.Dispose();

    /// <summary>Fewer than asked for only at the end.</summary>
    private int ReadSearched(Span<float> samples, double fullScale)
    {
        var done = 0;
        while (done < samples.Length && (at < filled || SearchNext(fullScale)))
        {
            var count = Math.Min(samples.Length - done, filled - at);
            second.AsSpan(at, count).CopyTo(samples[done..]);
            (at, done) = (at + count, done + count);
        }
        return done;
    }

    private bool SearchNext(double fullScale)
    {
        (at, filled) = (0, hasEnded ? 0 : source.Read(second, fullScale));
        hasEnded |= filled < second.Length;
        if (filled == 0)
            return false;
        search.Search(second.AsSpan(0, filled), found.AsSpan(0, filled));
        var faultsOfSecond = new SampleFault[SampleRate];
        for (var i = 0; i < faultsOfSecond.Length; i++)
            faultsOfSecond[i] = found[Math.Min(filled - 1, (long)i * source.SampleRate / SampleRate)];
        ahead.Enqueue(faultsOfSecond);
        return true;
    }
}
