using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

public class NoiseIntervalsTests
{
    private static readonly DateTimeOffset Hour = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_level_over_an_interval_is_the_mean_of_energies() => Assert.Equal(57.03, Assert.Single(Of(60, 40)).LAeq);

    [Fact]
    public void Percentiles_are_levels_exceeded_for_a_share_of_the_seconds()
    {
        var interval = Assert.Single(Of([.. Enumerable.Range(0, 101).Select(i => (double?)i).Reverse()], TimeSpan.FromMinutes(15)));
        Assert.Equal((90, 50, 10), (interval.LA10, interval.LA50, interval.LA90));
    }

    [Fact]
    public void Between_two_ranks_a_percentile_is_linear() => Assert.Equal(55, Assert.Single(Of(60, 50)).LA50);

    [Fact]
    public void Seconds_that_are_not_known_count_against_capture_and_in_nothing_else()
    {
        var interval = Assert.Single(Of(60, null, null, 60));
        Assert.Equal((60, 6.7), (interval.LAeq, interval.Capture));
    }

    [Fact]
    public void Of_nothing_known_there_is_no_level()
    {
        var interval = Assert.Single(Of([null], TimeSpan.FromMinutes(1)));
        Assert.Equal((null, null, 0), (interval.LAeq, interval.LA90, interval.Capture));
    }

    [Fact]
    public void Intervals_start_at_whole_multiples_and_take_the_greatest_maximum()
    {
        var seconds = Enumerable.Range(59, 3).Select(s => new NoiseReading(Hour.AddSeconds(s), 50, 50 + s, 80 - s));
        var intervals = NoiseIntervals.Of(seconds, TimeSpan.FromMinutes(1)).ToList();
        Assert.Equal([Hour, Hour.AddMinutes(1)], intervals.Select(i => i.T));
        Assert.Equal((111, 20), (intervals[1].LAFmax, intervals[1].LCpeak));
    }

    private static List<NoiseInterval> Of(params double?[] levels) => Of(levels, TimeSpan.FromSeconds(30));

    private static List<NoiseInterval> Of(double?[] levels, TimeSpan interval) =>
        [.. NoiseIntervals.Of(levels.Select((l, i) => new NoiseReading(Hour.AddSeconds(i), l, l, null)), interval)];
}
