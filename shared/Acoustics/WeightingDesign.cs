using System.Numerics;

namespace Solutions.Edge.Acoustics;

/// <summary>
/// Digital sections for A and C weighting at any sample rate. The poles at f1, f2 and f3 lie low and are transformed bilinearly.
/// The double pole at f4 = 12.2 kHz is not: the bilinear transform would read 6 dB low at 16 kHz (48 kHz sampling).
/// </summary>
internal static class WeightingDesign
{
    /// <summary>Where half the sample rate lies well beyond the bands, the fit ends with them: what it need not follow, it pays for below.</summary>
    private const double HighestFittedHertz = 20_150;

    private const int FitPoints = 400, FitRounds = 12;

    /// <summary>0 dB at 1 kHz is the anchor of every reading: up to here a deviation counts eightfold.</summary>
    private const double AnchorHertz = 1500, AnchorWeight = 8;

    /// <summary>The sections of C: the fitted one, then the high-pass at f1. Magnitude 1 at 1 kHz.</summary>
    public static (Biquad High, Biquad Low) C(double sampleRate)
    {
        var (high, low) = (FitHigh(sampleRate), HighPass(WeightingGoal.F1, WeightingGoal.F1, sampleRate));
        return (high.Times(1 / Math.Sqrt(high.PowerGain(1000, sampleRate) * low.PowerGain(1000, sampleRate))), low);
    }

    /// <summary>What makes A of C: the high-pass at f2 and f3. Magnitude 1 at 1 kHz.</summary>
    public static Biquad Middle(double sampleRate)
    {
        var middle = HighPass(WeightingGoal.F2, WeightingGoal.F3, sampleRate);
        return middle.Times(1 / Math.Sqrt(middle.PowerGain(1000, sampleRate)));
    }

    /// <summary>Two zeros at 0 Hz and two real poles, bilinear.</summary>
    private static Biquad HighPass(double firstHertz, double secondHertz, double sampleRate)
    {
        var (p, q) = (Pole(firstHertz), Pole(secondHertz));
        return new Biquad(1, -2, 1, -(p + q), p * q);

        double Pole(double hertz) => (1 - Math.Tan(Math.PI * hertz / sampleRate)) / (1 + Math.Tan(Math.PI * hertz / sampleRate));
    }

    /// <summary>
    /// The section whose squared magnitude B(x)/A(x), x = cos ω, comes nearest 1/(1+(f/f4)²)² in relative least squares. Each round solves
    /// the linear problem with the weights 1/A of the round before (Sanathanan and Koerner); its factor of minimum phase is the section.
    /// </summary>
    private static Biquad FitHigh(double sampleRate)
    {
        var top = sampleRate >= 48_000 ? HighestFittedHertz : sampleRate / 2;
        var solution = new double[5];
        for (var round = 0; round < FitRounds; round++)
        {
            var system = new double[5, 6];
            for (var i = 0; i < FitPoints; i++)
            {
                var hertz = top * (i + 0.5) / FitPoints;
                var x = Math.Cos(2 * Math.PI * hertz / sampleRate);
                var goal = Math.Pow(1 + Math.Pow(hertz / WeightingGoal.F4, 2), -2);
                var weight = (hertz < AnchorHertz ? AnchorWeight : 1) / (goal * (1 + solution[3] * x + solution[4] * x * x));
                Span<double> row = [weight, weight * x, weight * x * x, -weight * goal * x, -weight * goal * x * x, weight * goal];
                for (var j = 0; j < 5; j++)
                    for (var k = 0; k < 6; k++)
                        system[j, k] += row[j] * row[k];
            }
            solution = Solve(system);
        }
        var (numerator, b1, b2) = MinimumPhase(solution[0], solution[1], solution[2]);
        var (denominator, a1, a2) = MinimumPhase(1, solution[3], solution[4]);
        var gain = Math.Sqrt(numerator / denominator);
        return new Biquad(gain, gain * b1, gain * b2, a1, a2);
    }

    /// <summary>c0 + c1·x + c2·x² = gain·|1 + p·z⁻¹ + q·z⁻²|² on the unit circle, x = (z + z⁻¹)/2, both zeros inside it.</summary>
    private static (double Gain, double P, double Q) MinimumPhase(double c0, double c1, double c2)
    {
        var root = Complex.Sqrt(c1 * c1 - 4 * c2 * c0);
        var (first, second) = (Inside((-c1 + root) / (2 * c2)), Inside((-c1 - root) / (2 * c2)));
        var (p, q) = (-(first + second).Real, (first * second).Real);
        return ((c0 + c1 + c2) / Math.Pow(1 + p + q, 2), p, q);

        static Complex Inside(Complex x)
        {
            var z = x + Complex.Sqrt(x * x - 1);
            return z.Magnitude < 1 ? z : 1 / z;
        }
    }

    /// <summary>Gauss and Jordan, with pivots.</summary>
    private static double[] Solve(double[,] system)
    {
        var n = system.GetLength(0);
        for (var i = 0; i < n; i++)
        {
            var pivot = Enumerable.Range(i, n - i).MaxBy(r => Math.Abs(system[r, i]));
            for (var k = 0; k <= n; k++)
                (system[i, k], system[pivot, k]) = (system[pivot, k], system[i, k]);
            for (var r = 0; r < n; r++)
                if (r != i && system[r, i] / system[i, i] is var factor)
                    for (var k = 0; k <= n; k++)
                        system[r, k] -= factor * system[i, k];
        }
        return [.. Enumerable.Range(0, n).Select(i => system[i, n] / system[i, i])];
    }
}
