namespace Solutions.Edge.Acoustics.Conformity;

/// <summary>Every conformity table of the meter. Takes some ten seconds of one processor.</summary>
public static class ConformityReport
{
    /// <summary>Runs the tables, one after the other: at 48 kHz all of them, at the other rates those in which the rate matters.</summary>
    public static IEnumerable<ConformityTable> Run()
    {
        yield return Linearity.Decay(SoundLevelMeter.SampleRate);
        foreach (var rate in SoundLevelMeter.SampleRates.OrderByDescending(r => r == SoundLevelMeter.SampleRate))
        {
            yield return FrequencyWeightings.Try(rate);
            yield return Tonebursts.Try(rate);
            yield return Peaks.Try(rate);
            yield return Linearity.Try(rate);
            yield return Bands.Try(rate);
            yield return Bands.Tones(rate);
            yield return Invariance.WhiteNoise(rate);
            yield return Invariance.Blocks(rate);
        }
    }
}
