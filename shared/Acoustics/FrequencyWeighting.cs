using System.Numerics;

namespace Solutions.Edge.Acoustics;

/// <summary>The frequency weightings of IEC 61672-1:2013, 5.5.</summary>
public enum FrequencyWeighting
{
    /// <summary>Follows the ear at low levels; what limits are set in.</summary>
    A,

    /// <summary>Nearly flat; keeps the bass that A takes away.</summary>
    C,

    /// <summary>Flat.</summary>
    Z,
}

/// <summary>Design goals of the weightings from the poles and zeros of IEC 61672-1:2013, Annex E.</summary>
public static class WeightingGoal
{
    /// <summary>Pole frequencies f1 to f4 of Annex E in Hz.</summary>
    internal static readonly double F1, F2, F3, F4;

    private static readonly double NormA, NormC;

    static WeightingGoal()
    {
        var (fr2, fl2, fh2, fa, d) = (1e6, Math.Pow(10, 3), Math.Pow(10, 7.8), Math.Pow(10, 2.45), Math.Sqrt(0.5));
        var b = (fr2 + fl2 * fh2 / fr2 - d * (fl2 + fh2)) / (1 - d);
        var c = fl2 * fh2;
        F1 = Math.Sqrt((-b - Math.Sqrt(b * b - 4 * c)) / 2);
        F2 = fa * (3 - Math.Sqrt(5)) / 2;
        F3 = fa * (3 + Math.Sqrt(5)) / 2;
        F4 = Math.Sqrt((-b + Math.Sqrt(b * b - 4 * c)) / 2);
        (NormA, NormC) = (1 / ShapeA(1000).Magnitude, 1 / ShapeC(1000).Magnitude);
    }

    /// <summary>The complex response of the analogue network, magnitude 1 at 1 kHz.</summary>
    /// <param name="weighting">Which weighting.</param>
    /// <param name="hertz">Frequency in Hz; 0 gives 0 for A and C.</param>
    public static Complex Response(FrequencyWeighting weighting, double hertz) => weighting switch
    {
        FrequencyWeighting.A => NormA * ShapeA(hertz),
        FrequencyWeighting.C => NormC * ShapeC(hertz),
        _ => Complex.One,
    };

    /// <summary>The weighting in dB re 1 kHz: Table 3 at the exact frequencies 1000·10^(k/10) Hz.</summary>
    /// <param name="weighting">Which weighting.</param>
    /// <param name="hertz">Frequency in Hz, over 0.</param>
    public static double Db(FrequencyWeighting weighting, double hertz) => 20 * Math.Log10(Response(weighting, hertz).Magnitude);

    private static Complex ShapeC(double hertz)
    {
        var s = new Complex(0, hertz);
        return s * s / ((s + F1) * (s + F1)) * (F4 * F4) / ((s + F4) * (s + F4));
    }

    private static Complex ShapeA(double hertz)
    {
        var s = new Complex(0, hertz);
        return ShapeC(hertz) * s * s / ((s + F2) * (s + F3));
    }
}
