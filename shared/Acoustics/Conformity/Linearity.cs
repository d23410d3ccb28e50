namespace Solutions.Edge.Acoustics.Conformity;

/// <summary>IEC 61672-1:2013, 5.6: level linearity, and decay of the time weightings (5.8).</summary>
public static class Linearity
{
    private const int HighestDb = 130, LowestDb = 30, StepDb = 5, ReferenceDb = 94;

    /// <summary>8 kHz, 1 kHz and 31.5 Hz in steps of 5 dB over 100 dB.</summary>
    public static ConformityTable Try(int sampleRate)
    {
        var rows = new List<ConformityRow>();
        foreach (var hertz in new[] { 31.5, 1000, 8000 }.Where(f => f < 0.45 * sampleRate))
        {
            var reference = Reading(hertz, ReferenceDb) - ReferenceDb;
            for (var level = HighestDb; level >= LowestDb; level -= StepDb)
                rows.Add(new($"LAF of {hertz} Hz", level, level, Reading(hertz, level) - reference, -0.8, 0.8));
        }
        return new("Level linearity", "IEC 61672-1:2013, 5.6.5", sampleRate,
            $"Steady tones from {HighestDb} down to {LowestDb} dB, against the reading at {ReferenceDb} dB.", "dB", rows);

        double Reading(double hertz, double level) => TestSound.Measure(sampleRate, TestSound.Sine(sampleRate, hertz, level, 4))[^1].LAFmax ?? double.NaN;
    }

    /// <summary>How fast F and S fall once a tone has ended, in dB/s.</summary>
    public static ConformityTable Decay(int sampleRate)
    {
        var sound = TestSound.Quiet(sampleRate, 6);
        TestSound.AddSine(sound, sampleRate, 1000, 94, 0, 3);
        var seconds = TestSound.Measure(sampleRate, sound);
        // F within the second after the end; S from one second's greatest value, its start, to the next one's.
        var fast = (seconds[3].Steps.LafDb[10] - seconds[3].Steps.LafDb[60]) * 2;
        return new("Decay of the time weightings", "IEC 61672-1:2013, 5.8.2", sampleRate,
            "A tone of 1 kHz ends; the fall is read within the seconds after. In dB/s.", "",
            [
                new("F", 0, TimeWeighting.FastDecayDbPerSecond, fast, -3.7, 3.8),
                new("S", 0, 4.342944819, seconds[4].LASmax - seconds[5].LASmax ?? double.NaN, -0.7, 0.8),
            ]);
    }
}
