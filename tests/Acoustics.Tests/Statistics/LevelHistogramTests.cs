using Solutions.Edge.Acoustics.Statistics;
using Xunit;

namespace Solutions.Edge.Tests.Acoustics.Statistics;

public class LevelHistogramTests
{
    [Fact]
    public void A_level_that_never_changes_is_all_its_percentiles_to_half_a_tenth()
    {
        var histogram = Of(Enumerable.Repeat(52.3, 6000));
        Assert.Equal(52.3, histogram.ExceededDb(50)!.Value, 1e-9);
        Assert.All([1, 10, 90, 99.8], percent => Assert.Equal(52.3, histogram.ExceededDb(percent)!.Value, 0.05));
    }

    [Fact]
    public void Within_a_bin_a_percentile_is_linear()
    {
        // 100 readings at 50.0 and 100 at 50.1: a quarter of all exceeds the middle of the upper bin, which reaches from 50.05 to 50.15.
        var histogram = Of([.. Enumerable.Repeat(50.0, 100), .. Enumerable.Repeat(50.1, 100)]);
        Assert.Equal(50.10, histogram.ExceededDb(25)!.Value, 1e-9);
        Assert.Equal(50.05, histogram.ExceededDb(50)!.Value, 1e-9);
        Assert.Equal(50.00, histogram.ExceededDb(75)!.Value, 1e-9);
    }

    [Fact]
    public void A_shot_in_a_quiet_minute_moves_LA1_and_not_LA90()
    {
        var histogram = Of([.. Enumerable.Repeat(30.0, 5900), .. Enumerable.Repeat(90.0, 100)]);
        Assert.Equal(90, histogram.ExceededDb(1)!.Value, 0.1);
        Assert.Equal(30, histogram.ExceededDb(90)!.Value, 0.1);
    }

    [Fact]
    public void Of_no_readings_there_is_no_percentile()
    {
        Assert.Null(new LevelHistogram().ExceededDb(10));
        Assert.Empty(new LevelHistogram().Counts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void However_histograms_are_grouped_and_ordered_their_sum_is_the_same(int seed)
    {
        var random = new Random(seed);
        var levels = Enumerable.Range(0, 20_000).Select(_ => -110 + 340 * Math.Pow(random.NextDouble(), 2)).ToList();
        var whole = Of(levels);
        var parts = levels.GroupBy(_ => random.Next(50)).Select(Of).ToList();
        while (parts.Count > 1)
        {
            var (into, from) = (random.Next(parts.Count), random.Next(parts.Count));
            if (into == from)
                continue;
            parts[into].Add(parts[from]);
            parts.RemoveAt(from);
        }
        Assert.Equal((whole.FirstBin, whole.Count), (parts[0].FirstBin, parts[0].Count));
        Assert.Equal(whole.Counts, parts[0].Counts);
    }

    [Fact]
    public void A_stored_histogram_is_the_one_it_was()
    {
        var histogram = Of([-3.2, 0, 41.7, 41.7]);
        var stored = new LevelHistogram();
        stored.Add(histogram.FirstBin, [.. histogram.Counts.Select(c => (short)c)]);
        Assert.Equal((-32, 4), (stored.FirstBin, stored.Count));
        Assert.Equal(histogram.Counts, stored.Counts);
    }

    [Fact]
    public void Empty_bins_at_the_ends_of_a_stored_histogram_are_not_kept()
    {
        var stored = new LevelHistogram();
        stored.Add(480, [0, 0, 5, 0, 2, 0]);
        Assert.Equal(482, stored.FirstBin);
        Assert.Equal([5, 0, 2], stored.Counts);
    }

    [Fact]
    public void Silence_and_what_no_microphone_can_measure_count_at_the_ends()
    {
        var histogram = Of([double.NegativeInfinity, -400, 500]);
        Assert.Equal((LevelHistogram.LowestBin, 3), (histogram.FirstBin, histogram.Count));
        Assert.Equal((2, 1), (histogram.Counts[0], histogram.Counts[^1]));
        Assert.Equal(LevelHistogram.HighestBin - LevelHistogram.LowestBin + 1, histogram.Counts.Count);
    }

    [Fact]
    public void What_is_no_number_is_refused() =>
        Assert.Contains("must be a number",
            Assert.Throws<ArgumentOutOfRangeException>(() => new LevelHistogram().Add(double.NaN)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(double.NaN)]
    public void A_percentile_that_is_none_is_refused(double percent) => Assert.Contains("more than 0 and less than 100",
        Assert.Throws<ArgumentOutOfRangeException>(() => new LevelHistogram().ExceededDb(percent)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_stored_histogram_that_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LevelHistogram().Add(LevelHistogram.HighestBin, [1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LevelHistogram().Add(LevelHistogram.LowestBin - 1, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LevelHistogram().Add(0, [-1]));
    }

    private static LevelHistogram Of(IEnumerable<double> levels)
    {
        var histogram = new LevelHistogram();
        foreach (var level in levels)
            histogram.Add(level);
        return histogram;
    }
}
