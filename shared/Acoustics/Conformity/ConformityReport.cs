namespace Solutions.Edge.Acoustics.Conformity;

/// <summary>Every conformity table of the meter. Takes half a minute of one processor.</summary>
public static class ConformityReport
{
    private static readonly Func<int, ConformityTable>[] Tables =
        [Linearity.Decay, FrequencyWeightings.Try, Tonebursts.Try, Peaks.Try, Linearity.Try, Bands.Try, Bands.Tones, Invariance.WhiteNoise, Invariance.Blocks];

    /// <summary>
    /// Runs the tables at every sample rate, on all processors; they come in order, those of the capture rate first, and last what this meter
    /// asks of itself beyond class 1.
    /// </summary>
    public static IEnumerable<ConformityTable> Run()
    {
        var rates = SoundLevelMeter.SampleRates.OrderByDescending(r => r == SoundLevelMeter.SampleRate);
        var capture = new List<ConformityTable>();
        foreach (var table in rates.SelectMany(rate => Tables.Select(t => (Try: t, Rate: rate)))
            .AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(t => t.Try(t.Rate)))
        {
            if (table.SampleRate == SoundLevelMeter.SampleRate)
                capture.Add(table);
            yield return table;
        }
        yield return DayOfMinutes.Try(SoundLevelMeter.SampleRate);
        yield return OwnBars(capture);
    }

    /// <summary>The readings at the capture rate once more, against narrower bounds.</summary>
    private static ConformityTable OwnBars(IReadOnlyList<ConformityTable> tables)
    {
        return new("Beyond class 1", "own requirement", SoundLevelMeter.SampleRate,
            "The readings of the tables above against what this meter asks of itself; goals are 0 dB of deviation.", "",
            [
                Bar("A, C and Z, 10 Hz to 16 kHz", "A", r => r.At < 16_000, 0.1),
                Bar("level linearity over 100 dB", "LAF of 8000 Hz", _ => true, 0.1),
                Bar("white noise, LAE", "LAE", _ => true, 0.03),
            ]);

        ConformityRow Bar(string name, string series, Func<ConformityRow, bool> within, double bound) =>
            ConformityRow.Worst(name, 0, 0, tables.Single(t => t.Rows.Any(r => r.Series == series)).Rows.Where(within).Select(r => r.Deviation), -bound, bound);
    }
}
