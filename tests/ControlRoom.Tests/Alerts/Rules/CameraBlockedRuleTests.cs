using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class CameraBlockedRuleTests
{
    private const string Code = "CAMERA-BLOCKED";

    [Theory]
    [InlineData(CameraRecord.Covered, "covered for 14 s: light at 8 % of usual")]
    [InlineData(CameraRecord.Dark, "dark for 14 s: light at 8 % of usual")]
    [InlineData(CameraRecord.Moved, "moved for 14 s: the view has shifted by 25 % of the picture")]
    [InlineData(CameraRecord.Frozen, "frozen for 14 s: one picture repeats")]
    public void What_is_done_to_a_camera_is_P2_and_says_what_was_measured(string kind, string why)
    {
        var site = Watched();
        site.Found(kind, site.Now.AddSeconds(-17),
            new() { Kind = kind, State = FindingState.Found, Since = site.Now, Luminance = 0.08, Edges = 0.1, Shift = 0.25 });
        Run(site, 5);
        Assert.Equal([Code], site.Rang);
        Assert.Equal(2, site.Latest(Code).Priority);
        Assert.Equal($"Camera: {why} (demo hours)", site.Latest(Code).Why);
        Assert.Equal(new Source(Scenario.Camera), site.Latest(Code).Source);
    }

    [Fact]
    public void A_lens_painted_white_is_known_by_its_edges()
    {
        var site = Watched();
        site.Found(CameraRecord.Covered, site.Now.AddSeconds(-18),
            new() { Kind = "", State = FindingState.Found, Since = site.Now, Luminance = 1.4, Edges = 0.06 });
        Run(site, 5);
        Assert.Contains("6 % of the usual edges", site.Latest(Code).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_out_of_focus_takes_five_minutes_and_is_P4_so_that_no_operator_is_called()
    {
        var site = Watched();
        site.Found(CameraRecord.Blurred, site.Now.AddSeconds(-10), new() { Kind = "", State = FindingState.Found, Since = site.Now, Sharpness = 0.22 });
        Run(site, 300);
        Assert.Empty(site.Rang);
        Run(site, 10);
        Assert.Equal(4, site.Latest(Code).Priority);
        Assert.Contains("blurred for 5 min: sharpness at 22 % of usual", site.Latest(Code).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_camera_that_is_covered_while_blurred_is_one_alert_that_becomes_urgent()
    {
        var site = Watched();
        site.Found(CameraRecord.Blurred, site.Now);
        Run(site, 310);
        site.Found(CameraRecord.Frozen, site.Now.AddSeconds(-18));
        Run(site, 5);
        Assert.Equal([Code, Code], site.Rang);
        Assert.Single(site.Changes.Select(c => c.Alert.Id).Distinct());
        Assert.Equal(2, site.Latest(Code).Priority);
    }

    [Fact]
    public void A_finding_that_is_over_before_its_time_is_explained_and_does_not_ring()
    {
        var site = Watched();
        var since = site.Now;
        site.Found(CameraRecord.Blurred, since);
        Run(site, 60);
        site.Cleared(CameraRecord.Blurred, since);
        Run(site, 300);
        Assert.Empty(site.Rang);
        Assert.Contains(site.Quiet, q => q.Code == Code && q.Why.StartsWith("Camera: blurred for ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_kind_of_tomorrow_takes_part_in_no_rule()
    {
        var site = Watched();
        site.Found("of-tomorrow", site.Now.AddSeconds(-18));
        Run(site, 400);
        Assert.Empty(site.Rang);
        Assert.Empty(site.Quiet);
    }

    [Fact]
    public void It_returns_to_normal_two_minutes_after_the_camera_said_it_is_over_and_not_before()
    {
        var site = Watched();
        var since = site.Now.AddSeconds(-18);
        site.Found(CameraRecord.Moved, since);
        Run(site, 3600);
        Assert.Null(site.Latest(Code).UntilMs);
        site.Cleared(CameraRecord.Moved, since);
        Run(site, 110);
        Assert.Null(site.Latest(Code).UntilMs);
        Run(site, 20);
        Assert.Equal(AlertState.ReturnedUnacknowledged, site.Latest(Code).State);
        Assert.Equal([Code], site.Rang);
    }

    [Fact]
    public void A_record_that_comes_after_a_newer_one_changes_nothing()
    {
        var site = Watched();
        site.Cleared(CameraRecord.Moved, site.Now.AddSeconds(-60));
        site.Found(CameraRecord.Moved, site.Now.AddSeconds(-60), arrival: site.Now.AddSeconds(-30));
        Run(site, 60);
        Assert.Empty(site.Rang);
    }

    [Fact]
    public void A_lost_picture_rings_once_its_device_has_reported_for_a_minute_without_one()
    {
        var site = Watched();
        site.Found(CameraRecord.Lost, site.Now.AddSeconds(-5));
        site.Run(50, t => site.Noise(t, 55));
        Assert.Empty(site.Rang);
        Run(site, 20, occupied: null);
        Assert.Equal([Code], site.Rang);
        Assert.Contains("no picture for ", site.Latest(Code).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_picture_whose_device_falls_silent_is_one_alert_DEVICE_OFFLINE()
    {
        var site = Watched();
        site.Found(CameraRecord.Lost, site.Now.AddSeconds(-5));
        site.Run(300, t => { site.Noise(t, 55); KeepGate(site, t); });
        Assert.Equal(["DEVICE-OFFLINE"], site.Rang);
        Assert.DoesNotContain(site.Changes, c => c.Alert.Code == Code);
    }

    [Fact]
    public void A_device_that_falls_silent_after_its_camera_was_lost_folds_under_that_alert()
    {
        var site = Watched();
        site.Found(CameraRecord.Lost, site.Now.AddSeconds(-5));
        Run(site, 80, occupied: null);
        site.Run(120, t => { site.Noise(t, 55); KeepGate(site, t); });
        Assert.Equal([Code], site.Rang);
        Assert.Equal(site.Latest(Code).Id, site.Latest("DEVICE-OFFLINE").FoldedUnder);
    }

    [Fact]
    public void A_silent_device_does_not_fold_under_a_blur_that_nobody_is_called_for()
    {
        var site = Watched();
        site.Found(CameraRecord.Blurred, site.Now);
        Run(site, 320);
        site.Run(120, t => { site.Noise(t, 55); KeepGate(site, t); });
        Assert.Equal([Code, "DEVICE-OFFLINE"], site.Rang);
    }

    [Fact]
    public void After_a_restart_an_open_alert_stands_until_the_camera_says_that_this_is_over()
    {
        var before = Watched();
        var since = before.Now.AddSeconds(-18);
        before.Found(CameraRecord.Covered, since);
        Run(before, 60);
        var site = before.Restarted();
        Run(site, 300);
        // Another finding that comes and goes states nothing of the first.
        var lost = site.Now;
        site.Found(CameraRecord.Lost, lost);
        Run(site, 10);
        site.Cleared(CameraRecord.Lost, lost);
        Run(site, 300);
        Assert.Empty(site.Changes);
        site.Cleared(CameraRecord.Covered, since);
        Run(site, 130);
        Assert.Equal(AlertState.ReturnedUnacknowledged, site.Latest(Code).State);
        Assert.Empty(site.Rang);
    }

    [Fact]
    public void A_device_that_starts_anew_and_sees_takes_its_view_for_usual_and_the_alert_returns()
    {
        var site = Watched();
        site.Found(CameraRecord.Moved, site.Now.AddSeconds(-18));
        Run(site, 60);
        site.RestartCamera();
        Run(site, 200, occupied: null);
        Assert.Null(site.Latest(Code).UntilMs);
        Run(site, 130);
        Assert.Equal(AlertState.ReturnedUnacknowledged, site.Latest(Code).State);
    }

    /// <summary>The count of boots begins again on another card, also on a clock that is not believed; a lower one that is of earlier is a backlog.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(4_000)]
    public void A_camera_whose_device_has_a_new_card_rings_as_before(int clockOffDays)
    {
        var site = Watched();
        site.RestartCamera(57);
        Run(site, 30);
        site.SetClock(Scenario.Camera, TimeSpan.FromDays(clockOffDays));
        site.RestartCamera(1);
        Run(site, 30);
        site.Found(CameraRecord.Covered, site.Now);
        site.Stands(CameraRecord.VehicleStopped, 1, Scenario.KeepClearZone, site.Now);
        Run(site, 80);
        Assert.Equal([Code, "VEH-STOPPED"], site.Rang.Order());
    }

    [Fact]
    public void What_a_run_before_found_and_comes_late_changes_nothing()
    {
        var site = Watched();
        var before = site.Now;
        Run(site, 30);
        site.RestartCamera(2);
        Run(site, 30);
        site.RestartCamera(1);
        site.Found(CameraRecord.Covered, before, arrival: before);
        site.RestartCamera(2);
        Run(site, 60);
        Assert.Empty(site.Rang);
    }

    private static Scenario Watched()
    {
        var site = new Scenario(SiteType.TOWN);
        site.History.ListeningSince = site.Start.ToUnixTimeSeconds() - 600;
        Run(site, 30);
        return site;
    }

    /// <summary>Every device reports each second; <paramref name="occupied"/> null: the camera has no picture.</summary>
    private static void Run(Scenario site, int seconds, double? occupied = 2) => site.Run(seconds, t =>
    {
        site.Noise(t, 55);
        site.Moved(t, occupied, null);
        KeepGate(site, t);
    });

    private static void KeepGate(Scenario site, DateTimeOffset t) => site.GateIs(ContactState.Closed, BoltState.Thrown, at: t);
}
