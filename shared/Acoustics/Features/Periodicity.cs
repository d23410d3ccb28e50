using System.Numerics;

namespace Solutions.Edge.Acoustics.Features;

/// <summary>How deeply several series swing together and after what time they repeat themselves, by autocorrelation.</summary>
internal sealed class Periodicity(int series, int length)
{
    /// <summary>Shortest and longest period in steps: 20 Hz and 0.5 Hz at 10 ms.</summary>
    public const int Shortest = 5, Longest = 200;

    /// <summary>Until the correlation has once fallen under this, it only shows that the series are smooth.</summary>
    private const double Parted = 0.3;

    /// <summary>The first peak that comes so near to the highest is at the period: one of a few steps falls between two and loses height.</summary>
    private const double NearHighest = 0.7;

    private readonly double[] correlation = new double[Longest + 2];

    /// <summary>Series after series.</summary>
    public float[] Values { get; } = new float[series * length];

    /// <summary>Takes the mean off every series and compares them with themselves.</summary>
    /// <returns>
    /// Depth: variance over mean square, summed over the series. Correlation: at the highest peak, up to 1. Null if nothing repeats itself.
    /// </returns>
    public (double Depth, double PeriodSteps, double Correlation)? Measure()
    {
        var depth = Centre();
        for (var lag = 1; lag < correlation.Length; lag++)
            correlation[lag] = At(lag);
        var from = 1;
        while (from <= Longest && correlation[from] >= Parted)
            from++;
        var first = Math.Max(from, Shortest);
        var highest = 0;
        for (var lag = first; lag <= Longest; lag++)
            if (IsPeak(lag) && (highest == 0 || correlation[lag] > correlation[highest]))
                highest = lag;
        for (var lag = first; lag <= highest; lag++)
            if (IsPeak(lag) && correlation[lag] >= NearHighest * correlation[highest])
                return (depth, Refine(lag), correlation[highest]);
        return null;
    }

    private bool IsPeak(int lag) => correlation[lag] > 0 && correlation[lag] >= correlation[lag - 1] && correlation[lag] >= correlation[lag + 1];

    /// <summary>Peaks at twice, four times, eight times the period give it more finely than one of a few steps does.</summary>
    private double Refine(int lag)
    {
        var period = lag + Vertex(lag);
        for (var multiple = 2; multiple * period < Longest - 1; multiple *= 2)
        {
            var peak = (int)Math.Round(multiple * period);
            peak = IsPeak(peak - 1) ? peak - 1 : IsPeak(peak + 1) ? peak + 1 : peak;
            if (!IsPeak(peak))
                break;
            period = (peak + Vertex(peak)) / multiple;
        }
        return period;
    }

    /// <summary>Where the parabola through a peak and its neighbours has its vertex.</summary>
    private double Vertex(int lag)
    {
        var (before, peak, after) = (correlation[lag - 1], correlation[lag], correlation[lag + 1]);
        var bend = before - 2 * peak + after;
        return bend < 0 ? (before - after) / (2 * bend) : 0;
    }

    private double Centre()
    {
        var (variance, square) = (0d, 0d);
        for (var s = 0; s < series; s++)
        {
            var values = Values.AsSpan(s * length, length);
            var sum = 0d;
            foreach (var value in values)
                sum += value;
            var mean = sum / length;
            foreach (ref var value in values)
            {
                square += value * value;
                value -= (float)mean;
                variance += value * value;
            }
        }
        return square > 0 ? variance / square : 0;
    }

    private double At(int lag)
    {
        var (product, early, late) = (0d, 0d, 0d);
        for (var s = 0; s < series; s++)
        {
            var a = Values.AsSpan(s * length, length - lag);
            var b = Values.AsSpan(s * length + lag, length - lag);
            (product, early, late) = (product + Dot(a, b), early + Dot(a, a), late + Dot(b, b));
        }
        return early > 0 && late > 0 ? product / Math.Sqrt(early * late) : 0;
    }

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
            sum += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        var rest = 0d;
        for (; i < a.Length; i++)
            rest += a[i] * b[i];
        return rest + Vector.Sum(sum);
    }
}
