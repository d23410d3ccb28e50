namespace Solutions.Edge.Acoustics.Conformity;

/// <summary>IEC 61672-1:2013, 5.13 and Table 5: C-weighted peak of single cycles and half cycles.</summary>
public static class Peaks
{
    private const double SteadyDb = 94;
    private const int Phases = 4;

    /// <summary>Cycles and half cycles at four positions between two samples.</summary>
    public static ConformityTable Try(int sampleRate) => new("C-weighted peak", "IEC 61672-1:2013, 5.13, Table 5", sampleRate,
        "One cycle, or half of one, beginning a quarter of a sample later each time; the row shows the phase that deviated most.", "Hz",
        [
            .. new[] { (31.5, 2.5, 2.0), (500, 3.5, 1.0), (8000, 3.4, 2.0) }.Where(c => c.Item1 < 0.45 * sampleRate)
                .Select(c => Row(sampleRate, "one cycle", c.Item1, 1, 1, c.Item2, c.Item3)),
            Row(sampleRate, "positive half cycle", 500, 0.5, 1, 2.4, 1),
            Row(sampleRate, "negative half cycle", 500, 0.5, -1, 2.4, 1),
        ]);

    private static ConformityRow Row(int sampleRate, string name, double hertz, double cycles, double sign, double goal, double limit)
    {
        var steady = TestSound.Steady(sampleRate, hertz, SteadyDb)(s => s.LCeq);
        return ConformityRow.Worst($"LCpeak − LC, {name}", hertz, goal, Enumerable.Range(0, Phases).Select(phase =>
        {
            var sound = TestSound.Quiet(sampleRate, 1);
            TestSound.AddSine(sound, sampleRate, hertz, SteadyDb, 0.5 + phase / (double)Phases / sampleRate, cycles / hertz, sign);
            return TestSound.Measure(sampleRate, sound)[0].LCpeak - steady ?? double.NaN;
        }), -limit, limit);
    }
}
