using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Nights;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Nights;

/// <summary>Each minute has the most that any gauge gave of it, and over 5 m/s or in rain its seconds are not to be relied on alone.</summary>
public class NightWeatherTests
{
    private static readonly int[] Asked = [0, 59, 60, 119, 120, 180];

    private static readonly Night Night = Night.Of(new(2026, 11, 23), TimeZoneInfo.Utc);

    [Fact]
    public void A_record_is_of_the_minute_before_it_and_the_greatest_gauge_stands()
    {
        var weather = NightWeather.Of(Night,
            [At(60, 3.2, null), At(60, 5.4, 0), At(120, 5, 0), At(180, 1, 0.2), At(0, 9, 9), At(28_860, 9, 9), At(28_800, 2, 0)]);
        Assert.Equal([new(0, 5.4, 0), new(1, 5, 0), new WeatherMinute(2, 1, 0.2), new(479, 2, 0)], weather.Minutes);
        Assert.Equal(["wind over 5 m/s", "wind over 5 m/s", null, null, "rain", null],
            Asked.Select(weather.Reason));
    }

    [Fact]
    public void A_record_between_two_minutes_is_of_both()
    {
        var weather = NightWeather.Of(Night, [At(90, 7, null)]);
        Assert.Equal([0, 1], weather.Minutes.Select(m => m.Minute));
        Assert.Equal((7.0, null, 480 * 60 - 120), (weather.GreatestWind, weather.GreatestRain, weather.UnknownSeconds(Night)));
    }

    [Fact]
    public void Gates_without_a_gauge_leave_the_weather_unknown()
    {
        var weather = NightWeather.Of(Night, [At(60, null, null)]);
        Assert.True(weather.IsUnknown);
        Assert.Null(weather.Reason(0));
    }

    private static GateRecord At(int second, double? wind, double? rain) => new() { T = Night.From.AddSeconds(second), Wind = wind, Rain = rain };
}
