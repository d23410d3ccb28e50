namespace Solutions.Edge.Acoustics.Conformity;

/// <summary>IEC 61672-1:2013, 5.5 and Table 3: A, C and Z at the exact one-third-octave frequencies.</summary>
public static class FrequencyWeightings
{
    private const double SteadyDb = 94, Inf = double.PositiveInfinity;

    /// <summary>Class 1 limits from 10 Hz to 20 kHz.</summary>
    private static readonly (double Lower, double Upper)[] Class1 =
    [
        (-Inf, 3), (-Inf, 2.5), (-4, 2), (-2, 2), (-1.5, 2), (-1.5, 1.5), (-1, 1), (-1, 1), (-1, 1), (-1, 1), (-1, 1), (-1, 1), (-1, 1), (-1, 1),
        (-1, 1), (-1, 1), (-1, 1), (-1, 1), (-1, 1), (-1, 1), (-0.7, 0.7), (-1, 1), (-1, 1), (-1, 1), (-1, 1), (-1, 1), (-1, 1), (-1.5, 1.5),
        (-2, 1.5), (-2.5, 1.5), (-3, 2), (-5, 2), (-16, 2.5), (-Inf, 3),
    ];

    private static readonly (FrequencyWeighting Weighting, Func<SecondLevels, double?> Level)[] Levels =
        [(FrequencyWeighting.A, s => s.LAeq), (FrequencyWeighting.C, s => s.LCeq), (FrequencyWeighting.Z, s => s.LZeq)];

    /// <summary>Steady tones as far as the sample rate reaches: up to 0.45 of it.</summary>
    public static ConformityTable Try(int sampleRate)
    {
        var rows = new List<ConformityRow>();
        for (var i = 0; i < ThirdOctave.Count; i++)
        {
            var hertz = ThirdOctave.MidBandHertz(i);
            if (hertz > 0.45 * sampleRate)
                continue;
            var read = TestSound.Steady(sampleRate, hertz, SteadyDb);
            foreach (var (weighting, level) in Levels)
                rows.Add(new($"{weighting}", hertz, WeightingGoal.Db(weighting, hertz), read(level) - SteadyDb, Class1[i].Lower, Class1[i].Upper));
        }
        return new("Frequency weightings A, C, Z", "IEC 61672-1:2013, 5.5, Table 3", sampleRate,
            "Steady tones of 94 dB; the level once they stand, less 94 dB, against the design goal of Annex E.", "Hz", rows);
    }
}
