using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Benchmarks;

/// <summary>
/// The yardstick: what SoundLevelMeter measures at 48 kHz, written down as one would at first. Every band runs at the full rate, sample by
/// sample, one after the other; nothing is a vector. Its weightings are the published fit for 48 kHz, in transposed direct form II.
/// </summary>
internal sealed class ScalarMeter
{
    private const int Rate = SoundLevelMeter.SampleRate, PeakTaps = 32, PeakPhases = 8;

    private readonly Section[] weighting =
    [
        new(0.50341448611, -0.163812901254, -0.132697826712, -1.01882171992, 0.224526691479),
        new(0.997309040744, -1.99461808149, 0.997309040744, -1.99461445598, 0.994621706999),
        new(1.18339602, -2.36679204, 1.18339602, -1.89387049481, 0.895159769167),
    ];

    private readonly Section[][] bands =
        [.. Enumerable.Range(0, ThirdOctave.Count).Select(i => ThirdOctave.Design(i, Rate))
            .Select(d => d.Sections.Select(s => new Section(s.B0, s.B1, s.B2, s.A1, s.A2)).ToArray())];

    private readonly double[] bandSums = new double[ThirdOctave.Count], wave = new double[2 * PeakTaps];
    private readonly double[][] interpolators = [.. Enumerable.Range(1, PeakPhases - 1).Select(Sinc)];
    private double a, c, z, fast, slow, peak;
    private int newest;

    /// <summary>Greatest and least of what the second holds, as a checksum that keeps the work from being optimised away.</summary>
    public double Fold { get; private set; }

    public void Add(ReadOnlySpan<float> pascal)
    {
        foreach (double p in pascal)
        {
            var weightedC = weighting[1].Step(weighting[0].Step(p));
            var weightedA = weighting[2].Step(weightedC);
            (a, c, z) = (a + weightedA * weightedA, c + weightedC * weightedC, z + p * p);
            fast += (weightedA * weightedA - fast) / (TimeWeighting.FastSeconds * Rate);
            slow += (weightedA * weightedA - slow) / (TimeWeighting.SlowSeconds * Rate);
            Fold = Math.Max(Fold, Math.Max(fast, slow));
            Peak(weightedC);
            for (var i = 0; i < bands.Length; i++)
            {
                var y = p;
                for (var s = 0; s < bands[i].Length; s++)
                    y = bands[i][s].Step(y);
                bandSums[i] += y * y;
            }
        }
    }

    public double EndSecond()
    {
        var result = a + c + z + peak + bandSums.Sum();
        (a, c, z, peak) = (0, 0, 0, 0);
        bandSums.AsSpan().Clear();
        return result;
    }

    /// <summary>Interpolates around the greatest samples only, as the meter does.
    /// Each sample stands twice, so that the last 32 are always in one piece.</summary>
    private void Peak(double sample)
    {
        newest = (newest + 1) % PeakTaps;
        wave[newest] = wave[newest + PeakTaps] = sample;
        peak = Math.Max(peak, Math.Abs(sample));
        var last = wave.AsSpan(newest + 1, PeakTaps);
        if (Math.Abs(last[15]) < 0.7 * peak || Math.Abs(last[15]) < Math.Abs(last[14]) || Math.Abs(last[15]) < Math.Abs(last[16]))
            return;
        foreach (var taps in interpolators)
        {
            var sum = 0d;
            for (var i = 0; i < PeakTaps; i++)
                sum += taps[i] * last[i];
            peak = Math.Max(peak, Math.Abs(sum));
        }
    }

    private static double[] Sinc(int phase) =>
        [.. Enumerable.Range(0, PeakTaps).Select(i => i - 15 - (double)phase / PeakPhases).Select(t => Math.Sin(Math.PI * t) / (Math.PI * t))];

    private struct Section(double b0, double b1, double b2, double a1, double a2)
    {
        private double s1, s2;

        public double Step(double x)
        {
            var y = b0 * x + s1;
            s1 = b1 * x - a1 * y + s2;
            s2 = b2 * x - a2 * y;
            return y;
        }
    }
}
