namespace Solutions.Edge.Acoustics.Conformity;

/// <summary>IEC 61672-1:2013, 5.9, 5.10 and Table 4: 4 kHz tonebursts on F, S and in sound exposure.</summary>
public static class Tonebursts
{
    private const double Hertz = 4000, SteadyDb = 94, SweepSeconds = 0.125;
    private const int Starts = 26;

    /// <summary>Milliseconds, then the class 1 limits of F and exposure, and of S; NaN: no such row.</summary>
    private static readonly (double Ms, double Lower, double Upper, double SlowLower, double SlowUpper)[] Class1 =
    [
        (1000, -0.5, 0.5, -0.5, 0.5), (500, -0.5, 0.5, -0.5, 0.5), (200, -0.5, 0.5, -0.5, 0.5), (100, -1, 1, -1, 1), (50, -1, 1, -1, 1),
        (20, -1, 1, -1.5, 1), (10, -1, 1, -2, 1), (5, -1, 1, -2.5, 1), (2, -1.5, 1, -3, 1),
        (1, -2, 1, double.NaN, double.NaN), (0.5, -2.5, 1, double.NaN, double.NaN), (0.25, -3, 1, double.NaN, double.NaN),
    ];

    /// <summary>Each burst at 26 starts over 125 ms, none of them tied to a step of the meter; goals by the standard's formulas.</summary>
    public static ConformityTable Try(int sampleRate)
    {
        var steady = TestSound.Measure(sampleRate, TestSound.Sine(sampleRate, Hertz, SteadyDb, 10))[^1];
        var rows = new List<ConformityRow>();
        foreach (var (ms, lower, upper, slowLower, slowUpper) in Class1)
        {
            var seconds = ms / 1000;
            var read = Enumerable.Range(0, Starts).Select(i => Burst(sampleRate, seconds, 0.5 + SweepSeconds * i / (Starts - 1) + 1e-5 * i)).ToList();
            rows.Add(ConformityRow.Worst("LAFmax − LA", ms, Goal(seconds, TimeWeighting.FastSeconds),
                read.Select(r => r.Max(s => s.LAFmax) - steady.LAeq ?? double.NaN), lower, upper));
            rows.Add(ConformityRow.Worst("LAE − LA", ms, Energy.LevelDb(seconds), read.Select(r => Exposure(r) - steady.LAeq ?? double.NaN), lower, upper));
            if (!double.IsNaN(slowLower))
                rows.Add(ConformityRow.Worst("LASmax − LA", ms, Goal(seconds, TimeWeighting.SlowSeconds),
                    read.Select(r => r.Max(s => s.LASmax) - steady.LASmax ?? double.NaN), slowLower, slowUpper));
        }
        foreach (var (ms, lower, upper, _, _) in Class1.Where(c => c.Ms is 200 or 2 or 0.25))
            rows.Add(new("LAeq − LA, 8 bursts in 4 s", ms, Energy.LevelDb(8 * ms / 1000 / 4),
                Repeated(sampleRate, ms / 1000) - steady.LAeq ?? double.NaN, lower, upper));
        return new("4 kHz tonebursts", "IEC 61672-1:2013, 5.9 and 5.10, Table 4", sampleRate,
            $"Each burst at {Starts} starts spread over 125 ms; the row shows the start that deviated most. "
                + "The A network itself takes 0.1 dB from the 0.25 ms burst.", "ms", rows);

        static double Goal(double seconds, double timeConstant) => Energy.LevelDb(1 - Math.Exp(-seconds / timeConstant));
    }

    private static List<SecondLevels> Burst(int sampleRate, double seconds, double start)
    {
        var sound = TestSound.Quiet(sampleRate, 3);
        TestSound.AddSine(sound, sampleRate, Hertz, SteadyDb, start, seconds);
        return TestSound.Measure(sampleRate, sound);
    }

    private static double? Repeated(int sampleRate, double seconds)
    {
        var sound = TestSound.Quiet(sampleRate, 4);
        for (var i = 0; i < 8; i++)
            TestSound.AddSine(sound, sampleRate, Hertz, SteadyDb, 0.1 + 0.5 * i, seconds);
        return Energy.MeanDb(TestSound.Measure(sampleRate, sound).Select(s => s.LAeq ?? double.NegativeInfinity));
    }

    private static double? Exposure(IEnumerable<SecondLevels> seconds) => Energy.SumDb(seconds.Where(s => s.LAE is not null).Select(s => s.LAE!.Value));
}
