using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Codes;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

/// <summary>A site, its hours and its figures change while its rules run.</summary>
public class ChangedSiteTests
{
    private static readonly DateTimeOffset Afternoon = new(2026, 11, 23, 13, 0, 0, TimeSpan.Zero), BinDay = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_open_alert_goes_on_when_its_site_changes_and_does_not_ring_again()
    {
        var site = Forced();
        site.Follow(s => s with { Name = "Alley behind the market" }, RuleParameters.Default with { Version = "2" }).Run(60);
        Assert.Equal(AlertState.Unacknowledged, site.Open(GateForcedRule.Id).State);
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(130);
        Assert.Equal(AlertState.ReturnedUnacknowledged, site.Open(GateForcedRule.Id).State);
        Assert.Single(site.Rang, GateForcedRule.Id);
    }

    [Fact]
    public void An_opening_that_rang_does_not_ring_again_when_its_gate_tells_of_it_after_a_change()
    {
        var site = Forced();
        site.Follow(s => s with { CallUp = new(3, 1) });
        site.GateIs(ContactState.Open, BoltState.Thrown);
        site.Run(10);
        Assert.Single(site.Rang, GateForcedRule.Id);
        Assert.Equal(1, site.Open(GateForcedRule.Id).Count);
    }

    [Fact]
    public void An_alert_of_a_device_that_is_taken_away_returns_to_normal_and_waits_for_its_acknowledgement()
    {
        var site = Forced();
        site.Follow(s => s with { Devices = [.. s.Devices.Where(d => d.Id != Scenario.Gate)] }).Run(5);
        var alert = site.Open(GateForcedRule.Id);
        Assert.Equal((AlertState.ReturnedUnacknowledged, site.Now.AddSeconds(-5).ToUnixTimeMilliseconds()), (alert.State, alert.UntilMs));
        Assert.Equal("gate is judged at this site no more", site.Changes.Last(c => c.Alert.Id == alert.Id).Transition.Why);
        Assert.Equal(ActResult.Done, site.Acknowledge(alert.Id));
        Assert.DoesNotContain(site.History.Devices, d => d.Device.Id == Scenario.Gate);
    }

    [Fact]
    public void An_alert_of_a_zone_that_is_taken_away_returns_to_normal()
    {
        var site = new Scenario(SiteType.STREET).Run(1);
        site.Stands(CameraRecord.VehicleStopped, 1, Scenario.KeepClearZone, site.Now);
        site.Run(70);
        Assert.Equal(AlertState.Unacknowledged, site.Open(StandingThingRule.VehicleStopped.Code).State);
        site.Follow(s => s with { Devices = [.. s.Devices.Select(d => d.Camera is { } c ? d with { Camera = c with { Zones = [] } } : d)] }).Run(2);
        Assert.Equal(AlertState.ReturnedUnacknowledged, site.Open(StandingThingRule.VehicleStopped.Code).State);
    }

    [Fact]
    public void A_device_that_is_added_is_judged_from_then_on()
    {
        var site = new Scenario(SiteType.ALLEY);
        var gate = site.History.Site.Devices.Single(d => d.Id == Scenario.Gate);
        site.Follow(s => s with { Devices = [.. s.Devices.Where(d => d != gate)] }).Run(5);
        Open(site);
        Assert.Empty(site.Rang);
        site.Follow(s => s with { Devices = [.. s.Devices, gate] }).Run(5);
        Open(site);
        Assert.Equal([GateForcedRule.Id], site.Rang);
    }

    [Fact]
    public void What_a_device_tells_of_the_place_where_it_was_before_is_not_judged()
    {
        var site = new Scenario(SiteType.ALLEY).Run(60);
        site.History[new(Scenario.Gate)].SinceMs = site.Now.ToUnixTimeMilliseconds();
        site.GateIs(ContactState.Closed, BoltState.Thrown, at: site.Now.AddSeconds(-40));
        site.GateIs(ContactState.Open, BoltState.Thrown, at: site.Now.AddSeconds(-30));
        site.Run(5);
        Assert.Empty(site.Rang);
        Open(site);
        Assert.Equal([GateForcedRule.Id], site.Rang);
    }

    [Fact]
    public void A_changed_figure_is_in_force_at_the_next_second_and_the_alert_names_its_version()
    {
        var site = new Scenario(SiteType.ALLEY).Run(1);
        site.GateIs(ContactState.Open, BoltState.Withdrawn);
        site.Run(40);
        Assert.DoesNotContain(GateLeftOpenRule.Id, site.Rang);
        site.Follow(s => s, RuleParameters.Default with { LeftOpenClosedSeconds = 30, Version = "2" }).Run(1);
        Assert.Equal("2", site.Open(GateLeftOpenRule.Id).Parameters);
    }

    [Fact]
    public void A_line_that_was_taken_before_is_taken_anew_by_other_figures()
    {
        var site = new Scenario(SiteType.HOME);
        site.Run(310, Level);
        Assert.Empty(site.Rang);
        site.Follow(s => s, RuleParameters.Default with { NightPermittedDb = 30, NightExcessDb = 5 }).Run(5, Level);
        Assert.Equal(30, site.Open(NoiseNightRule.Id).LimitDb);

        void Level(DateTimeOffset t) => site.Noise(t, 32);
    }

    [Theory]
    [InlineData("22:00-06:00", 2)]
    [InlineData("12:00-14:00", 1)]
    public void A_gate_that_is_forced_in_the_closed_hours_of_its_site_is_more_urgent(string closed, int priority)
    {
        Assert.True(DailyHours.TryParse(closed, out var hours));
        var site = new Scenario(SiteType.ALLEY, demoHours: false, start: Afternoon).Run(1);
        site.Follow(s => s with { Hours = new() { Closed = hours } });
        Open(site);
        Assert.Equal(priority, site.Latest(GateForcedRule.Id).Priority);
    }

    [Theory]
    [InlineData("23:00-07:00", false)]
    [InlineData("12:30-13:30", true)]
    public void It_is_night_in_a_home_when_its_hours_say_so(string night, bool rings)
    {
        Assert.True(DailyHours.TryParse(night, out var hours));
        var site = new Scenario(SiteType.HOME, demoHours: false, start: Afternoon);
        site.Follow(s => s with { Hours = new() { Night = hours } }).Run(310, t => site.Noise(t, 60));
        Assert.Equal(rings, site.Rang.Contains(NoiseNightRule.Id));
    }

    [Fact]
    public void On_a_bin_day_a_gate_may_stand_open_until_the_bins_are_collected_and_five_minutes_more()
    {
        var site = new Scenario(SiteType.ALLEY, demoHours: false, start: BinDay).Run(1);
        Assert.True(DailyHours.TryParse("07:00-09:30", out var hours));
        site.Follow(s => s with { Hours = new() { BinDays = [DayOfWeek.Tuesday], BinHours = hours } });
        site.GateIs(ContactState.Open, BoltState.Withdrawn);
        site.Run(1800 + 290);
        Assert.DoesNotContain(GateLeftOpenRule.Id, site.Rang);
        site.Run(20);
        Assert.Contains(GateLeftOpenRule.Id, site.Rang);
        Assert.Equal(3, site.Open(GateLeftOpenRule.Id).Priority);
    }

    [Fact]
    public void On_another_day_it_may_not()
    {
        var site = new Scenario(SiteType.ALLEY, demoHours: false, start: BinDay).Run(1);
        site.Follow(s => s with { Hours = new() { BinDays = [DayOfWeek.Wednesday] } });
        site.GateIs(ContactState.Open, BoltState.Withdrawn);
        site.Run(310);
        Assert.Contains(GateLeftOpenRule.Id, site.Rang);
    }

    [Fact]
    public void A_device_that_was_just_added_has_time_to_report_before_it_is_offline()
    {
        var site = new Scenario(SiteType.ALLEY);
        site.History.ListeningSince = site.Start.ToUnixTimeSeconds() - 3600;
        site.History[new(Scenario.Gate)].SinceMs = site.Now.ToUnixTimeMilliseconds();
        site.Run(80, Others);
        Assert.DoesNotContain(DeviceOfflineRule.Id, site.Rang);
        site.Run(20, Others);
        Assert.Equal([DeviceOfflineRule.Id], site.Rang);

        void Others(DateTimeOffset t)
        {
            site.Heartbeat(Scenario.Microphone);
            site.Heartbeat(Scenario.Camera);
        }
    }

    private static Scenario Forced()
    {
        var site = new Scenario(SiteType.ALLEY).Run(1);
        Open(site);
        Assert.Equal([GateForcedRule.Id], site.Rang);
        return site;
    }

    private static void Open(Scenario site)
    {
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(1).GateIs(ContactState.Open, BoltState.Thrown);
        site.Run(1);
    }
}
