using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class StandingThingRuleTests
{
    private const string Left = "OBJECT-LEFT", Stopped = "VEH-STOPPED";

    [Theory]
    [InlineData(CameraRecord.ObjectLeft, Scenario.GateZone, Left, 600, "Camera, ground: something has been left for 10 min, 4 % of the zone (demo hours)")]
    [InlineData(CameraRecord.VehicleStopped, Scenario.KeepClearZone, Stopped, 60,
        "Camera, fire-lane: a vehicle has stood for 60 s, 4 % of the zone (demo hours)")]
    public void What_stands_for_its_time_rings_once_in_its_zone_as_P4(string kind, string zone, string code, int seconds, string why)
    {
        var site = Watched();
        site.Stands(kind, 1, zone, site.Now.AddSeconds(-30));
        Run(site, seconds - 40);
        Assert.Empty(site.Rang);
        Run(site, 600);
        Assert.Equal([code], site.Rang);
        Assert.Equal((4, new Source(Scenario.Camera, zone), why), (site.Latest(code).Priority, site.Latest(code).Source, site.Latest(code).Why));
        Assert.Equal([Scenario.Camera], site.Latest(code).Devices);
    }

    [Fact]
    public void A_vehicle_that_stands_on_a_road_is_asked_about_after_a_day_and_of_no_less_a_word_is_said()
    {
        var site = Watched();
        site.Stands(CameraRecord.VehicleStopped, 1, Scenario.RoadZone, site.Now.AddHours(-23));
        Run(site, 30);
        site.Stands(CameraRecord.VehicleStopped, 1, Scenario.RoadZone, site.Now.AddHours(-23), FindingState.Cleared);
        Run(site, 30);
        Assert.Empty(site.Rang);
        Assert.DoesNotContain(site.Quiet, q => q.Code == Stopped);
        site.Stands(CameraRecord.VehicleStopped, 2, Scenario.RoadZone, site.Now.AddHours(-24).AddSeconds(20));
        Run(site, 15);
        Assert.Empty(site.Rang);
        Run(site, 30);
        Assert.Equal([Stopped], site.Rang);
        Assert.Equal((4, "Camera, road: abandoned? A vehicle has stood for 24 h, 4 % of the zone (demo hours)"),
            (site.Latest(Stopped).Priority, site.Latest(Stopped).Why));
    }

    [Fact]
    public void What_is_taken_away_in_time_is_explained_and_rings_never()
    {
        var site = Watched();
        var since = site.Now;
        site.Stands(CameraRecord.ObjectLeft, 1, Scenario.GateZone, since);
        Run(site, 300);
        site.Stands(CameraRecord.ObjectLeft, 1, Scenario.GateZone, since, FindingState.Cleared);
        Run(site, 600);
        Assert.Empty(site.Rang);
        Assert.Contains(site.Quiet, q => q.Code == Left && q.Why.EndsWith("it takes 600 s", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_two_things_in_a_zone_the_alert_stands_until_the_second_is_gone()
    {
        var site = Watched();
        var since = site.Now;
        site.Stands(CameraRecord.ObjectLeft, 1, Scenario.GateZone, since);
        site.Stands(CameraRecord.ObjectLeft, 2, Scenario.GateZone, since);
        Run(site, 620);
        site.Stands(CameraRecord.ObjectLeft, 1, Scenario.GateZone, since, FindingState.Cleared);
        Run(site, 200);
        Assert.Null(site.Latest(Left).UntilMs);
        site.Stands(CameraRecord.ObjectLeft, 2, Scenario.GateZone, since, FindingState.Cleared);
        Run(site, 130);
        Assert.Equal(AlertState.ReturnedUnacknowledged, site.Latest(Left).State);
    }

    [Fact]
    public void A_new_thing_in_the_zone_of_a_gate_that_stands_open_may_be_its_leaf_and_rings_only_once_that_is_shut()
    {
        var site = Watched();
        site.Stands(CameraRecord.ObjectLeft, 1, Scenario.GateZone, site.Now);
        Run(site, 700, ContactState.Open);
        Assert.DoesNotContain(Left, site.Rang);
        Run(site, 10);
        Assert.Contains(Left, site.Rang);
    }

    [Fact]
    public void A_device_that_starts_anew_takes_what_stands_there_for_the_place_and_the_alert_returns()
    {
        var site = Watched();
        site.Stands(CameraRecord.VehicleStopped, 1, Scenario.KeepClearZone, site.Now.AddSeconds(-60));
        Run(site, 10);
        site.RestartCamera();
        Run(site, 130);
        Assert.Equal(AlertState.ReturnedUnacknowledged, site.Latest(Stopped).State);
    }

    [Fact]
    public void After_a_restart_an_open_alert_stands_until_the_camera_says_that_the_thing_is_gone()
    {
        var before = Watched();
        var since = before.Now.AddSeconds(-60);
        before.Stands(CameraRecord.VehicleStopped, 7, Scenario.KeepClearZone, since);
        Run(before, 10);
        var site = before.Restarted();
        Run(site, 300);
        Assert.Empty(site.Changes);
        site.Stands(CameraRecord.VehicleStopped, 7, Scenario.KeepClearZone, since, FindingState.Cleared);
        Run(site, 130);
        Assert.Equal(AlertState.ReturnedUnacknowledged, site.Latest(Stopped).State);
        Assert.Empty(site.Rang);
    }

    private static Scenario Watched()
    {
        var site = new Scenario(SiteType.ALLEY);
        Run(site, 30);
        return site;
    }

    private static void Run(Scenario site, int seconds, ContactState gate = ContactState.Closed) => site.Run(seconds, t =>
    {
        site.Noise(t, 40);
        site.Moved(t, 0, null);
        site.GateIs(gate, gate == ContactState.Closed ? BoltState.Thrown : BoltState.Withdrawn, at: t);
    });
}
