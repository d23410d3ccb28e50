namespace Solutions.Edge.Acoustics.Conformity;

/// <summary>Every conformity table of the meter. Takes some ten seconds of one processor.</summary>
public static class ConformityReport
{
    /// <summary>Runs the tables one after the other, at every sample rate; those of the capture rate first, and last what this meter asks of itself beyond class 1.</summary>
    public static IEnumerable<ConformityTable> Run()
    {
        var tables = new List<ConformityTable>();
        foreach (var rate in SoundLevelMeter.SampleRates.OrderByDescending(r => r == SoundLevelMeter.SampleRate))
            foreach (var run in new[] { Linearity.Decay, FrequencyWeightings.Try, Tonebursts.Try, Peaks.Try, Linearity.Try, Bands.Try, Bands.Tones, Invariance.WhiteNoise, Invariance.Blocks })
            {
                tables.Add(run(rate));
                yield return tables[^1];
            }
        yield return OwnBars([.. tables.Where(t => t.SampleRate == SoundLevelMeter.SampleRate)]);
    }

    /// <summary>The readings at the capture rate once more, against narrower bounds.</summary>
    private static ConformityTable OwnBars(IReadOnlyList<ConformityTable> tables)
    {
        return new("Beyond class 1", "own requirement", SoundLevelMeter.SampleRate, "The readings of the tables above against what this meter asks of itself; goals are 0 dB of deviation.", "",
            [Bar("A, C and Z, 10 Hz to 16 kHz", "A", r => r.At < 16_000, 0.1), Bar("level linearity over 100 dB", "LAF of 8000 Hz", _ => true, 0.1), Bar("white noise, LAE", "LAE", _ => true, 0.03)]);

        ConformityRow Bar(string name, string series, Func<ConformityRow, bool> within, double bound) =>
            ConformityRow.Worst(name, 0, 0, tables.Single(t => t.Rows.Any(r => r.Series == series)).Rows.Where(within).Select(r => r.Deviation), -bound, bound);
    }
}
