using System.Numerics;
using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>Brings a synthesised sound to a known level by its exact A-weighted spectrum, not by a meter.</summary>
internal static class Loudness
{
    /// <summary>How much of a long track is weighted at a time: 4 s.</summary>
    public const int Step = 4 * SceneSound.SampleRate;

    private const int Overlap = SceneSound.SampleRate / 2;
    private const int Stretch = 1 << 18;

    /// <summary>Up to this length a clip is weighted in one go; of a longer one the transform would take tens of megabytes.</summary>
    private const int WholeClip = 1 << 17;

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
        foreach (var y in clip.Length <= WholeClip ? WeightA(clip, (int)BitOperations.RoundUpToPowerOf2((uint)clip.Length * 2)) : WeightInStretches(clip))
        {
            fast += gain * (y * y - fast);
            greatest = Math.Max(greatest, fast);
        }
        return Scale(clip, greatest);
    }

    /// <summary>
    /// The <see cref="Step"/> samples from <paramref name="from"/> on after the analogue A network, silence before and after the track. The
    /// network's memory (8 ms) has died away a thousand times over within the overlap on either side.
    /// </summary>
    public static double[] WeightStretch(ReadOnlySpan<float> pascal, int from)
    {
        var stretch = new double[Overlap + Step + Overlap];
        for (var n = 0; n < stretch.Length; n++)
            if (from - Overlap + n is >= 0 and var at && at < pascal.Length)
                stretch[n] = pascal[at];
        return WeightA(stretch, Stretch)[Overlap..(Overlap + Step)];
    }

    private static IEnumerable<double> WeightInStretches(double[] clip)
    {
        float[] track = [.. clip.Select(p => (float)p)];
        for (var from = 0; from < track.Length; from += Step)
            foreach (var y in WeightStretch(track, from))
                yield return y;
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
