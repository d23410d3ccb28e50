using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Statistics;
using Xunit;

namespace Solutions.Edge.Tests.Acoustics.Statistics;

public class RangeBoundsTests
{
    [Fact]
    public void Seconds_within_the_range_bound_nothing()
    {
        var range = Of(([], 60), ([SecondLevels.BandLimited], 60));
        Assert.Equal((LevelBound.Exact, LevelBound.Exact, LevelBound.Exact), (range.OfMean, range.OfPeak, range.OfTimeWeighted(60)));
    }

    [Fact]
    public void One_overload_makes_every_statistic_of_every_span_it_touches_a_lower_bound()
    {
        var quarter = Of(([], 60), ([SecondLevels.Overload], 120), ([], 60));
        var day = Of([.. Enumerable.Repeat<(string[], double?)>(([], 60), 1000)]);
        day.Add(quarter);
        Assert.All([quarter, day], range =>
        {
            Assert.Equal(1, range.OverloadSeconds);
            Assert.Equal((LevelBound.AtLeast, LevelBound.AtLeast), (range.OfMean, range.OfPeak));
            Assert.Equal((LevelBound.AtLeast, LevelBound.AtLeast), (range.OfTimeWeighted(120), range.OfTimeWeighted(20)));
        });
    }

    [Fact]
    public void Under_range_makes_the_mean_an_upper_bound_and_of_the_percentiles_those_that_lie_as_low()
    {
        var range = Of(([SecondLevels.UnderRange], 33), ([SecondLevels.UnderRange], 31), ([], 60));
        Assert.Equal((2, LevelBound.AtMost), (range.UnderRangeSeconds, range.OfMean));
        Assert.Equal(LevelBound.AtMost, range.OfTimeWeighted(33));
        Assert.Equal(LevelBound.Exact, range.OfTimeWeighted(33.1));
        Assert.Equal(LevelBound.Exact, range.OfPeak);
    }

    [Fact]
    public void With_nothing_but_seconds_under_range_the_peak_too_is_an_upper_bound() =>
        Assert.Equal(LevelBound.AtMost, Of(([SecondLevels.UnderRange], 33)).OfPeak);

    [Fact]
    public void Under_range_without_a_known_maximum_bears_on_every_percentile() =>
        Assert.Equal(LevelBound.AtMost, Of(([SecondLevels.UnderRange], null), ([], 60)).OfTimeWeighted(60));

    [Fact]
    public void A_low_percentile_of_a_span_with_both_is_bounded_on_neither_side()
    {
        var range = Of(([SecondLevels.UnderRange], 33), ([SecondLevels.Overload], 120));
        Assert.Equal((LevelBound.EitherSide, LevelBound.AtLeast, LevelBound.AtLeast), (range.OfTimeWeighted(30), range.OfTimeWeighted(100), range.OfMean));
    }

    [Theory]
    [InlineData(LevelBound.Exact, "93.2")]
    [InlineData(LevelBound.AtLeast, "≥ 93.2")]
    [InlineData(LevelBound.AtMost, "≤ 93.2")]
    [InlineData(LevelBound.EitherSide, "≷ 93.2")]
    public void A_level_is_written_behind_its_sign(LevelBound bound, string written) => Assert.Equal(written, new BoundedLevel(93.21, bound).ToString());

    private static RangeBounds Of(params (string[] Flags, double? LafMaxDb)[] seconds)
    {
        var range = new RangeBounds();
        foreach (var (flags, level) in seconds)
            range.Add(flags, level);
        return range;
    }
}
