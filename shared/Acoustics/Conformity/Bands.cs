namespace Solutions.Edge.Acoustics.Conformity;

/// <summary>IEC 61260-1:2014, 5.10 and Table 1: the class 1 mask of one-third-octave and octave bands.</summary>
public static class Bands
{
    private const double SteadyDb = 94, Inf = double.PositiveInfinity;

    /// <summary>How many frequencies up to half the sample rate the response is computed at.</summary>
    public const int Frequencies = 1 << 15;

    /// <summary>Frequency ratio to mid-band, least and greatest relative attenuation; linear in lg Ω between, the same below mid-band at 1/Ω.</summary>
    private static readonly (double Ratio, double Least, double Greatest)[] ThirdOctaveMask =
    [
        (1, -0.4, 0.4), (1.02667, -0.4, 0.5), (1.05575, -0.4, 0.7), (1.08746, -0.4, 1.4), (1.12202, -0.4, 5.3),
        (1.12202, 1.2, Inf), (1.29437, 16.6, Inf), (1.88173, 40.5, Inf), (3.05365, 60, Inf), (5.39195, 70, Inf),
    ];

    /// <summary>The same limits at the octave's ratios G^(1/8), G^(1/4), G^(3/8), G^(1/2), G, G², G³, G⁴; G = 10^0.3.</summary>
    private static readonly (double Ratio, double Least, double Greatest)[] OctaveMask =
        [.. ThirdOctaveMask.Zip(new[] { 0, 0.125, 0.25, 0.375, 0.5, 0.5, 1, 2, 3, 4 }, (m, power) => (Math.Pow(10, 0.3 * power), m.Least, m.Greatest))];

    /// <summary>
    /// Every band's margin to the mask at 2^15 frequencies, from the coefficients in use.
    /// The deviation of a row is how far the limits are overstepped: 0 or less passes.
    /// </summary>
    public static ConformityTable Try(int sampleRate)
    {
        var gains = new double[ThirdOctave.Count][];
        foreach (var index in Measured(sampleRate))
            gains[index] = [.. Enumerable.Range(0, Frequencies).Select(k => FilterBank.PowerGain(index, 0.5 * sampleRate * k / Frequencies, sampleRate))];
        var rows = Measured(sampleRate).Select(index => new ConformityRow("one-third octave", ThirdOctave.MidBandHertz(index), 0,
            Overstep(ThirdOctaveMask, ThirdOctave.MidBandHertz(index), sampleRate, k => gains[index][k]), -Inf, 0)).ToList();
        for (var octave = 0; octave < Octave.Count && Octave.IsWithin(octave, sampleRate) && Octave.Thirds(octave) is var (first, last); octave++)
            rows.Add(new("octave", Octave.MidBandHertz(octave), 0,
                Overstep(OctaveMask, Octave.MidBandHertz(octave), sampleRate, k => gains[first..(last + 1)].Sum(g => g[k])), -Inf, 0));
        return new("Band filters: mask", "IEC 61260-1:2014, 5.10, Table 1, class 1", sampleRate,
            $"The response at {Frequencies} frequencies up to half the sample rate, with what folds back at each halving; "
                + "measured is by how much the mask is overstepped (negative: the margin).", "Hz", rows);
    }

    /// <summary>Tones through the meter, against the computed response.</summary>
    public static ConformityTable Tones(int sampleRate)
    {
        var rows = new List<ConformityRow>();
        foreach (var index in Measured(sampleRate))
        {
            var deviations = new List<double>();
            foreach (var ratio in new[] { 1, 1.08746, 1.29437 })
                foreach (var hertz in new[] { ThirdOctave.MidBandHertz(index) * ratio, ThirdOctave.MidBandHertz(index) / ratio }
                    .Where(f => f < 0.49 * sampleRate))
                    deviations.Add(TestSound.Steady(sampleRate, hertz, SteadyDb)(s => s.Bands[index]) - SteadyDb + AttenuationDb(index, hertz, sampleRate));
            rows.Add(ConformityRow.Worst("one-third octave", ThirdOctave.MidBandHertz(index), 0, deviations, -0.3, 0.3));
        }
        return new("Band filters: tones", "IEC 61260-1:2014, 5.10", sampleRate,
            "Tones of 94 dB in mid-band, at 1.09 and at 1.29 times and parts of it through the meter, less what the response computes.", "Hz", rows);
    }

    /// <summary>Attenuation of a one-third-octave band for a steady tone in dB, from the coefficients in use.</summary>
    /// <param name="index">Of a band that the sample rate holds.</param>
    /// <param name="hertz">Frequency of the tone.</param>
    /// <param name="sampleRate">In Hz.</param>
    public static double AttenuationDb(int index, double hertz, double sampleRate) => -Energy.LevelDb(FilterBank.PowerGain(index, hertz, sampleRate));

    /// <summary>Least and greatest attenuation in dB that class 1 allows a one-third-octave band; positive infinity where there is no greatest.</summary>
    /// <param name="ratio">Of the frequency to mid-band.</param>
    public static (double Least, double Greatest) Class1(double ratio) => Limits(ThirdOctaveMask, Math.Max(ratio, 1 / ratio));

    private static IEnumerable<int> Measured(int sampleRate) => Enumerable.Range(0, ThirdOctave.Count).Where(i => ThirdOctave.IsWithin(i, sampleRate));

    private static double Overstep((double Ratio, double Least, double Greatest)[] mask, double midBand, int sampleRate, Func<int, double> gain)
    {
        var worst = double.NegativeInfinity;
        for (var k = 1; k < Frequencies; k++)
        {
            var hertz = 0.5 * sampleRate * k / Frequencies;
            var attenuation = -Energy.LevelDb(gain(k));
            var (least, greatest) = Limits(mask, Math.Max(hertz / midBand, midBand / hertz));
            worst = Math.Max(worst, Math.Max(least - attenuation, double.IsInfinity(greatest) ? double.NegativeInfinity : attenuation - greatest));
        }
        return worst;
    }

    private static (double Least, double Greatest) Limits((double Ratio, double Least, double Greatest)[] mask, double ratio)
    {
        for (var i = 1; i < mask.Length; i++)
            if (ratio < mask[i].Ratio && mask[i - 1] is var from && mask[i] is var to)
            {
                var part = Math.Log(ratio / from.Ratio) / Math.Log(to.Ratio / from.Ratio);
                return (from.Least + part * (to.Least - from.Least),
                    double.IsInfinity(to.Greatest) ? Inf : from.Greatest + part * (to.Greatest - from.Greatest));
            }
        return (mask[^1].Least, Inf);
    }
}
