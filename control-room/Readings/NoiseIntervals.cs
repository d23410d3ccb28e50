using Solutions.Edge.Acoustics.Statistics;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>Minutes, and seconds where minutes are missing, to intervals: decibels are never averaged, energies are. Pure.</summary>
internal static class NoiseIntervals
{
    /// <summary>Percentiles of LAF read every 10 ms, from the histograms of whole UTC minutes.</summary>
    public const string OfLaf = "LAF";

    /// <summary>Percentiles of 1-s LAeq: no minute's histogram lies in the interval.</summary>
    public const string OfSeconds = "LAeq,1s";

    private const int ReadingsPerSecond = 100, SecondsPerMinute = 60;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The times of which seconds must be read because no minute tells all of them, ascending. Those of one UTC day are read at once.</summary>
    /// <param name="minutes">Ascending.</param>
    /// <param name="from">Start of what is asked for.</param>
    /// <param name="to">Its end, not in it.</param>
    public static IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> SecondsNeeded(IReadOnlyList<NoiseMinute> minutes, DateTimeOffset from, DateTimeOffset to)
    {
        var needed = new List<(DateTimeOffset From, DateTimeOffset To)>();
        var at = from;
        foreach (var minute in minutes.GroupBy(m => m.T).Where(parts => Measured([.. parts]) >= SecondsPerMinute))
        {
            Need(minute.Key);
            at = minute.Key + Minute;
        }
        Need(to);
        return needed;

        void Need(DateTimeOffset end)
        {
            if (end <= at)
                return;
            if (needed.Count > 0 && needed[^1].To.UtcDateTime.Date == at.UtcDateTime.Date)
                needed[^1] = (needed[^1].From, end);
            else
                needed.Add((at, end));
        }
    }

    /// <param name="seconds">1-s levels, at least those of <see cref="SecondsNeeded"/>; of a minute they count where they tell more of it than its records.</param>
    /// <param name="minutes">Minutes that each lie within one interval; none if an interval is not of whole minutes.</param>
    /// <param name="interval">Length of an interval; intervals start at whole multiples of it since the epoch.</param>
    /// <returns>The intervals that anything is known of, ascending.</returns>
    public static IEnumerable<NoiseInterval> Of(IEnumerable<NoiseReading> seconds, IEnumerable<NoiseMinute> minutes, TimeSpan interval)
    {
        var length = (long)interval.TotalSeconds;
        var ofSeconds = seconds.ToLookup(s => s.T.ToUnixTimeSeconds() / length);
        var ofMinutes = minutes.ToLookup(m => m.T.ToUnixTimeSeconds() / length);
        return ofSeconds.Concat<IGrouping<long, object>>(ofMinutes).Select(group => group.Key).Distinct().Order()
            .Select(n => Interval(DateTimeOffset.FromUnixTimeSeconds(n * length), length, [.. ofSeconds[n]], [.. ofMinutes[n]]));
    }

    private static NoiseInterval Interval(DateTimeOffset t, long length, List<NoiseReading> seconds, List<NoiseMinute> minutes)
    {
        var (sum, laf) = (new Sum(), new LevelHistogram());
        var (bySecond, byMinute) = (seconds.ToLookup(MinuteOf), minutes.ToLookup(m => m.T.ToUnixTimeSeconds() / SecondsPerMinute));
        foreach (var minute in bySecond.Concat<IGrouping<long, object>>(byMinute).Select(group => group.Key).Distinct())
            sum.Add([.. bySecond[minute]], [.. byMinute[minute]]);
        foreach (var minute in minutes)
        {
            if (minute.Laf is { } histogram)
                laf.Add(histogram);
        }
        var levels = seconds.Where(s => s.LAeq is not null).Select(s => s.LAeq!.Value).Order().ToList();
        var ofLaf = laf.Count > 0;
        return new(t, Bounded(sum.A.Db, sum.Range.OfMean), TimeWeighted(sum.LAFmax), Bounded(sum.LCpeak, sum.Range.OfPeak), Exceeded(10), Exceeded(50), Exceeded(90),
            Percent(sum.A.Duration.TotalSeconds, length), ofLaf ? OfLaf : levels.Count > 0 ? OfSeconds : null,
            ofLaf ? Percent(laf.Count, length * ReadingsPerSecond) : Percent(levels.Count, length));

        BoundedLevel? Exceeded(double percent) => TimeWeighted(ofLaf ? laf.ExceededDb(percent) : ExceededOf(levels, percent));

        BoundedLevel? TimeWeighted(double? level) => level is { } db ? Bounded(db, sum.Range.OfTimeWeighted(db)) : null;
    }

    private static long MinuteOf(NoiseReading second) => second.T.ToUnixTimeSeconds() / SecondsPerMinute;

    /// <summary>Whole seconds that the parts of a minute were measured for: a sample clock that runs slow makes no minute incomplete.</summary>
    private static int Measured(IReadOnlyList<NoiseMinute> parts) => (int)Math.Round(parts.Sum(p => p.Capture) / 100 * SecondsPerMinute);

    /// <summary>The level exceeded for a share of the seconds, linear between ranks.</summary>
    private static double? ExceededOf(List<double> ascending, double percent)
    {
        if (ascending.Count == 0)
            return null;
        var rank = (1 - percent / 100) * (ascending.Count - 1);
        var (low, high) = (ascending[(int)rank], ascending[Math.Min((int)rank + 1, ascending.Count - 1)]);
        return low + (rank - (int)rank) * (high - low);
    }

    private static double Percent(double part, double whole) => Math.Round(100.0 * part / whole, 1);

    private static BoundedLevel? Bounded(double? level, LevelBound bound) => level is { } db ? new(Math.Round(db, 2), bound) : null;

    /// <summary>What is known of an interval's levels, minute by minute.</summary>
    private sealed class Sum
    {
        public EquivalentLevel A { get; } = new();

        public RangeBounds Range { get; } = new();

        public double? LAFmax { get; private set; }

        public double? LCpeak { get; private set; }

        public void Add(List<NoiseReading> seconds, List<NoiseMinute> parts)
        {
            var (told, heard) = (new RangeBounds(), new RangeBounds());
            parts.ForEach(p => told.Add(p.OverloadSeconds, p.UnderRangeSeconds, Measured([p]) - p.UnderRangeSeconds, p.LAFmax));
            seconds.ForEach(s => heard.Add(s.Flags, s.LAFmax));
            if (parts.Count > 0 && seconds.Count(s => s.LAeq is not null) <= Measured(parts))
            {
                parts.ForEach(p => Add(p.LAeq, Minute * (p.Capture / 100), p.LAFmax, p.LCpeak));
                Range.Add(told);
                return;
            }
            seconds.ForEach(s => Add(s.LAeq, TimeSpan.FromSeconds(1), s.LAFmax, s.LCpeak));
            Range.Add(heard);
            // A second that never came is in no level, but its minute may tell that it was at an end of the range.
            if (told.OverloadSeconds > heard.OverloadSeconds || told.UnderRangeSeconds > heard.UnderRangeSeconds)
                Range.Add(told);
        }

        private void Add(double? laeq, TimeSpan duration, double? lafMax, double? lcPeak)
        {
            if (duration > TimeSpan.Zero)
                A.Add(laeq, duration);
            (LAFmax, LCpeak) = (Greater(LAFmax, lafMax), Greater(LCpeak, lcPeak));
        }

        private static double? Greater(double? one, double? other) => one >= other || other is null ? one : other;
    }
}
