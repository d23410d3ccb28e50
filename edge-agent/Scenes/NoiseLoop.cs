using System.Numerics;
using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>Shaped noise without a seam: it is made of whole periods.</summary>
internal static class NoiseLoop
{
    /// <summary>10.9 s.</summary>
    public const int Samples = 1 << 19;

    public const double Seconds = (double)Samples / SceneSound.SampleRate;

    /// <summary>Two independent loops of noise whose power density over frequency in Hz has the given shape: one transform yields both.</summary>
    public static (double[] First, double[] Second) Pair(Random random, Func<double, double> powerDensity)
    {
        var bins = new Complex[Samples];
        for (var k = 1; k < Samples / 2; k++)
        {
            var amplitude = Math.Sqrt(powerDensity(k / Seconds));
            bins[k] = Complex.FromPolarCoordinates(amplitude, random.NextDouble() * 2 * Math.PI);
            bins[Samples - k] = Complex.FromPolarCoordinates(amplitude, random.NextDouble() * 2 * Math.PI);
        }
        Fourier.Inverse(bins);
        return ([.. bins.Select(b => b.Real)], [.. bins.Select(b => b.Imaginary)]);
    }

    /// <summary>One loop that swells and ebbs by about a decibel, as a place does.</summary>
    public static double[] Swelling(Random random, Func<double, double> powerDensity)
    {
        var (noise, _) = Pair(random, powerDensity);
        var (p1, p2) = (random.NextDouble() * 2 * Math.PI, random.NextDouble() * 2 * Math.PI);
        for (var n = 0; n < noise.Length; n++)
        {
            var turn = 2 * Math.PI * n / Samples;
            noise[n] *= 1 + 0.06 * Math.Sin(turn + p1) + 0.05 * Math.Sin(3 * turn + p2);
        }
        return noise;
    }
}
