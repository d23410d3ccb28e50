using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

/// <summary>Every rule while the clock of a device, or of the control room itself, is wrong and after it is right again.</summary>
public class ClockTests
{
    /// <summary>Back and forth by minutes, months and years.</summary>
    private static readonly double[] Jumps = [9 * 365 * 86_400.0, 200 * 86_400.0, 1_200, -1_200, -61 * 86_400.0, -9 * 365 * 86_400.0];

    /// <summary>But EVIDENCE-DOUBT, which a wrong clock makes ring.</summary>
    public static MatrixTheoryData<string, double> CodesAndJumps => new(RuleScenes.All.Select(s => s.Code).Where(c => c != "EVIDENCE-DOUBT"), Jumps);

    public static MatrixTheoryData<string, double> AllCodesAndJumps => new(RuleScenes.All.Select(s => s.Code).Append("DEVICE-OFFLINE"), Jumps);

    [Theory]
    [MemberData(nameof(CodesAndJumps))]
    public void A_sensor_whose_clock_was_wrong_for_twenty_minutes_rings_as_ever_once_it_is_right(string code, double jump)
    {
        var scene = RuleScenes.Of(code);
        var site = scene.Begin();
        site.SetClock(scene.Sensor, TimeSpan.FromSeconds(jump), jump > 0 ? TimeQuality.Synced : TimeQuality.Holdover);
        site.Run(1_200, scene.Calm(site));
        Assert.Empty(site.Rang);
        site.SetClock(scene.Sensor, default);
        site.Run(60, scene.Calm(site));
        Rings(scene, site);
    }

    /// <summary>But DISORDER and FIREWORKS, which need the times of two devices.</summary>
    [Theory]
    [MemberData(nameof(CodesAndJumps))]
    public void A_sensor_whose_clock_is_wrong_rings_by_when_its_records_arrive(string code, double jump)
    {
        var scene = RuleScenes.Of(code);
        var site = scene.Begin();
        site.SetClock(scene.Sensor, TimeSpan.FromSeconds(jump), jump > 0 ? TimeQuality.Holdover : TimeQuality.Synced);
        site.Run(5, scene.Calm(site));
        if (code is not ("DISORDER" or "FIREWORKS"))
            Rings(scene, site);
        else
            Assert.DoesNotContain(code, site.Run(scene.Seconds, scene.Happens(site)).Rang);
    }

    [Theory]
    [MemberData(nameof(CodesAndJumps))]
    public void A_clock_that_is_set_while_an_alert_stands_does_not_keep_it_from_returning_to_normal(string code, double jump)
    {
        var scene = RuleScenes.Of(code);
        var site = scene.Begin();
        site.Run(scene.Seconds, scene.Happens(site));
        site.SetClock(scene.Sensor, TimeSpan.FromSeconds(jump));
        scene.End(site);
        site.Run(1_000, scene.Calm(site));
        Assert.NotNull(site.Latest(code).UntilMs);
    }

    [Theory]
    [MemberData(nameof(AllCodesAndJumps))]
    public void The_control_rooms_own_clock_may_be_set_and_every_rule_goes_on(string code, double jump)
    {
        var scene = Scene(code);
        var site = scene.Begin();
        site.SetRoomClock(TimeSpan.FromSeconds(jump)).Run(5, scene.Calm(site));
        Assert.Empty(site.Rang);
        Rings(scene, site);
        site.SetRoomClock(TimeSpan.FromSeconds(-jump));
        scene.End(site);
        site.Run(1_000, scene.Calm(site));
        Assert.NotNull(site.Latest(code).UntilMs);
    }

    [Theory]
    [MemberData(nameof(AllCodesAndJumps))]
    public void What_has_begun_when_the_control_rooms_own_clock_is_set_rings_when_its_time_is_full(string code, double jump)
    {
        var scene = Scene(code);
        var site = scene.Begin();
        var happens = scene.Happens(site);
        site.Run(scene.Seconds / 2, happens);
        site.SetRoomClock(TimeSpan.FromSeconds(jump)).Run(scene.Seconds - scene.Seconds / 2, happens);
        Assert.Contains(code, site.Rang);
    }

    [Theory]
    [InlineData(9 * 365 * 86_400.0)]
    [InlineData(1_200)]
    [InlineData(-1_200)]
    [InlineData(-9 * 365 * 86_400.0)]
    public void An_unlock_by_a_wrong_clock_excuses_no_opening_by_a_right_one(double jump)
    {
        var site = new Scenario(SiteType.ALLEY, LockType.Electronic);
        site.GateIs(ContactState.Closed, null);
        site.Run(10).SetClock(Scenario.Gate, TimeSpan.FromSeconds(jump));
        site.GateIs(ContactState.Closed, null, unlock: true);
        site.Run(8).SetClock(Scenario.Gate, default);
        site.GateIs(ContactState.Open, null);
        Assert.Equal(["GATE-FORCED"], site.Rang);
    }

    [Theory]
    [InlineData(9 * 365 * 86_400.0)]
    [InlineData(-1_200)]
    public void An_unlock_and_an_opening_on_the_same_wrong_clock_belong_together(double jump)
    {
        var site = new Scenario(SiteType.ALLEY, LockType.Electronic);
        site.GateIs(ContactState.Closed, null);
        site.Run(10).SetClock(Scenario.Gate, TimeSpan.FromSeconds(jump));
        site.GateIs(ContactState.Closed, null, unlock: true);
        site.Run(8).GateIs(ContactState.Open, null);
        Assert.Empty(site.Called);
        site.GateIs(ContactState.Closed, null);
        site.Run(20).GateIs(ContactState.Open, null);
        Assert.Equal(["GATE-FORCED"], site.Called);
    }

    [Fact]
    public void A_slam_by_a_clock_in_2036_does_not_hide_the_shocks_of_later()
    {
        var site = new Scenario(SiteType.ALLEY, LockType.Keyed);
        site.GateIs(ContactState.Open, null);
        site.Run(10).SetClock(Scenario.Gate, TimeSpan.FromDays(3_300));
        site.GateIs(ContactState.Closed, null);
        site.Run(2).SetClock(Scenario.Gate, default);
        site.GateIs(ContactState.Closed, null, shock: 2);
        site.Run(1).GateIs(ContactState.Open, null);
        Assert.Equal(["GATE-FORCED"], site.Rang);
    }

    [Fact]
    public void What_rang_in_2036_by_the_journal_keeps_nothing_silent_and_folds_nothing()
    {
        var before = new Scenario(SiteType.STREET, start: new(2036, 2, 7, 6, 28, 16, TimeSpan.Zero));
        var scene = RuleScenes.Of("NOISE-SHOUT");
        before.Run(scene.Seconds, scene.Happens(before));
        before.Acknowledge(before.Latest(scene.Code).Id);
        before.Run(300, scene.Calm(before));
        var site = before.RestartedAt(new(2026, 11, 23, 23, 30, 0, TimeSpan.Zero)).Run(60, scene.Calm(before));
        Rings(scene, site);
    }

    private static void Rings(RuleScene scene, Scenario site)
    {
        site.Run(scene.Seconds, scene.Happens(site));
        Assert.Contains(scene.Code, site.Rang);
        Assert.DoesNotContain("ago", site.Latest(scene.Code).Why, StringComparison.Ordinal);
    }

    private static RuleScene Scene(string code) => code != "DEVICE-OFFLINE" ? RuleScenes.Of(code)
        : new(code, SiteType.HOME, Scenario.Microphone, 70, (_, _, _) => { }, (site, t) => site.Noise(t, 26));
}
