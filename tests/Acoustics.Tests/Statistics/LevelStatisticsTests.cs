using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Statistics;
using Xunit;
using static Solutions.Edge.Tests.Acoustics.Signal;

namespace Solutions.Edge.Tests.Acoustics.Statistics;

public class LevelStatisticsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void What_the_meter_read_over_some_seconds_is_what_their_statistics_say()
    {
        var seconds = Measure([.. WhiteNoise(7, 3 * Rate), .. Sine(1000, 2 * Rate)]);
        var statistics = Of(seconds);
        Assert.Equal(Energy.MeanDb(seconds.Select(s => s.LAeq!.Value))!.Value, statistics.LAeq!.Value.Db, 1e-6);
        Assert.Equal(Energy.MeanDb(seconds.Select(s => s.LCeq!.Value))!.Value, statistics.LCeq!.Value.Db, 1e-6);
        Assert.Equal(Energy.SumDb(seconds.Select(s => s.LAeq!.Value))!.Value, statistics.LAE!.Value.Db, 1e-6);
        Assert.Equal(Energy.MeanDb(seconds.Select(s => s.Bands[20]!.Value))!.Value, statistics.Bands[20]!.Value.Db, 1e-6);
        Assert.Equal(seconds.Max(s => s.LAFmax), statistics.LAFmax!.Value.Db);
        Assert.Equal(seconds.Min(s => s.LAFmin), statistics.LAFmin!.Value.Db);
        Assert.Equal(seconds.Max(s => s.LASmax), statistics.LASmax!.Value.Db);
        Assert.Equal(seconds.Max(s => s.LCpeak), statistics.LCpeak?.Db);
        Assert.Equal(TimeSpan.FromSeconds(5), statistics.Measured);
    }

    [Fact]
    public void Percentiles_are_of_LAF_every_10_ms_without_the_second_in_which_F_still_rises()
    {
        var seconds = Measure([.. WhiteNoise(8, 3 * Rate), .. Sine(1000, 3 * Rate)]);
        var statistics = Of(seconds);
        var readings = seconds.Skip(1).SelectMany(s => s.Steps.LafDb).Order().ToList();
        Assert.Equal(500, statistics.Laf.Count);
        Assert.All([10, 50, 90], percent => Assert.Equal(readings[500 - 5 * percent - 1], statistics.Exceeded(percent)!.Value.Db, 0.1));
    }

    [Fact]
    public void However_seconds_are_grouped_and_ordered_their_statistics_are_the_same()
    {
        var random = new Random(9);
        var seconds = Enumerable.Range(0, 40).SelectMany(i => Measure([.. WhiteNoise(i, Rate + 10 * i), .. Sine(200 + 50 * i, Rate)])).ToArray();
        var whole = Of(seconds);
        random.Shuffle(seconds);
        var parts = seconds.Chunk(7).Select(Of).ToList();
        while (parts.Count > 1)
        {
            var into = random.Next(parts.Count - 1);
            parts[into].Add(parts[^1]);
            parts.RemoveAt(parts.Count - 1);
        }
        Assert.Equal(All(whole), All(parts[0]));
        Assert.Equal(whole.Laf.Counts, parts[0].Laf.Counts);
        Assert.Equal(whole.Measured, parts[0].Measured);
    }

    [Fact]
    public void Gaps_and_seconds_without_a_signal_count_against_capture_and_in_no_level()
    {
        var statistics = Of([Level(60), Level(null, SecondLevels.NoSignal), Level(60)]);
        Assert.Equal(60, statistics.LAeq!.Value.Db, 1e-6);
        Assert.Equal(100.0 * 2 / 60, statistics.CapturePercent(Minute), 1e-9);
    }

    [Fact]
    public void A_second_counts_for_as_long_as_its_samples_last()
    {
        var statistics = Of([Level(60, samples: 48_024), Level(60, samples: 24_000)]);
        Assert.Equal(1.5005, statistics.Measured.TotalSeconds, 1e-6);
        Assert.Equal(60 + 10 * Math.Log10(1.5005), statistics.LAE!.Value.Db, 1e-5);
    }

    [Fact]
    public void Samples_that_come_a_little_fast_are_no_more_than_the_whole_span() =>
        Assert.Equal(100, Of([.. Enumerable.Repeat(Level(60, samples: 48_002), 60)]).CapturePercent(Minute));

    [Fact]
    public void A_clipped_second_keeps_its_value_and_bounds_every_statistic()
    {
        var statistics = Of([Level(60), Level(121, SecondLevels.Overload), Level(60)]);
        Assert.Equal((121, LevelBound.AtLeast), (statistics.LAFmax!.Value.Db, statistics.LAFmax!.Value.Bound));
        Assert.Equal(10 * Math.Log10((1e12 * Math.Pow(10, 0.1) + 2e6) / 3), statistics.LAeq!.Value.Db, 1e-6);
        Assert.All([statistics.LAeq, statistics.LCeq, statistics.LAE, statistics.LAFmax, statistics.LASmax, statistics.LCpeak, statistics.Bands[20]],
            level => Assert.Equal(LevelBound.AtLeast, level!.Value.Bound));
    }

    [Fact]
    public void An_overload_so_complete_that_it_has_no_level_latches_all_the_same() =>
        Assert.Equal(LevelBound.AtLeast, Of([Level(60), Level(null, SecondLevels.NoSignal, SecondLevels.Overload)]).LAeq!.Value.Bound);

    [Fact]
    public void A_quiet_second_under_range_keeps_its_value_and_bounds_what_it_is_part_of()
    {
        var statistics = Of([Level(60), Level(28, SecondLevels.UnderRange)]);
        Assert.Equal((57, LevelBound.AtMost), (Math.Round(statistics.LAeq!.Value.Db), statistics.LAeq!.Value.Bound));
        Assert.Equal(new BoundedLevel(28, LevelBound.AtMost), statistics.LAFmin);
        Assert.Equal(new BoundedLevel(60, LevelBound.Exact), statistics.LAFmax);
    }

    [Fact]
    public void Of_nothing_there_is_no_level_and_no_capture()
    {
        var none = new LevelStatistics();
        Assert.All(All(none), Assert.Null);
        Assert.Equal(0, none.CapturePercent(Minute));
    }

    private static LevelStatistics Of(IEnumerable<SecondLevels> seconds)
    {
        var statistics = new LevelStatistics();
        foreach (var second in seconds)
            statistics.Add(second);
        return statistics;
    }

    private static BoundedLevel?[] All(LevelStatistics s) =>
        [s.LAeq, s.LCeq, s.LAE, s.LAFmax, s.LAFmin, s.LASmax, s.LCpeak, s.Exceeded(1), s.Exceeded(50), s.Exceeded(99.8), .. s.Bands];

    private static SecondLevels Level(double? db, params string[] flags) => Level(db, 48_000, flags);

    private static SecondLevels Level(double? db, int samples, params string[] flags) => new()
    {
        LAeq = db,
        LCeq = db,
        LAFmax = db,
        LAFmin = db,
        LASmax = db,
        LCpeak = db,
        Bands = [.. Enumerable.Repeat(db, ThirdOctave.Count)],
        Steps = StepTrace.Empty,
        Samples = samples,
        SampleRate = 48_000,
        Flags = flags,
    };
}
