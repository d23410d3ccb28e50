using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

/// <summary>An alert returns to normal on readings below its line; of a sensor that is silent nothing is known.</summary>
public class SilentSensorTests
{
    public static TheoryData<string> Codes => [.. RuleScenes.All.Select(s => s.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void An_alert_whose_sensor_falls_silent_is_not_over_and_says_since_when_nothing_is_known(string code)
    {
        var (scene, site) = Ringing(code);
        var last = site.Now.ToUnixTimeSeconds() - 1;
        site.Run(900, _ => site.Heartbeat(scene.Sensor));
        var alert = site.Open(code);
        Assert.Null(alert.UntilMs);
        Assert.Equal(AlertState.Unacknowledged, alert.State);
        Assert.InRange(alert.SilentSinceMs!.Value / 1000, last - 60, last);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Once_its_sensor_reports_again_and_it_is_over_it_returns_to_normal(string code)
    {
        var (scene, site) = Ringing(code);
        site.Run(900, _ => site.Heartbeat(scene.Sensor));
        scene.End(site);
        site.Run(1_000, scene.Calm(site));
        Assert.NotNull(site.Latest(code).UntilMs);
        Assert.Null(site.Latest(code).SilentSinceMs);
    }

    [Fact]
    public void Only_the_camera_of_DISORDER_says_that_it_is_over_and_not_a_microphone_beside_it()
    {
        var (_, site) = Ringing("DISORDER");
        site.Run(600, t => site.Noise(t, 50));
        Assert.Null(site.Latest("DISORDER").UntilMs);
        Assert.NotNull(site.Open("DISORDER").SilentSinceMs);
    }

    [Fact]
    public void A_link_that_brings_seconds_every_ten_is_no_silence()
    {
        var (_, site) = Ringing("NOISE-CROWD");
        var waiting = new List<DateTimeOffset>();
        site.Run(700, t =>
        {
            waiting.Add(t);
            if (waiting.Count < 10)
                return;
            waiting.ForEach(w => site.Noise(w, 50));
            waiting.Clear();
        });
        Assert.NotNull(site.Latest("NOISE-CROWD").UntilMs);
    }

    private static (RuleScene Scene, Scenario Site) Ringing(string code)
    {
        var scene = RuleScenes.Of(code);
        var site = scene.Begin();
        site.Run(scene.Seconds, scene.Happens(site));
        Assert.Equal(code, site.Open(code).Code);
        return (scene, site);
    }
}
