namespace Solutions.Edge.Acoustics.Statistics;

/// <summary>
/// What overload and under-range seconds make of the statistics of a span. Their values stay in every statistic; an overload latches:
/// it turns every statistic of every span it touches into a lower bound (IEC 61672-1:2013, 5.11).
/// </summary>
/// <remarks>Merging is exact in any order. Not thread-safe.</remarks>
public sealed class RangeBounds
{
    private double highestUnderRangeDb = double.NegativeInfinity;
    private int inRange;

    /// <summary>Seconds in which the converter was at its end.</summary>
    public int OverloadSeconds { get; private set; }

    /// <summary>Seconds whose LAeq was under the microphone's range.</summary>
    public int UnderRangeSeconds { get; private set; }

    /// <summary>Of an energy mean over the span. An overload outweighs what seconds under range may be too much by.</summary>
    public LevelBound OfMean => OverloadSeconds > 0 ? LevelBound.AtLeast : UnderRangeSeconds > 0 ? LevelBound.AtMost : LevelBound.Exact;

    /// <summary>Of the greatest peak in the span: one second within the range is enough to make it exact.</summary>
    public LevelBound OfPeak => OverloadSeconds == 0 && inRange > 0 ? LevelBound.Exact : OfMean;

    /// <summary>
    /// Of a percentile, the greatest or the least of a time-weighted level. One that lies above all that was measured in the seconds under
    /// range would be the same had those been quieter still.
    /// </summary>
    /// <param name="levelDb">The statistic's value in dB.</param>
    public LevelBound OfTimeWeighted(double levelDb) => (OverloadSeconds > 0, levelDb <= highestUnderRangeDb) switch
    {
        (true, true) => LevelBound.EitherSide,
        (true, false) => LevelBound.AtLeast,
        (false, true) => LevelBound.AtMost,
        _ => LevelBound.Exact,
    };

    /// <summary>Takes in one second.</summary>
    /// <param name="flags">Of <see cref="SecondLevels.Flags"/>; others are passed over.</param>
    /// <param name="lafMaxDb">Its LAFmax in dB; null = not known, and if it is under range it bears on every percentile.</param>
    public void Add(IReadOnlyCollection<string> flags, double? lafMaxDb)
    {
        ArgumentNullException.ThrowIfNull(flags);
        if (flags.Contains(SecondLevels.Overload))
            OverloadSeconds++;
        if (flags.Contains(SecondLevels.UnderRange))
        {
            UnderRangeSeconds++;
            highestUnderRangeDb = Math.Max(highestUnderRangeDb, lafMaxDb ?? double.PositiveInfinity);
        }
        else if (!flags.Contains(SecondLevels.NoSignal))
        {
            inRange++;
        }
    }

    /// <summary>Takes in a span of whose seconds only the numbers are known.</summary>
    /// <param name="overloadSeconds">Its seconds in overload.</param>
    /// <param name="underRangeSeconds">Its seconds under range.</param>
    /// <param name="inRangeSeconds">Its measured seconds that were not under range.</param>
    /// <param name="lafMaxDb">The span's LAFmax in dB: no second under range was louder. Null = not known, as of a second.</param>
    public void Add(int overloadSeconds, int underRangeSeconds, int inRangeSeconds, double? lafMaxDb)
    {
        OverloadSeconds += overloadSeconds;
        UnderRangeSeconds += underRangeSeconds;
        inRange += inRangeSeconds;
        if (underRangeSeconds > 0)
            highestUnderRangeDb = Math.Max(highestUnderRangeDb, lafMaxDb ?? double.PositiveInfinity);
    }

    /// <summary>Takes in another span.</summary>
    /// <param name="other">Stays as it is.</param>
    public void Add(RangeBounds other)
    {
        ArgumentNullException.ThrowIfNull(other);
        OverloadSeconds += other.OverloadSeconds;
        UnderRangeSeconds += other.UnderRangeSeconds;
        highestUnderRangeDb = Math.Max(highestUnderRangeDb, other.highestUnderRangeDb);
        inRange += other.inRange;
    }
}
