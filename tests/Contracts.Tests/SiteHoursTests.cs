namespace Solutions.Edge.Contracts.Tests;

public class SiteHoursTests
{
    [Theory]
    [InlineData("23:00-07:00", 22, 59, false)]
    [InlineData("23:00-07:00", 23, 0, true)]
    [InlineData("23:00-07:00", 0, 0, true)]
    [InlineData("23:00-07:00", 6, 59, true)]
    [InlineData("23:00-07:00", 7, 0, false)]
    [InlineData("07:00-11:00", 7, 0, true)]
    [InlineData("07:00-11:00", 11, 0, false)]
    [InlineData("00:00-24:00", 23, 59, true)]
    [InlineData("18:30-24:00", 0, 0, false)]
    public void Hours_hold_from_their_first_minute_to_before_their_last(string text, int hour, int minute, bool holds)
    {
        Assert.True(DailyHours.TryParse(text, out var hours));
        Assert.Equal(holds, hours.Contains(hour * 60 + minute));
        Assert.Equal(text, hours.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("23:00")]
    [InlineData("23:00-23:00")]
    [InlineData("24:00-07:00")]
    [InlineData("23:00-00:00")]
    [InlineData("25:00-07:00")]
    [InlineData("7:00-11:00")]
    [InlineData("07:00-11:00-12:00")]
    public void What_are_no_hours_do_not_read(string? text) => Assert.False(DailyHours.TryParse(text, out _));
}
