namespace Solutions.Edge.Acoustics.Features;

/// <summary>The last 4 s in the bands where alarms sound, in steps of 10 ms, and whether they hold a modulated tone.</summary>
internal sealed class AlarmWindow
{
    /// <summary>Number of steps: 4 s.</summary>
    public const int Steps = 400;

    /// <summary>Index of the lowest band: 1 kHz.</summary>
    public const int FirstBand = 20;

    /// <summary>Number of bands: 1 kHz to 4 kHz.</summary>
    public const int Bands = ThirdOctave.Index4kHz - FirstBand + 1;

    private const double LeastShare = 0.65, PresentShare = 0.25, BandShare = 0.1, LeastDepth = 0.1, LeastPeriodicity = 0.7;
    private const int MostAbsent = 120;

    /// <summary>Band by band, step by step, the newest last.</summary>
    private readonly double[] energies = new double[Bands * Steps];

    private readonly double[] all = new double[Steps], tone = new double[Steps];
    private readonly Periodicity periodicity = new(Bands, Steps);
    private int filled;

    public void Add(StepTrace steps)
    {
        var count = Math.Min(steps.Count, Steps);
        for (var b = 0; b < Bands; b++)
            Shift(energies.AsSpan(b * Steps, Steps), count);
        Shift(all, count);
        Shift(tone, count);
        for (var i = 0; i < count; i++)
        {
            var at = Steps - count + i;
            all[at] = steps.AEnergy[i];
            for (var b = 0; b < Bands; b++)
                energies[b * Steps + at] = steps.BandEnergy(i, FirstBand + b) * BandWeights.A[FirstBand + b];
            tone[at] = Tone(at);
        }
        filled = Math.Min(filled + count, Steps);
    }

    public void Clear() => filled = 0;

    /// <summary>What is modulated in the window; null = it is not full, or holds no modulated tone throughout.</summary>
    public ModulatedTone? Find()
    {
        if (filled < Steps)
            return null;
        var (whole, pair) = (all.Sum(), tone.Sum());
        if (pair < LeastShare * whole || Span(PresentShare * pair / Steps) is not var (first, last))
            return null;
        for (var i = 0; i < energies.Length; i++)
            periodicity.Values[i] = (float)Math.Sqrt(energies[i]);
        if (periodicity.Measure() is not { } found || found.Depth < LeastDepth || found.Correlation < LeastPeriodicity)
            return null;
        var (low, high) = Extent();
        return new ModulatedTone(Steps - first, Steps - 1 - last, Energy.LevelDb(whole / Steps), low, high, 1 / (found.PeriodSteps * StepTrace.StepSeconds));
    }

    private static void Shift(Span<double> values, int by) => values[by..].CopyTo(values);

    /// <summary>The greatest energy in two neighbouring bands: a tone at a band's edge is in both.</summary>
    private double Tone(int at)
    {
        var most = 0d;
        for (var b = 0; b + 1 < Bands; b++)
            most = Math.Max(most, energies[b * Steps + at] + energies[(b + 1) * Steps + at]);
        return most;
    }

    /// <summary>First and last step in which the tone is there; null if it is away for longer than a pulse's pause, also at the ends.</summary>
    private (int First, int Last)? Span(double least)
    {
        var (first, last) = (-1, -1);
        for (var i = 0; i < Steps; i++)
            if (tone[i] >= least)
            {
                if (i - last - 1 > MostAbsent)
                    return null;
                (first, last) = (first < 0 ? i : first, i);
            }
        return Steps - 1 - last > MostAbsent ? null : (first, last);
    }

    private (int Low, int High) Extent()
    {
        Span<double> sums = stackalloc double[Bands];
        var whole = 0d;
        for (var b = 0; b < Bands; b++)
        {
            foreach (var energy in energies.AsSpan(b * Steps, Steps))
                sums[b] += energy;
            whole += sums[b];
        }
        var (low, high) = (0, Bands - 1);
        while (sums[low] < BandShare * whole)
            low++;
        while (sums[high] < BandShare * whole)
            high--;
        return (FirstBand + low, FirstBand + high);
    }
}
