using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

public class NoiseIntervalsTests
{
    private static readonly DateTimeOffset Hour = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_level_over_an_interval_is_the_mean_of_energies() => Assert.Equal(57.03, Assert.Single(Of(60, 40)).LAeq!.Value.Db);

    [Fact]
    public void Percentiles_are_levels_exceeded_for_a_share_of_the_seconds()
    {
        var interval = Assert.Single(Of([.. Enumerable.Range(0, 101).Select(i => (double?)i).Reverse()], TimeSpan.FromMinutes(15)));
        Assert.Equal((90, 50, 10), Percentiles(interval));
        Assert.Equal((NoiseIntervals.OfSeconds, interval.Capture), (interval.PercentilesOf, interval.PercentilesCapture));
    }

    [Fact]
    public void Between_two_ranks_a_percentile_is_linear() => Assert.Equal(55, Assert.Single(Of(60, 50)).LA50!.Value.Db);

    [Fact]
    public void Seconds_that_are_not_known_count_against_capture_and_in_nothing_else()
    {
        var interval = Assert.Single(Of(60, null, null, 60));
        Assert.Equal((60, 6.7), (interval.LAeq!.Value.Db, interval.Capture));
    }

    [Fact]
    public void Of_nothing_known_there_is_no_level()
    {
        var interval = Assert.Single(Of([null], TimeSpan.FromMinutes(1)));
        Assert.Equal((null, null, 0), (interval.LAeq, interval.LA90, interval.Capture));
        Assert.Null(interval.PercentilesOf);
    }

    [Fact]
    public void Intervals_start_at_whole_multiples_and_take_the_greatest_maximum()
    {
        var seconds = Enumerable.Range(59, 3).Select(s => new NoiseReading(Hour.AddSeconds(s), 50, 50 + s, 80 - s)).ToArray();
        var intervals = NoiseIntervals.Of(seconds, [], TimeSpan.FromMinutes(1));
        Assert.Equal([Hour, Hour.AddMinutes(1)], intervals.Select(i => i.T));
        Assert.Equal((111, 20), (intervals[1].LAFmax!.Value.Db, intervals[1].LCpeak!.Value.Db));
    }

    [Fact]
    public void Where_minutes_tell_LAF_the_percentiles_are_of_it_and_the_level_stays_that_of_the_seconds()
    {
        // LAF stands at 40 for half the time and at 70 for the other, which 1-s levels would show as 67 throughout.
        var minutes = Enumerable.Range(0, 10).Select(m => Minute(m, (40.0, 3000), (70.0, 3000))).ToArray();
        var interval = Assert.Single(NoiseIntervals.Of(Seconds(600, 67), minutes, TimeSpan.FromMinutes(15)));
        Assert.Equal(67, interval.LAeq!.Value.Db);
        Assert.Equal((70, 40), (Math.Round(interval.LA10!.Value.Db, 1), Math.Round(interval.LA90!.Value.Db, 1)));
        Assert.Equal((NoiseIntervals.OfLaf, 66.7, 66.7), (interval.PercentilesOf, interval.Capture, interval.PercentilesCapture));
    }

    [Fact]
    public void The_source_of_the_percentiles_is_stated_beside_that_of_the_level()
    {
        var interval = Assert.Single(NoiseIntervals.Of(Seconds(900, 50), [Minute(3, (45.0, 6000))], TimeSpan.FromMinutes(15)));
        Assert.Equal((NoiseIntervals.OfLaf, 100, 6.7), (interval.PercentilesOf, interval.Capture, interval.PercentilesCapture));
    }

    [Fact]
    public void A_minute_belongs_to_the_interval_it_lies_in_and_each_interval_says_what_its_percentiles_are_of()
    {
        var intervals = NoiseIntervals.Of(Seconds(180, 50), [Minute(1, (45.0, 1000)), Minute(1, (45.0, 2000))], TimeSpan.FromMinutes(1));
        Assert.Equal([NoiseIntervals.OfSeconds, NoiseIntervals.OfLaf, NoiseIntervals.OfSeconds], intervals.Select(i => i.PercentilesOf));
        Assert.Equal([100, 50, 100], intervals.Select(i => i.PercentilesCapture));
    }

    [Fact]
    public void A_minute_whose_seconds_never_came_or_are_deleted_stands_for_them()
    {
        var interval = Assert.Single(NoiseIntervals.Of([],
            [Minute(0, (45.0, 6000)) with { LAeq = 61.5, LAFmax = 70, LCpeak = 90, OverloadSeconds = 1, Capture = 50 }], TimeSpan.FromMinutes(1)));
        Assert.Equal((Hour, 61.5, 70, 90), (interval.T, interval.LAeq!.Value.Db, interval.LAFmax!.Value.Db, interval.LCpeak!.Value.Db));
        Assert.Equal((50, 100), (interval.Capture, interval.PercentilesCapture));
        Assert.All(Levels(interval), level => Assert.Equal(LevelBound.AtLeast, level!.Value.Bound));
    }

    [Fact]
    public void Minutes_count_by_how_much_of_them_was_measured()
    {
        var minutes = new[] { Minute(0, (45.0, 6000)) with { LAeq = 60, Capture = 100 }, Minute(1, (45.0, 3000)) with { LAeq = 40, Capture = 50 } };
        var interval = Assert.Single(NoiseIntervals.Of([], minutes, TimeSpan.FromMinutes(2)));
        Assert.Equal((58.26, 75), (interval.LAeq!.Value.Db, interval.Capture));
    }

    [Fact]
    public void Seconds_fill_in_where_they_tell_more_of_a_minute_than_its_records()
    {
        // The device was killed at 00:40 and its minute lost: 10 s after the new start are all that a record covers.
        var minutes = new[] { Minute(0, (45.0, 900)) with { LAeq = 50, Capture = 16.67 }, Minute(1, (45.0, 6000)) with { LAeq = 50, Capture = 100 } };
        var interval = Assert.Single(NoiseIntervals.Of(Seconds(120, 70), minutes, TimeSpan.FromMinutes(2)));
        Assert.Equal((67.03, 100), (interval.LAeq!.Value.Db, interval.Capture));
        Assert.Equal((NoiseIntervals.OfLaf, 57.5), (interval.PercentilesOf, interval.PercentilesCapture));
    }

    [Fact]
    public void Seconds_are_needed_only_where_minutes_are_missing_or_not_whole()
    {
        NoiseMinute[] minutes = [Whole(1), Whole(2), Whole(4), Whole(5) with { Capture = 50 }, Whole(5) with { Capture = 49.5 },
            Whole(6) with { Capture = 50 }];
        Assert.Equal([(Hour, Hour.AddMinutes(7))], NoiseIntervals.SecondsNeeded(minutes, Hour, Hour.AddMinutes(7)));
        Assert.Equal([(Hour.AddMinutes(3), Hour.AddMinutes(4))], NoiseIntervals.SecondsNeeded(minutes.AsSpan(0, 4), Hour.AddMinutes(1), Hour.AddMinutes(5)));
        Assert.Empty(NoiseIntervals.SecondsNeeded(minutes.AsSpan(0, 2), Hour.AddMinutes(1), Hour.AddMinutes(3)));
        Assert.Equal([(Hour, Hour.AddMinutes(1)), (Hour.AddMinutes(62), Hour.AddDays(3))],
            NoiseIntervals.SecondsNeeded([.. Enumerable.Range(1, 61).Select(Whole)], Hour, Hour.AddDays(3)));
    }

    [Fact]
    public void One_second_in_overload_bounds_all_of_its_interval_and_none_of_the_next()
    {
        var seconds = Seconds(120, 60).Select(s => s.T == Hour.AddSeconds(7) ? s with { LAeq = 110, LAFmax = 118, Flags = ["wind", "overload"] } : s).ToArray();
        var intervals = NoiseIntervals.Of(seconds, [Minute(0, (60.0, 6000)), Minute(1, (60.0, 6000))], TimeSpan.FromMinutes(1));
        Assert.All(Levels(intervals[0]), level => Assert.Equal(LevelBound.AtLeast, level!.Value.Bound));
        Assert.Equal(118, intervals[0].LAFmax!.Value.Db);
        Assert.All(Levels(intervals[1]), level => Assert.Equal(LevelBound.Exact, level!.Value.Bound));
    }

    [Fact]
    public void Seconds_under_range_bound_the_level_and_the_percentiles_as_low_as_they()
    {
        var seconds = Seconds(60, 60).Select((s, i) => i < 20 ? s with { LAeq = 30, LAFmax = 32, Flags = ["under-range"] } : s).ToArray();
        var interval = Assert.Single(NoiseIntervals.Of(seconds, [Minute(0, (30.0, 2000), (60.0, 4000)) with { UnderRangeSeconds = 20 }],
            TimeSpan.FromMinutes(1)));
        Assert.Equal((LevelBound.AtMost, LevelBound.AtMost), (interval.LAeq!.Value.Bound, interval.LA90!.Value.Bound));
        Assert.Equal((LevelBound.Exact, LevelBound.Exact), (interval.LAFmax!.Value.Bound, interval.LA10!.Value.Bound));
    }

    private static BoundedLevel?[] Levels(NoiseInterval i) => [i.LAeq, i.LAFmax, i.LCpeak, i.LA10, i.LA50, i.LA90];

    private static (double, double, double) Percentiles(NoiseInterval i) => (i.LA10!.Value.Db, i.LA50!.Value.Db, i.LA90!.Value.Db);

    private static NoiseReading[] Seconds(int count, double level) =>
        [.. Enumerable.Range(0, count).Select(s => new NoiseReading(Hour.AddSeconds(s), level, level, level))];

    private static NoiseMinute Whole(int n) => Minute(n, (45.0, 6000)) with { LAeq = 45, Capture = 100 };

    /// <summary>One that has LAF only.</summary>
    private static NoiseMinute Minute(int n, params (double Db, int Readings)[] levels)
    {
        var first = levels.Min(l => Bin(l.Db));
        var laf = new short[levels.Max(l => Bin(l.Db)) - first + 2];
        laf[0] = (short)first;
        foreach (var (db, readings) in levels)
            laf[Bin(db) - first + 1] = (short)readings;
        return new(Hour.AddMinutes(n), null, null, null, laf, 0, 0, Capture: 0);
    }

    private static int Bin(double level) => (int)Math.Round(10 * level);

    private static List<NoiseInterval> Of(params double?[] levels) => Of(levels, TimeSpan.FromSeconds(30));

    private static List<NoiseInterval> Of(double?[] levels, TimeSpan interval) =>
        NoiseIntervals.Of([.. levels.Select((l, i) => new NoiseReading(Hour.AddSeconds(i), l, l, null))], [], interval);
}
