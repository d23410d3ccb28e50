using System.Numerics;

namespace Solutions.Edge.Acoustics;

/// <summary>
/// Takes off what a converter adds and no sound is: a first-order high-pass at 0.5 Hz, 0.01 dB down at 10 Hz. An offset that stands out
/// of the first 20 ms is taken off from the start, and one that jumps later from that sample on, so that neither counts as sound.
/// </summary>
internal sealed class DirectCurrent
{
    private const double CornerHertz = 0.5;

    /// <summary>How far a jump stands out of what moves before and after it.</summary>
    private const double Prominence = 10;

    /// <summary>How far an offset stands out of the sound that begins with it.</summary>
    private const double ProminenceAtStart = 15;

    /// <summary>Of the first 20 ms so many eighths must be there.</summary>
    private const int FewestEighths = 6;

    /// <summary>How far the steepest slope of a step stands out of its mean slope before it is looked at: of noise four times.</summary>
    private const float WorthLooking = 12;

    private readonly int window, longestOfSound;
    private readonly double keep;
    private readonly float[] around;
    private double before, output;
    private bool begun, spliced;

    /// <summary>Samples since the last jump: jumps that follow each other within 100 ms are a sound, of 5 Hz or more.</summary>
    private int sinceJump;

    /// <summary>Samples since the last loss, up to a window: before so many there is none that shows a jump.</summary>
    private int behindLoss;

    /// <param name="sampleRate">In Hz.</param>
    /// <param name="longestStep">The most samples that ever come at once.</param>
    public DirectCurrent(int sampleRate, int longestStep)
    {
        (window, longestOfSound) = (Math.Max(1, sampleRate / 200), sampleRate / 10);
        keep = Math.Exp(-2 * Math.PI * CornerHertz / sampleRate);
        around = new float[window + longestStep + window];
        Clear();
    }

    /// <param name="input">The samples that follow.</param>
    /// <param name="next">What comes after them, as far as it is known.</param>
    /// <param name="result">Receives them without the offset.</param>
    public void Remove(ReadOnlySpan<float> input, ReadOnlySpan<float> next, Span<double> result)
    {
        if (!begun || spliced)
        {
            before = begun ? before + OffsetBehindLoss(input) : Offset(input, next);
            around.AsSpan(0, window).Fill((float)before);
            (behindLoss, begun, spliced) = (begun ? 0 : window, true, false);
        }
        next = next[..Math.Min(window, next.Length)];
        input.CopyTo(around.AsSpan(window));
        next.CopyTo(around.AsSpan(window + input.Length));
        if (FindJump(input.Length, next.Length) is (var at, var height))
        {
            HighPass(input[..at], result);
            if (sinceJump + at > longestOfSound)
                before += height;
            HighPass(input[at..], result[at..]);
            sinceJump = input.Length - at;
        }
        else
        {
            HighPass(input, result);
            sinceJump = Math.Min(sinceJump + input.Length, 2 * longestOfSound);
        }
        around.AsSpan(input.Length, window).CopyTo(around);
        behindLoss = Math.Min(window, behindLoss + input.Length);
    }

    /// <summary>
    /// Samples are missing here. The offset goes on, not the wave: a wave that went on at the height where it broke off would be an offset of its
    /// own.
    /// </summary>
    public void Splice() => spliced = begun;

    public void Clear() => (before, output, begun, spliced, sinceJump) = (0, 0, false, false, 2 * longestOfSound);

    private void HighPass(ReadOnlySpan<float> input, Span<double> result)
    {
        result = result[..input.Length];
        var (x1, y, k) = (before, output, keep);
        for (var i = 0; i < input.Length; i++)
        {
            double x = input[i];
            y = Math.FusedMultiplyAdd(k, y, x - x1);
            x1 = x;
            result[i] = y;
        }
        (before, output) = (x1, y);
    }

    /// <summary>Where the samples jump from one level to another and stay there for 5 ms, and by how much: no sound in air does.</summary>
    private (int At, double Height)? FindJump(int count, int ahead)
    {
        if (!IsSteepSomewhere(count))
            return null;
        var first = 2 * window - behindLoss;
        var at = first;
        for (var i = first; i < window + count; i++)
            if (Math.Abs(around[i] - around[i - 1]) > Math.Abs(around[at] - around[at - 1]))
                at = i;
        var after = around.AsSpan(at, Math.Clamp(window + count + ahead - at, 0, window));
        if (at >= window + count || after.Length < window / 5)
            return null;
        var ((low, moves), (high, movesAfter)) = (Moments(around.AsSpan(at - window, window)), Moments(after));
        var height = high - low;
        return Math.Abs(height) >= Prominence * Math.Sqrt(Math.Max(moves, movesAfter))
            && Math.Abs(height) >= 0.8 * Math.Abs(around[at] - around[at - 1]) ? (at - window, height) : null;
    }

    private bool IsSteepSomewhere(int count)
    {
        var (sum, steepest, i) = (Vector<float>.Zero, Vector<float>.Zero, window);
        var (total, greatest) = (0f, 0f);
        for (; i <= window + count - Vector<float>.Count; i += Vector<float>.Count)
        {
            var slope = Vector.Abs(new Vector<float>(around, i) - new Vector<float>(around, i - 1));
            (sum, steepest) = (sum + slope, Vector.MaxNative(steepest, slope));
        }
        for (var lane = 0; lane < Vector<float>.Count; lane++)
            (total, greatest) = (total + sum[lane], Math.Max(greatest, steepest[lane]));
        for (; i < window + count; i++)
            (total, greatest) = (total + Math.Abs(around[i] - around[i - 1]), Math.Max(greatest, Math.Abs(around[i] - around[i - 1])));
        return greatest * count > WorthLooking * total;
    }

    /// <summary>
    /// The mean of the first 20 ms, if it stands far over what the means of their eighths move by, however loud the sound above it is; else 0: a low tone
    /// has a mean too, of which 10 Hz at its crest stands out thirteen times.
    /// </summary>
    private double Offset(ReadOnlySpan<float> input, ReadOnlySpan<float> next)
    {
        var (sum, squares, count) = (0d, 0d, 0);
        Take(input);
        Take(next);
        if (count < FewestEighths)
            return 0;
        var mean = sum / count;
        return Math.Abs(mean) > ProminenceAtStart * Math.Sqrt(Math.Max(0, squares / count - mean * mean)) ? mean : 0;

        void Take(ReadOnlySpan<float> samples)
        {
            var eighth = Math.Max(1, window / 2);
            for (; samples.Length >= eighth; samples = samples[eighth..], count++)
            {
                var mean = Moments(samples[..eighth]).Mean;
                (sum, squares) = (sum + mean, squares + mean * mean);
            }
        }
    }

    /// <summary>By how much the offset differs behind a loss: as at the start, and if it stands out of what moved before the loss as well.</summary>
    private double OffsetBehindLoss(ReadOnlySpan<float> input)
    {
        var offset = before - output;
        var (mean, variance) = Moments(input);
        var (meanBefore, varianceBefore) = Moments(around.AsSpan(0, window));
        var (height, heightBefore) = (mean - offset, meanBefore - offset);
        return Math.Abs(height) >= Prominence * Math.Sqrt(Math.Max(variance, varianceBefore + heightBefore * heightBefore)) ? height : 0;
    }

    private static (double Mean, double Variance) Moments(ReadOnlySpan<float> samples)
    {
        var (sum, squares) = (0d, 0d);
        foreach (double x in samples)
            (sum, squares) = (sum + x, squares + x * x);
        var mean = sum / samples.Length;
        return (mean, Math.Max(0, squares / samples.Length - mean * mean));
    }
}
