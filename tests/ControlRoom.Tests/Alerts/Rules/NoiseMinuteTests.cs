using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

/// <summary>A minute's record repeats what its seconds stated: to the rules it shows only that its device is there.</summary>
public class NoiseMinuteTests
{
    [Fact]
    public void Loud_minutes_without_their_seconds_are_no_noise()
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(600, t => { if (t.Second == 0) site.Minute(t.AddMinutes(-1), 95); });
        Assert.Empty(site.Rang);
        Assert.Null(site.History.LAeq(site.History[new(Scenario.Microphone)], site.Now.ToUnixTimeSeconds() - 60, 60));
    }

    [Fact]
    public void Minutes_beside_their_seconds_change_nothing()
    {
        Assert.Equal(Play(withMinutes: false), Play(withMinutes: true));

        static List<string> Play(bool withMinutes)
        {
            var site = new Scenario(SiteType.TOWN);
            site.Run(300, t =>
            {
                site.Noise(t, 72);
                if (withMinutes && t.Second == 0)
                    site.Minute(t.AddMinutes(-1), 72);
            });
            return [.. site.Changes.Select(c => $"{c.Alert.Code} {c.Alert.SinceMs} {c.Alert.Why} {c.Transition.Rings}")];
        }
    }

    [Fact]
    public void A_minute_that_arrives_hours_late_moves_no_time_back()
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(300, t => site.Noise(t, 72));
        var before = site.Changes.Count;
        site.Minute(site.Start.AddHours(-3), 95);
        site.Run(5, t => site.Noise(t, 72));
        Assert.Equal(before, site.Changes.Count);
        Assert.Equal(site.Now.ToUnixTimeMilliseconds(), site.History[new(Scenario.Microphone)].LastArrivalMs);
    }

    [Fact]
    public void A_device_that_sends_minutes_is_online()
    {
        var site = new Scenario(SiteType.HOME);
        site.History.ListeningSince = site.Start.ToUnixTimeSeconds();
        site.Run(600, t => { if (t.Second % 59 == 0) site.Minute(t.AddSeconds(-t.Second), 30); });
        Assert.Empty(site.Rang);
        site.Run(180);
        Assert.Equal(["DEVICE-OFFLINE"], site.Rang);
    }
}
