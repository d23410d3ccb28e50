namespace Solutions.Edge.Acoustics;

/// <summary>
/// Energies and detectors of an interval. Time weightings are those of IEC 61672-1:2013, 5.8: first-order exponential averages of squared pressure.
/// </summary>
internal sealed class LevelSums(int sampleRate)
{
    private readonly double fastKeep = Math.Exp(-1 / (TimeWeighting.FastSeconds * sampleRate)),
        slowKeep = Math.Exp(-1 / (TimeWeighting.SlowSeconds * sampleRate));
    private double slow;

    /// <summary>Sums of squares since <see cref="Begin"/>, in Pa².</summary>
    public double A { get; private set; }

    /// <inheritdoc cref="A"/>
    public double C { get; private set; }

    /// <inheritdoc cref="A"/>
    public double Z { get; private set; }

    /// <summary>The A-weighted F average now, in Pa².</summary>
    public double Fast { get; private set; }

    /// <summary>Extremes of the averages since <see cref="Begin"/>, in Pa².</summary>
    public double FastMax { get; private set; }

    /// <inheritdoc cref="FastMax"/>
    public double FastMin { get; private set; } = double.PositiveInfinity;

    /// <inheritdoc cref="FastMax"/>
    public double SlowMax { get; private set; }

    public void Add(ReadOnlySpan<double> a, ReadOnlySpan<double> c, ReadOnlySpan<double> z)
    {
        c = c[..a.Length];
        z = z[..a.Length];
        var (keepF, keepS, takeF, takeS) = (fastKeep, slowKeep, 1 - fastKeep, 1 - slowKeep);
        var (sumA, sumC, sumZ, f, s, fMax, fMin, sMax) = (A, C, Z, Fast, slow, FastMax, FastMin, SlowMax);
        for (var i = 0; i < a.Length; i++)
        {
            var a2 = a[i] * a[i];
            sumA += a2;
            sumC = Math.FusedMultiplyAdd(c[i], c[i], sumC);
            sumZ = Math.FusedMultiplyAdd(z[i], z[i], sumZ);
            f = Math.FusedMultiplyAdd(keepF, f, takeF * a2);
            s = Math.FusedMultiplyAdd(keepS, s, takeS * a2);
            if (f > fMax)
                fMax = f;
            if (f < fMin)
                fMin = f;
            if (s > sMax)
                sMax = s;
        }
        (A, C, Z, Fast, slow, FastMax, FastMin, SlowMax) = (sumA, sumC, sumZ, f, s, fMax, fMin, sMax);
    }

    /// <summary>An interval begins; the detectors run on.</summary>
    public void Begin() => (A, C, Z, FastMax, FastMin, SlowMax) = (0, 0, 0, 0, double.PositiveInfinity, 0);

    public void Clear()
    {
        Begin();
        (Fast, slow) = (0, 0);
    }
}
