using System.Numerics;

namespace Solutions.Edge.Acoustics.Statistics;

/// <summary>
/// How often a time-weighted level was read in each tenth of a decibel, as a rule LAF every 10 ms. Percentiles (LAN,T of
/// ISO 1996-1:2016) of it are within 0.1 dB of those of the readings themselves; adding histograms up is exact in any order.
/// </summary>
/// <remarks>
/// Bin k holds the levels from k/10 − 0.05 dB up to, but not including, k/10 + 0.05 dB. Levels beyond the ends, silence (negative infinity) among them,
/// count in the first or last bin there is: no microphone resolves them. Not thread-safe.
/// </remarks>
public sealed class LevelHistogram
{
    /// <summary>The lowest bin there is: −100 dB.</summary>
    public const int LowestBin = -1000;

    /// <summary>The highest bin there is: 220 dB.</summary>
    public const int HighestBin = 2200;

    private const double BinsPerDb = 10;

    private long[] counts = [];

    /// <summary>Number of readings.</summary>
    public long Count { get; private set; }

    /// <summary>The lowest bin with a reading; 0 without one.</summary>
    public int FirstBin { get; private set; }

    /// <summary>Readings in each bin from <see cref="FirstBin"/> up to the highest with one.</summary>
    public IReadOnlyList<long> Counts => counts;

    /// <summary>Takes in one reading.</summary>
    /// <param name="levelDb">In dB.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is no number.</exception>
    public void Add(double levelDb)
    {
        if (double.IsNaN(levelDb))
            throw new ArgumentOutOfRangeException(nameof(levelDb), levelDb, "A level must be a number of dB.");
        var bin = (int)Math.Clamp(Math.Floor(levelDb * BinsPerDb + 0.5), LowestBin, HighestBin);
        Reach(bin, bin);
        counts[bin - FirstBin]++;
        Count++;
    }

    /// <summary>Takes in all readings of another.</summary>
    /// <param name="other">Stays as it is.</param>
    public void Add(LevelHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        AddTo<long>(other.FirstBin, other.counts);
    }

    /// <summary>Takes in readings as they were stored, 16 bits a count.</summary>
    /// <param name="firstBin">Bin of the first count: its level in tenths of a decibel.</param>
    /// <param name="more">Readings in each bin from there up, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bin is none there is, or a count is negative.</exception>
    public void Add(int firstBin, ReadOnlySpan<short> more) => AddTo(firstBin, more);

    /// <summary>The level that was exceeded for a share of the readings, linear within the bin it falls in.</summary>
    /// <param name="percent">More than 0 and less than 100: 10 of LA10.</param>
    /// <returns>In dB; null of no readings.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="percent"/> is none.</exception>
    public double? ExceededDb(double percent)
    {
        if (!(percent > 0 && percent < 100))
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentile must be more than 0 and less than 100 %.");
        if (Count == 0)
            return null;
        var (wanted, above, bin) = (Count * (percent / 100), 0L, counts.Length - 1);
        while (bin > 0 && above + counts[bin] < wanted)
            above += counts[bin--];
        return (FirstBin + bin + 0.5 - Math.Min(1, (wanted - above) / counts[bin])) / BinsPerDb;
    }

    private void AddTo<T>(int bin, ReadOnlySpan<T> more)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (more.IndexOfAnyExceptInRange(T.Zero, T.MaxValue) is >= 0 and var negative)
            throw new ArgumentOutOfRangeException(nameof(more), more[negative], "A count must be 0 or more.");
        if (more.IndexOfAnyExcept(T.Zero) is var first && first < 0)
            return;
        bin += first;
        more = more[first..(more.LastIndexOfAnyExcept(T.Zero) + 1)];
        if (bin < LowestBin || bin + more.Length - 1 > HighestBin)
            throw new ArgumentOutOfRangeException(nameof(bin), bin, $"A bin must be from {LowestBin} to {HighestBin} tenths of a decibel.");
        Reach(bin, bin + more.Length - 1);
        var own = counts.AsSpan(bin - FirstBin, more.Length);
        for (var i = 0; i < more.Length; i++)
        {
            var readings = long.CreateTruncating(more[i]);
            own[i] += readings;
            Count += readings;
        }
    }

    /// <summary>Makes room for bins of which both ends get readings, so that the room is never more than is needed.</summary>
    private void Reach(int lowest, int highest)
    {
        if (counts.Length == 0)
            FirstBin = lowest;
        var (first, end) = (Math.Min(FirstBin, lowest), Math.Max(FirstBin + counts.Length, highest + 1));
        if (end - first == counts.Length)
            return;
        var wider = new long[end - first];
        counts.CopyTo(wider, FirstBin - first);
        (FirstBin, counts) = (first, wider);
    }
}
