namespace Solutions.Edge.Acoustics.Statistics;

/// <summary>
/// Statistics of sound over any span, from its seconds or from the statistics of its parts. Merging is exact: whatever the order and the
/// grouping, the same seconds give the same statistics. Levels in dB re 20 µPa; null = nothing was measured.
/// </summary>
/// <remarks>
/// Symbols as in IEC 61672-1:2013. Gaps and seconds without a signal count in no level, only against capture. Equivalent levels are exact
/// over whole seconds; percentiles are within 0.1 dB of those of LAF read every 10 ms. The readings of the second after a start, in which F still
/// rises from nothing, are in no percentile. Not thread-safe.
/// </remarks>
public sealed class LevelStatistics
{
    private readonly EquivalentLevel a = new(), c = new();
    private readonly EquivalentLevel[] bands = [.. Enumerable.Range(0, ThirdOctave.Count).Select(_ => new EquivalentLevel())];
    private double? lafMax, lafMin, lasMax, lcPeak;

    /// <summary>LAF every 10 ms.</summary>
    public LevelHistogram Laf { get; } = new();

    /// <summary>Overload and under-range seconds, and which statistics they make bounds.</summary>
    public RangeBounds Range { get; } = new();

    /// <summary>How much sound was measured, by its samples.</summary>
    public TimeSpan Measured => a.Duration;

    /// <summary>A-weighted equivalent continuous level.</summary>
    public BoundedLevel? LAeq => Bounded(a.Db, Range.OfMean);

    /// <summary>C-weighted equivalent continuous level.</summary>
    public BoundedLevel? LCeq => Bounded(c.Db, Range.OfMean);

    /// <summary>A-weighted sound exposure level: all that was measured, as if it had lasted one second.</summary>
    public BoundedLevel? LAE => Bounded(a.Db + Energy.LevelDb(Measured.TotalSeconds), Range.OfMean);

    /// <summary>Greatest A-weighted, F time-weighted level.</summary>
    public BoundedLevel? LAFmax => TimeWeighted(lafMax);

    /// <summary>Least A-weighted, F time-weighted level.</summary>
    public BoundedLevel? LAFmin => TimeWeighted(lafMin);

    /// <summary>Greatest A-weighted, S time-weighted level.</summary>
    public BoundedLevel? LASmax => TimeWeighted(lasMax);

    /// <summary>C-weighted peak level.</summary>
    public BoundedLevel? LCpeak => Bounded(lcPeak, Range.OfPeak);

    /// <summary>34 unweighted one-third-octave Leq (see <see cref="ThirdOctave"/>), each over the seconds in which it was measured.</summary>
    public IReadOnlyList<BoundedLevel?> Bands => [.. bands.Select(b => Bounded(b.Db, Range.OfMean))];

    /// <summary>The LAF that was exceeded for a share of the time (LA10 and the like; the underlying level is LA99.8).</summary>
    /// <param name="percent">More than 0 and less than 100.</param>
    /// <returns>Never beyond the greatest and the least, although a bin of the histogram may reach 0.1 dB past them.</returns>
    public BoundedLevel? Exceeded(double percent) => Laf.ExceededDb(percent) is { } level ? TimeWeighted(Lesser(Greater(level, lafMin), lafMax)) : null;

    /// <summary>How much of a span was measured, in %, 0 to 100.</summary>
    /// <param name="span">The span's length in elapsed time.</param>
    public double CapturePercent(TimeSpan span) => Math.Min(100, 100 * (Measured / span));

    /// <summary>Takes in one second.</summary>
    /// <param name="second">As the meter gave it. One without a level counts in nothing but its flags: an overload latches also without one.</param>
    public void Add(SecondLevels second)
    {
        ArgumentNullException.ThrowIfNull(second);
        Range.Add(second.Flags, second.LAFmax);
        if (second.LAeq is null)
            return;
        var duration = TimeSpan.FromTicks((long)Math.Round(second.MeasuredSeconds * TimeSpan.TicksPerSecond));
        a.Add(second.LAeq, duration);
        c.Add(second.LCeq, duration);
        for (var i = 0; i < bands.Length; i++)
            bands[i].Add(second.Bands[i], duration);
        (lafMax, lasMax, lcPeak) = (Greater(lafMax, second.LAFmax), Greater(lasMax, second.LASmax), Greater(lcPeak, second.LCpeak));
        // Until F has settled its readings are of the meter's start, not of the sound.
        if (second.LAFmin is not { } least)
            return;
        lafMin = Lesser(lafMin, least);
        foreach (var level in second.Steps.LafDb)
            Laf.Add(level);
    }

    /// <summary>Takes in the statistics of another span.</summary>
    /// <param name="other">Of other seconds; stays as it is.</param>
    public void Add(LevelStatistics other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Range.Add(other.Range);
        Laf.Add(other.Laf);
        a.Add(other.a);
        c.Add(other.c);
        for (var i = 0; i < bands.Length; i++)
            bands[i].Add(other.bands[i]);
        (lafMax, lasMax, lcPeak) = (Greater(lafMax, other.lafMax), Greater(lasMax, other.lasMax), Greater(lcPeak, other.lcPeak));
        lafMin = Lesser(lafMin, other.lafMin);
    }

    private BoundedLevel? TimeWeighted(double? levelDb) => levelDb is { } level ? new(level, Range.OfTimeWeighted(level)) : null;

    private static BoundedLevel? Bounded(double? levelDb, LevelBound bound) => levelDb is { } level ? new(level, bound) : null;

    private static double? Greater(double? one, double? other) => one >= other || other is null ? one : other;

    private static double? Lesser(double? one, double? other) => one <= other || other is null ? one : other;
}
