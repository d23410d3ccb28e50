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

    /// <summary>The times of which seconds must be read because no minute covers all of them, ascending. Those of one UTC day are read at once.</summary>
    /// <param name="minutes">Ascending.</param>
    /// <param name="from">Start of what is asked for.</param>
    /// <param name="to">Its end, not in it.</param>
    public static IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> SecondsNeeded(ReadOnlySpan<NoiseMinute> minutes, DateTimeOffset from,
        DateTimeOffset to)
    {
        var needed = new List<(DateTimeOffset From, DateTimeOffset To)>();
        ReadOnlySpan<NoiseReading> none = [];
        var at = from;
        while (TakeNext(ref none, ref minutes, SecondsPerMinute, out _, out var parts) is { } start)
        {
            if (Measured(parts) < SecondsPerMinute)
                continue;
            var minute = DateTimeOffset.FromUnixTimeSeconds(start);
            Need(minute);
            at = minute + Minute;
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

    /// <param name="seconds">1-s levels, ascending, at least those of <see cref="SecondsNeeded"/>; of a minute they count where they cover more of it than
    /// its records.</param>
    /// <param name="minutes">Ascending; they each lie within one interval; none if an interval is not of whole minutes.</param>
    /// <param name="interval">Length of an interval; intervals start at whole multiples of it since the epoch.</param>
    /// <returns>The intervals that anything is known of, ascending.</returns>
    public static List<NoiseInterval> Of(ReadOnlySpan<NoiseReading> seconds, ReadOnlySpan<NoiseMinute> minutes, TimeSpan interval)
    {
        var (intervals, length) = (new List<NoiseInterval>(), (long)interval.TotalSeconds);
        while (TakeNext(ref seconds, ref minutes, length, out var itsSeconds, out var itsMinutes) is { } start)
            intervals.Add(Interval(DateTimeOffset.FromUnixTimeSeconds(start), length, itsSeconds, itsMinutes));
        return intervals;
    }

    /// <summary>All of a time as one interval, wherever it starts.</summary>
    /// <param name="from">Its start.</param>
    /// <param name="length">Its length, whole seconds.</param>
    /// <param name="seconds">As in <see cref="Of"/>.</param>
    /// <param name="minutes">As in <see cref="Of"/>.</param>
    public static NoiseInterval Over(DateTimeOffset from, TimeSpan length, ReadOnlySpan<NoiseReading> seconds, ReadOnlySpan<NoiseMinute> minutes) =>
        Interval(from, (long)length.TotalSeconds, seconds, minutes);

    private static NoiseInterval Interval(DateTimeOffset t, long length, ReadOnlySpan<NoiseReading> seconds, ReadOnlySpan<NoiseMinute> minutes)
    {
        var (sum, laf, levels) = (new Sum(), new LevelHistogram(), new List<double>());
        foreach (var minute in minutes)
        {
            if (minute.Laf is { } histogram)
                laf.Add(histogram[0], histogram.AsSpan(1));
        }
        foreach (var second in seconds)
        {
            if (second.LAeq is { } level)
                levels.Add(level);
        }
        levels.Sort();
        while (TakeNext(ref seconds, ref minutes, SecondsPerMinute, out var itsSeconds, out var parts) is not null)
            sum.Add(itsSeconds, parts);
        var ofLaf = laf.Count > 0;
        return new(t, Bounded(sum.A.Db, sum.Range.OfMean), TimeWeighted(sum.LAFmax), Bounded(sum.LCpeak, sum.Range.OfPeak), Exceeded(10), Exceeded(50),
            Exceeded(90),
            Percent(sum.A.Duration.TotalSeconds, length), ofLaf ? OfLaf : levels.Count > 0 ? OfSeconds : null,
            ofLaf ? Percent(laf.Count, length * ReadingsPerSecond) : Percent(levels.Count, length));

        BoundedLevel? Exceeded(double percent) => TimeWeighted(ofLaf ? laf.ExceededDb(percent) : ExceededOf(levels, percent));

        BoundedLevel? TimeWeighted(double? level) => level is { } db ? Bounded(db, sum.Range.OfTimeWeighted(db)) : null;
    }

    /// <summary>Takes what lies in the earliest span of <paramref name="length"/> seconds since the epoch that has anything, and returns the span's
    /// start.</summary>
    private static long? TakeNext(
        ref ReadOnlySpan<NoiseReading> seconds, ref ReadOnlySpan<NoiseMinute> minutes, long length, out ReadOnlySpan<NoiseReading> itsSeconds,
            out ReadOnlySpan<NoiseMinute> itsMinutes)
    {
        itsSeconds = [];
        itsMinutes = [];
        if (seconds.IsEmpty && minutes.IsEmpty)
            return null;
        var first = Math.Min(seconds.IsEmpty ? long.MaxValue : seconds[0].T.ToUnixTimeSeconds(), minutes.IsEmpty ? long.MaxValue
            : minutes[0].T.ToUnixTimeSeconds());
        var start = first / length * length;
        itsSeconds = Take(ref seconds, s => s.T, start + length);
        itsMinutes = Take(ref minutes, m => m.T, start + length);
        return start;
    }

    private static ReadOnlySpan<T> Take<T>(ref ReadOnlySpan<T> items, Func<T, DateTimeOffset> time, long end)
    {
        var count = 0;
        while (count < items.Length && time(items[count]).ToUnixTimeSeconds() < end)
            count++;
        var taken = items[..count];
        items = items[count..];
        return taken;
    }

    /// <summary>Whole seconds that the parts of a minute were measured for: a sample clock that runs slow makes no minute incomplete.</summary>
    private static int Measured(ReadOnlySpan<NoiseMinute> parts)
    {
        var capture = 0.0;
        foreach (var part in parts)
            capture += part.Capture;
        return (int)Math.Round(capture / 100 * SecondsPerMinute);
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

    private static double Percent(double part, double whole) => Math.Round(100.0 * part / whole, 1);

    private static BoundedLevel? Bounded(double? level, LevelBound bound) => level is { } db ? new(Math.Round(db, 2), bound) : null;

    /// <summary>What is known of an interval's levels, minute by minute.</summary>
    private sealed class Sum
    {
        public EquivalentLevel A { get; } = new();

        public RangeBounds Range { get; } = new();

        public double? LAFmax { get; private set; }

        public double? LCpeak { get; private set; }

        public void Add(ReadOnlySpan<NoiseReading> seconds, ReadOnlySpan<NoiseMinute> parts)
        {
            var (ofMinutes, ofSeconds, levels) = (new RangeBounds(), new RangeBounds(), 0);
            foreach (var part in parts)
                ofMinutes.Add(part.OverloadSeconds, part.UnderRangeSeconds, Measured([part]) - part.UnderRangeSeconds, part.LAFmax);
            foreach (var second in seconds)
            {
                ofSeconds.Add(second.Flags, second.LAFmax);
                levels += second.LAeq is null ? 0 : 1;
            }
            if (parts.Length > 0 && levels <= Measured(parts))
            {
                foreach (var part in parts)
                    Add(part.LAeq, Minute * (part.Capture / 100), part.LAFmax, part.LCpeak);
                Range.Add(ofMinutes);
                return;
            }
            foreach (var second in seconds)
                Add(second.LAeq, TimeSpan.FromSeconds(1), second.LAFmax, second.LCpeak);
            Range.Add(ofSeconds);
            // A second that never came is in no level, but its minute may show that it was at an end of the range.
            if (ofMinutes.OverloadSeconds > ofSeconds.OverloadSeconds || ofMinutes.UnderRangeSeconds > ofSeconds.UnderRangeSeconds)
                Range.Add(ofMinutes);
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
