using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Statistics;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>Seconds and minutes to intervals: decibels are never averaged, energies are. Pure.</summary>
internal static class NoiseIntervals
{
    /// <summary>Percentiles of LAF read every 10 ms, from the histograms of whole UTC minutes.</summary>
    public const string OfLaf = "LAF";

    /// <summary>Percentiles of 1-s LAeq: no minute's histogram lies in the interval.</summary>
    public const string OfSeconds = "LAeq,1s";

    private const int ReadingsPerSecond = 100;

    /// <param name="seconds">1-s levels.</param>
    /// <param name="minutes">LAF of minutes that each lie within one interval; none if an interval is not of whole minutes.</param>
    /// <param name="interval">Length of an interval; intervals start at whole multiples of it since the epoch.</param>
    /// <returns>The intervals that anything is known of, ascending.</returns>
    public static IEnumerable<NoiseInterval> Of(IEnumerable<NoiseReading> seconds, IEnumerable<LafMinute> minutes, TimeSpan interval)
    {
        var length = (long)interval.TotalSeconds;
        var ofSeconds = seconds.ToLookup(s => s.T.ToUnixTimeSeconds() / length);
        var ofMinutes = minutes.ToLookup(m => m.T.ToUnixTimeSeconds() / length);
        return ofSeconds.Concat<IGrouping<long, object>>(ofMinutes).Select(group => group.Key).Distinct().Order()
            .Select(n => Interval(DateTimeOffset.FromUnixTimeSeconds(n * length), length, [.. ofSeconds[n]], [.. ofMinutes[n]]));
    }

    private static NoiseInterval Interval(DateTimeOffset t, long length, List<NoiseReading> seconds, List<LafMinute> minutes)
    {
        var (range, laf) = (RangeOf(seconds, minutes), new LevelHistogram());
        minutes.ForEach(m => laf.Add(m.Laf));
        var levels = seconds.Where(s => s.LAeq is not null).Select(s => s.LAeq!.Value).Order().ToList();
        var capture = Percent(levels.Count, length);
        return new(t, Bounded(Energy.MeanDb(levels), range.OfMean), TimeWeighted(seconds.Max(s => s.LAFmax)), Bounded(seconds.Max(s => s.LCpeak), range.OfPeak),
            Exceeded(10), Exceeded(50), Exceeded(90), capture,
            laf.Count > 0 ? OfLaf : levels.Count > 0 ? OfSeconds : null, laf.Count > 0 ? Percent(laf.Count, length * ReadingsPerSecond) : capture);

        BoundedLevel? Exceeded(double percent) => TimeWeighted(laf.Count > 0 ? laf.ExceededDb(percent) : ExceededOf(levels, percent));

        BoundedLevel? TimeWeighted(double? level) => level is { } db ? Bounded(db, range.OfTimeWeighted(db)) : null;
    }

    private static RangeBounds RangeOf(List<NoiseReading> seconds, List<LafMinute> minutes)
    {
        var range = new RangeBounds();
        seconds.ForEach(s => range.Add(s.Flags, s.LAFmax));
        // A second that never came is in no level, but its minute may tell that it was at an end of the range.
        if (minutes.Sum(m => m.OverloadSeconds) > range.OverloadSeconds)
            range.Add([SecondLevels.Overload], null);
        if (minutes.Sum(m => m.UnderRangeSeconds) > range.UnderRangeSeconds)
            range.Add([SecondLevels.UnderRange], null);
        return range;
    }

    /// <summary>The level exceeded for a share of the seconds, linear between ranks.</summary>
    private static double? ExceededOf(List<double> ascending, double percent)
    {
        if (ascending.Count == 0)
            return null;
        var rank = (1 - percent / 100) * (ascending.Count - 1);
        var (low, high) = (ascending[(int)rank], ascending[Math.Min((int)rank + 1, ascending.Count - 1)]);
        return low + (rank - (int)rank) * (high - low);
    }

    private static double Percent(long part, long whole) => Math.Round(100.0 * part / whole, 1);

    private static BoundedLevel? Bounded(double? level, LevelBound bound) => level is { } db ? new(Math.Round(db, 2), bound) : null;
}
