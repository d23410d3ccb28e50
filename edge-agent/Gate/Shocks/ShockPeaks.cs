using System.Numerics;
using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Gate.Shocks;

/// <summary>
/// Finds shocks in acceleration: what it has beside its slow mean, which is gravity. What rings on after a peak is the same shock, but for a peak that is
/// greater. Pure: samples and times come from outside.
/// </summary>
/// <param name="reportG">From how many g a peak is reported by itself.</param>
internal sealed class ShockPeaks(double reportG)
{
    /// <summary>How far the mean looks back; less than a tenth of a second of samples is no mean yet.</summary>
    private const int MeanSamples = 2 * Lis3dh.SamplesPerSecond, FewSamples = Lis3dh.SamplesPerSecond / 10;

    /// <summary>After so long under the threshold the next peak is of a new shock; one that lasts longer than the longest is reported again.</summary>
    private const int LullSamples = Lis3dh.SamplesPerSecond / 5, LongestSamples = Lis3dh.SamplesPerSecond;

    private Vector3 mean;
    private int count, sinceOver, sinceBegun;
    private bool isShock;
    private double greatest, weak;
    private Shock? rising;

    /// <summary>Takes a sample.</summary>
    /// <param name="acceleration">In g.</param>
    /// <param name="at">When it was measured.</param>
    /// <returns>The peak that is over now, if it is to be reported; null = none is.</returns>
    public Shock? Add(Vector3 acceleration, DateTimeOffset at)
    {
        var g = (double)(acceleration - mean).Length();
        count = Math.Min(count + 1, MeanSamples);
        mean += (acceleration - mean) / count;
        if (count <= FewSamples)
            return null;
        sinceBegun++;
        if (g < reportG)
            isShock &= ++sinceOver <= LullSamples;
        else if (!isShock || sinceBegun > LongestSamples)
            (isShock, greatest, sinceBegun) = (true, 0, 0);
        if (g >= reportG)
            sinceOver = 0;
        if (!isShock)
            weak = Math.Max(weak, g);
        if (!isShock || g <= greatest)
            return Over();
        greatest = g;
        rising = new(at, g);
        return null;
    }

    /// <summary>No further sample is known yet.</summary>
    /// <returns>As <see cref="Add"/>: the greatest known of a peak that may still rise.</returns>
    public Shock? Over()
    {
        var peak = rising;
        rising = null;
        return peak;
    }

    /// <summary>The greatest of the weaker shocks since it was last taken, in g; null = none was felt.</summary>
    public double? TakeWeak()
    {
        var taken = weak;
        weak = 0;
        return taken < ShockOptions.FloorG ? null : taken;
    }
}
