using Solutions.Edge.ControlRoom.Overview;

namespace Solutions.Edge.ControlRoom.Tests.Overview;

public class WordingTests
{
    [Theory]
    [InlineData(-3, "0 s")]
    [InlineData(42, "42 s")]
    [InlineData(60, "1 min")]
    [InlineData(14 * 60 + 59, "14 min")]
    [InlineData(3 * 3600 + 5 * 60, "3 h 05 min")]
    [InlineData(52 * 3600, "2 d 4 h")]
    public void An_age_is_told_to_the_precision_that_matters(int seconds, string text) => Assert.Equal(text, Wording.Age(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_time_of_day_is_that_of_the_place() =>
        Assert.Equal("13:30:05", Wording.Clock(new(2026, 7, 1, 12, 30, 5, TimeSpan.Zero), "Europe/London"));
}
