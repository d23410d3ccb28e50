using Solutions.Edge.Agent.Climate;

namespace Solutions.Edge.Agent.Tests.Climate;

public class MinuteOfAirTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    private readonly MinuteOfAir minute = new();

    [Fact]
    public void A_minute_is_reported_once_when_it_is_over_as_the_mean_of_what_was_measured_in_it()
    {
        Assert.Null(minute.Add(new(4, 90, 1000), Start));
        Assert.Null(minute.Add(null, Start.AddSeconds(30)));
        Assert.Null(minute.Add(new(5, 91, 1001), Start.AddSeconds(59.9)));
        var ended = minute.Add(new(20, 20, 900), Start.AddSeconds(60));
        Assert.Equal((Start, 4.5, 90.5, 1000.5), (ended!.T, ended.Temperature, ended.Humidity, ended.Pressure));
        Assert.Null(minute.Add(new(20, 20, 900), Start.AddSeconds(61)));
    }

    [Fact]
    public void A_minute_without_a_reading_is_not_reported()
    {
        Assert.Null(minute.Add(null, Start));
        Assert.Null(minute.Add(null, Start.AddMinutes(1)));
        Assert.Null(minute.Add(new(4, 90, null), Start.AddMinutes(2)));
        var ended = minute.Add(null, Start.AddMinutes(3));
        Assert.Equal((Start.AddMinutes(2), 4, null), (ended!.T, ended.Temperature, ended.Pressure));
    }

    [Fact]
    public void A_clock_that_is_set_back_ends_its_minute()
    {
        minute.Add(new(4, 90, 1000), Start);
        Assert.Equal(Start, minute.Add(new(5, 90, 1000), Start.AddHours(-1))!.T);
    }
}
