using Solutions.Edge.ControlRoom.Cases.Nights;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Nights;

public class NightTests
{
    [Theory]
    [InlineData("Europe/London", "2026-11-23", "2026-11-23T23:00:00Z", 8)]
    [InlineData("Europe/London", "2026-07-01", "2026-07-01T22:00:00Z", 8)]
    [InlineData("Europe/London", "2026-03-28", "2026-03-28T23:00:00Z", 7)]
    [InlineData("Europe/London", "2026-10-24", "2026-10-24T22:00:00Z", 9)]
    [InlineData("Asia/Kolkata", "2026-11-23", "2026-11-23T17:30:00Z", 8)]
    [InlineData("America/New_York", "2026-10-31", "2026-11-01T03:00:00Z", 9)]
    [InlineData("Australia/Lord_Howe", "2026-10-03", "2026-10-03T12:30:00Z", 7.5)]
    // At midnight the clock goes back to 23:00, and this hour is in the night both times.
    [InlineData("Asia/Beirut", "2026-10-24", "2026-10-24T20:00:00Z", 9)]
    public void A_night_is_from_23_to_7_by_the_clock_of_its_place(string zone, string evening, string from, double hours)
    {
        var night = Night.Of(DateOnly.Parse(evening, null), TimeZoneInfo.FindSystemTimeZoneById(zone));
        Assert.Equal((DateTimeOffset.Parse(from, null), hours * 3600, evening), (night.From, night.Seconds, night.Date));
    }

    [Theory]
    [InlineData("2026-11-23", null)]
    [InlineData("2026-03-28", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-24", "2026-10-25T01:00:00Z")]
    public void The_change_of_the_clock_is_named_and_only_in_its_night(string evening, string? change)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        Assert.Equal(change is null ? null : DateTimeOffset.Parse(change, null), Night.Of(DateOnly.Parse(evening, null), zone).ClockChange(zone));
    }

    [Theory]
    [InlineData("2026-11-24T12:00:00Z", "2026-11-23")]
    [InlineData("2026-11-24T22:59:59Z", "2026-11-23")]
    [InlineData("2026-11-24T23:00:00Z", "2026-11-24")]
    [InlineData("2026-11-25T03:00:00Z", "2026-11-24")]
    public void The_latest_night_is_the_one_that_has_begun(string now, string evening) =>
        Assert.Equal(evening, Night.Latest(DateTimeOffset.Parse(now, null), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).Date);

    [Theory]
    [InlineData("2026-11-23", true)]
    [InlineData("2026-02-30", false)]
    [InlineData("0001-01-01", false)]
    [InlineData("9999-12-31", false)]
    [InlineData("2026-1-1", false)]
    [InlineData("..", false)]
    [InlineData(null, false)]
    public void A_date_is_a_day_that_was_or_will_be(string? text, bool isDate) => Assert.Equal(isDate, Night.TryDate(text, out _));
}
