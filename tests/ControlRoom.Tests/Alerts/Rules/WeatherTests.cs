using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

/// <summary>Wind and rain are loud at a microphone: what the codes of outdoor noise find then is not believed.</summary>
public class WeatherTests
{
    public static TheoryData<string> OutdoorNoise { get; } = ["NOISE-CROWD", "NOISE-SHOUT", "IMPULSE-GLASS"];

    [Theory]
    [MemberData(nameof(OutdoorNoise))]
    public void In_wind_it_waits_for_the_morning_and_rings_for_no_operator_and_why_is_explained(string code)
    {
        var site = Loud(code, wind: 8.3, rain: 0);
        Assert.Equal(4, site.Latest(code).Priority);
        Assert.Contains("not believed: wind 8.3 m/s, over 7", site.Latest(code).Why, StringComparison.Ordinal);
        var explained = Assert.Single(site.Quiet, q => q.Code == code && q.Why.StartsWith("P4, ", StringComparison.Ordinal));
        Assert.EndsWith("not believed: wind 8.3 m/s, over 7", explained.Why, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OutdoorNoise))]
    public void In_rain_it_is_so_too(string code)
    {
        var site = Loud(code, wind: null, rain: 1.7);
        Assert.Equal(4, site.Latest(code).Priority);
        Assert.Contains(site.Quiet, q => q.Code == code && q.Why.EndsWith("not believed: rain 1.7 mm/h, over 0.5", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(OutdoorNoise))]
    public void At_the_limit_it_rings_as_ever(string code)
    {
        var site = Loud(code, wind: 7, rain: 0.5);
        Assert.InRange(site.Latest(code).Priority, 2, 3);
        Assert.DoesNotContain("not believed", site.Latest(code).Why, StringComparison.Ordinal);
        Assert.DoesNotContain(site.Quiet, q => q.Why.Contains("not believed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(5.5, 4)]
    [InlineData(4.9, 2)]
    public void A_site_has_limits_of_its_own(double wind, int priority)
    {
        var site = new Scenario(SiteType.TOWN);
        site.Follow(s => s, RuleParameters.Default with { WindLimitMetresPerSecond = 5 });
        site.Run(300, t => Crowd(site, t, wind));
        Assert.Equal(priority, site.Latest("NOISE-CROWD").Priority);
    }

    [Fact]
    public void A_crowd_that_is_as_loud_once_the_wind_has_died_down_rings_then()
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(300, t => Crowd(site, t, 9));
        Assert.Equal(4, site.Latest("NOISE-CROWD").Priority);
        var calm = site.Now;
        site.Run(400, t => Crowd(site, t, 2));
        var raised = Assert.Single(site.Changes, c => c.Transition is { Event: AlertEvent.PriorityRaised, Priority: 2 });
        Assert.True(raised.Transition.Rings);
        Assert.InRange(raised.Transition.AtMs, calm.AddSeconds(RuleParameters.Default.WeatherHeldSeconds - 61).ToUnixTimeMilliseconds(),
            calm.AddSeconds(RuleParameters.Default.WeatherHeldSeconds).ToUnixTimeMilliseconds());
        Assert.DoesNotContain("not believed", site.Latest("NOISE-CROWD").Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "PriorityRaised")]
    [InlineData(true, "Raised")]
    public void What_rang_for_nobody_in_the_wind_keeps_nothing_silent_after_it(bool isClosed, string rings)
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(300, Second);
        if (isClosed)
            site.Acknowledge(site.Latest("IMPULSE-GLASS").Id);
        site.Run(150, Second);
        Assert.Equal([("Raised", 4), (rings, 3)],
            site.Changes.Where(c => c.Transition.Rings).Select(c => (c.Transition.Event.ToString(), c.Transition.Priority)));

        void Second(DateTimeOffset t)
        {
            site.Weather(t, t < site.Start.AddSeconds(60) ? 9 : 1, 0);
            site.Noise(t, 58, voice: 0.2);
            if (t == site.Start.AddSeconds(20) || t == site.Start.AddSeconds(400))
                site.Sounds(Bang(t));
        }
    }

    [Fact]
    public void Rain_that_is_loud_and_moves_is_no_disorder_and_is_explained()
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(200, t => Storm(site, t, 12)).Run(30, t =>
        {
            site.Noise(t, 50);
            site.Moved(t, 1, null);
        });
        Assert.DoesNotContain("DISORDER", site.Rang);
        Assert.Contains(site.Quiet, q => q.Code == "DISORDER" && q.Why.EndsWith("raised voices with it not believed: rain 12.0 mm/h, over 0.5",
            StringComparison.Ordinal));
    }

    [Fact]
    public void Shouts_and_scattered_movement_are_disorder_in_any_weather()
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(120, t =>
        {
            Storm(site, t, 12);
            if (t.Second % 5 == 0)
                site.Shout(t);
        });
        Assert.Equal(1, site.Latest("DISORDER").Priority);
        Assert.Contains("shouting", site.Latest("DISORDER").Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_rain_the_same_is_disorder()
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(200, t => Storm(site, t, 0));
        Assert.Contains("DISORDER", site.Rang);
    }

    [Fact]
    public void A_forced_gate_rings_in_any_weather()
    {
        var site = new Scenario(SiteType.ALLEY);
        site.Run(60, t => site.Weather(t, 20, 20));
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(5).GateIs(ContactState.Open, BoltState.Thrown);
        Assert.Equal(["GATE-FORCED"], site.Rang);
        Assert.Equal(1, site.Latest("GATE-FORCED").Priority);
    }

    [Fact]
    public void Weather_goes_with_the_control_rooms_clock_when_that_is_set()
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(100, t => Crowd(site, t, 9));
        site.SetRoomClock(TimeSpan.FromHours(1));
        site.Run(60, t => site.Noise(t, 72)).Run(60, t => site.Noise(t, 72));
        Assert.All(site.Changes, c => Assert.Equal(4, c.Alert.Priority));
        Assert.NotEmpty(site.Changes);
    }

    private static Scenario Loud(string code, double? wind, double? rain)
    {
        var site = new Scenario(SiteType.TOWN);
        return site.Run(300, t =>
        {
            site.Weather(t, wind, rain);
            site.Noise(t, code == "NOISE-CROWD" ? 72 : 58, code == "NOISE-CROWD" ? 0.7 : 0.2);
            if (code == "NOISE-SHOUT" && t < site.Start.AddSeconds(20) && t.Second % 5 == 0)
                site.Shout(t);
            if (code == "IMPULSE-GLASS" && t == site.Start.AddSeconds(20))
                site.Sounds(Bang(t));
        });
    }

    private static void Crowd(Scenario site, DateTimeOffset t, double wind)
    {
        site.Weather(t, wind, 0);
        site.Noise(t, 72);
    }

    /// <summary>Loud as voices are, and moving all over.</summary>
    private static void Storm(Scenario site, DateTimeOffset t, double rain)
    {
        site.Weather(t, 3, rain);
        site.Noise(t, 75);
        site.Moved(t, 8, 0.8);
    }

    private static SoundRecord Bang(DateTimeOffset t) =>
        new() { T = t, Kind = SoundRecord.Impulse, Duration = 0.3, Level = 85, Rise = 31, HighShare = 0.6 };
}
