using System.Numerics;
using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>Brings a synthesised sound to a known level by its exact A-weighted spectrum, not by a meter.</summary>
internal static class Loudness
{
    /// <summary>Scales a loop (a power of two of samples, without a seam) to an LAeq of 0 dB.</summary>
    public static float[] ToLaeqZero(double[] loop)
    {
        var weighted = WeightA(loop, loop.Length);
        return Scale(loop, weighted.Sum(y => y * y) / weighted.Length);
    }

    /// <summary>Scales a clip to a greatest LAF of 0 dB, sounded alone.</summary>
    public static float[] ToLafMaxZero(double[] clip)
    {
        var gain = 1 - Math.Exp(-1 / (TimeWeighting.FastSeconds * SceneSound.SampleRate));
        var (fast, greatest) = (0d, 0d);
        foreach (var y in WeightA(clip, (int)BitOperations.RoundUpToPowerOf2((uint)clip.Length * 2)))
        {
            fast += gain * (y * y - fast);
            greatest = Math.Max(greatest, fast);
        }
        return Scale(clip, greatest);
    }

    /// <summary>The samples after the analogue A network, as a circular convolution over <paramref name="length"/> samples.</summary>
    public static double[] WeightA(ReadOnlySpan<double> pascal, int length)
    {
        var bins = new Complex[length];
        for (var n = 0; n < pascal.Length; n++)
            bins[n] = pascal[n];
        Fourier.Forward(bins);
        for (var k = 0; k <= length / 2; k++)
        {
            var response = WeightingGoal.Response(FrequencyWeighting.A, (double)k * SceneSound.SampleRate / length);
            bins[k] *= response;
            if (k > 0 && k < length / 2)
                bins[length - k] *= Complex.Conjugate(response);
        }
        Fourier.Inverse(bins);
        return [.. bins.Select(b => b.Real)];
    }

    private static float[] Scale(double[] samples, double meanSquare)
    {
        var factor = Energy.ReferencePascal / Math.Sqrt(meanSquare);
        return [.. samples.Select(p => (float)(p * factor))];
    }
}
