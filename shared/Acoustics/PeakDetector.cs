using System.Numerics;

namespace Solutions.Edge.Acoustics;

/// <summary>
/// The greatest magnitude of a sampled wave, also between its samples: an 8 kHz cycle sampled at 48 kHz may show 1.25 dB less than its
/// peak. Around every local maximum that could matter (down to 3 dB under the greatest so far: a cycle at a quarter of the sample rate
/// shows no less) the wave is interpolated eightfold by a windowed sinc of 32 taps.
/// </summary>
/// <remarks>
/// A peak belongs to the interval of its sample. Between the first and the last 16 samples of an interval the wave is interpolated by as many taps as it
/// has samples there: those beyond are another interval's, and where a loud sound ends they ring on.
/// </remarks>
internal sealed class PeakDetector
{
    private const int Phases = 8, Taps = 32, Ahead = Taps / 2;
    private const double KaiserBeta = 8, WorthLooking = 0.7;

    /// <summary>Fewest samples on each side that show what lies between two.</summary>
    private const int FewestAhead = 3;

    /// <summary>Taps of phases 1/8 to 7/8 of the way from a sample to the next, by how many samples are seen on each side.</summary>
    private static readonly double[][][] Interpolators = [.. Enumerable.Range(0, Ahead + 1).Select(ahead =>
        ahead < FewestAhead ? [] : Enumerable.Range(1, Phases - 1).Select(phase => Design(phase, ahead)).ToArray())];

    private static readonly double[][] Whole = Interpolators[Ahead];

    private readonly double[] wave;
    private double peak;

    /// <summary>Samples still to be looked at that belong to the interval before.</summary>
    private int others;

    /// <summary>Samples that have been looked at and belong to this interval, or to the rest before it: up to <see cref="Ahead"/>.</summary>
    private int own = Ahead;

    /// <param name="longestStep">The most samples that ever come at once.</param>
    public PeakDetector(int longestStep) => wave = new double[Taps + longestStep];

    /// <summary>Takes in the samples that follow.</summary>
    public void Add(ReadOnlySpan<double> samples)
    {
        samples.CopyTo(wave.AsSpan(Taps));
        peak = Math.Max(peak, Greatest(samples));
        // Each candidate has the taps it needs on both sides; what a vector sees beyond the last one is looked at again next time.
        var width = Vector<double>.Count;
        var first = Math.Min(others, samples.Length);
        others -= first;
        for (; first < samples.Length && own < Ahead; first++, own++)
            Look(Ahead + first, Ahead);
        for (var n = Ahead + first; n < Ahead + samples.Length; n += width)
            if (Vector.GreaterThanAny(Vector.Abs(new Vector<double>(wave, n)), new Vector<double>(WorthLooking * peak)))
                for (var i = n; i < Math.Min(n + width, Ahead + samples.Length); i++)
                    Look(i, Ahead);
        wave.AsSpan(samples.Length, Taps).CopyTo(wave);
    }

    private static double Greatest(ReadOnlySpan<double> samples)
    {
        var (greatest, i, result) = (Vector<double>.Zero, 0, 0d);
        for (; i <= samples.Length - Vector<double>.Count; i += Vector<double>.Count)
            greatest = Vector.MaxNative(greatest, Vector.Abs(new Vector<double>(samples[i..])));
        for (var lane = 0; lane < Vector<double>.Count; lane++)
            result = Math.Max(result, greatest[lane]);
        for (; i < samples.Length; i++)
            result = Math.Max(result, Math.Abs(samples[i]));
        return result;
    }

    private void Look(int n, int ahead)
    {
        var (before, here, after) = (Math.Abs(wave[n - 1]), Math.Abs(wave[n]), Math.Abs(wave[n + 1]));
        if (here > WorthLooking * peak && here >= before && here > after)
            Interpolate(before > after ? n - 1 : n, Math.Min(before > after ? own : own + 1, before > after ? ahead + 1 : ahead));
    }

    /// <summary>The greatest magnitude since the call before: the interval has ended.</summary>
    public double Take()
    {
        for (var n = Ahead + others; n < Taps - 1; n++)
            Look(n, Taps - 1 - n);
        var taken = peak;
        (peak, others, own) = (0, Ahead, 0);
        return taken;
    }

    public void Clear()
    {
        wave.AsSpan().Clear();
        (peak, others, own) = (0, 0, Ahead);
    }

    private void Interpolate(int before, int ahead)
    {
        if (ahead >= Ahead)
        {
            InterpolateWhole(wave.AsSpan(before - Ahead + 1, Taps));
            return;
        }
        var around = wave.AsSpan(before - ahead + 1, 2 * ahead);
        foreach (var taps in Interpolators[ahead])
        {
            var sum = 0d;
            for (var i = 0; i < taps.Length; i++)
                sum = Math.FusedMultiplyAdd(taps[i], around[i], sum);
            peak = Math.Max(peak, Math.Abs(sum));
        }
    }

    /// <summary>Nearly every one: of a steady tone this costs as much as all else together.</summary>
    private void InterpolateWhole(ReadOnlySpan<double> around)
    {
        foreach (var taps in Whole)
        {
            var sum = Vector<double>.Zero;
            for (var i = 0; i < Taps; i += Vector<double>.Count)
                sum = Vector.FusedMultiplyAdd(new Vector<double>(taps, i), new Vector<double>(around[i..]), sum);
            peak = Math.Max(peak, Math.Abs(Vector.Sum(sum)));
        }
    }

    private static double[] Design(int phase, int ahead)
    {
        var taps = new double[2 * ahead];
        for (var i = 0; i < taps.Length; i++)
        {
            var t = i - (ahead - 1) - (double)phase / Phases;
            taps[i] = Math.Sin(Math.PI * t) / (Math.PI * t) * Kaiser.Window(t / ahead, KaiserBeta);
        }
        var scale = 1 / taps.Sum();
        return [.. taps.Select(t => t * scale)];
    }
}
