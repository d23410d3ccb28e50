namespace Solutions.Edge.Contracts.Tests;

public class FireworksNightTests
{
    [Theory]
    [InlineData("11-05 24:00", "2031-11-05", true)]
    [InlineData("11-05 24:00", "2031-11-06", false)]
    [InlineData("2026-11-08 01:00", "2026-11-08", true)]
    [InlineData("2026-11-08 01:00", "2027-11-08", false)]
    [InlineData("02-29 22:30", "2028-02-29", true)]
    public void A_night_is_of_the_day_on_which_it_begins(string text, string day, bool isOf)
    {
        Assert.True(FireworksNight.TryParse(text, out var night));
        Assert.Equal(text, night.ToString());
        Assert.Equal(isOf, night.IsOf(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("11-05 24:00", 720)]
    [InlineData("11-05 01:00", 780)]
    [InlineData("11-05 07:00", 1140)]
    [InlineData("11-05 12:01", 1)]
    public void Its_curfew_counts_from_noon(string text, int minute)
    {
        Assert.True(FireworksNight.TryParse(text, out var night));
        Assert.Equal(minute, night.CurfewMinute);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("11-05")]
    [InlineData("11-05 12:00")]
    [InlineData("11-05 07:01")]
    [InlineData("11-31 24:00")]
    [InlineData("2026-02-29 24:00")]
    [InlineData("5 November 24:00")]
    public void What_is_no_night_does_not_read(string? text) => Assert.False(FireworksNight.TryParse(text, out _));

    [Fact]
    public void A_site_that_names_none_has_the_usual_ones_and_one_day_has_one_curfew()
    {
        Assert.Same(FireworksNight.Usual, new SiteHours().FireworksNights);
        Assert.Null(new SiteHours().FindFault());
        var twice = new SiteHours { FireworksNights = [new(null, 11, 5, 720), new(null, 11, 5, 780)] };
        Assert.Equal("fireworksNights names 11-05 24:00 and 11-05 01:00; a night has one curfew", twice.FindFault());
    }
}
