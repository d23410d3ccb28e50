using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

/// <summary>Openings of a gate whose device counts them.</summary>
public class CountedOpeningTests
{
    [Fact]
    public void A_second_opening_counts_before_it_is_known_that_the_gate_was_shut_between_and_not_again_after()
    {
        var site = Shut();
        site.GateIs(ContactState.Open, BoltState.Thrown, number: 2, opening: 1);
        site.Run(10).GateIs(ContactState.Open, BoltState.Thrown, number: 4, opening: 2);
        Assert.Equal(2, site.Latest("GATE-FORCED").Count);
        site.GateIs(ContactState.Closed, BoltState.Thrown, at: site.Now.AddSeconds(-5), number: 3, opening: 1);
        Assert.Equal(2, site.Latest("GATE-FORCED").Count);
    }

    [Fact]
    public void An_opening_for_which_another_control_room_rang_does_not_ring_again_although_a_later_record_of_it_comes_first()
    {
        var before = Shut();
        before.GateIs(ContactState.Open, BoltState.Thrown, number: 2, opening: 1);
        Assert.Single(before.Rang);
        var after = before.Restarted();
        after.GateIs(ContactState.Closed, BoltState.Thrown, at: after.Now.AddSeconds(-20), number: 1, opening: 0);
        after.GateIs(ContactState.Open, BoltState.Thrown, number: 3, opening: 1);
        after.GateIs(ContactState.Open, BoltState.Thrown, at: after.Now.AddSeconds(-10), number: 2, opening: 1);
        Assert.Empty(after.Changes);
    }

    [Fact]
    public void A_device_that_starts_anew_while_the_gate_is_open_and_counts_from_nought_shows_no_other_opening()
    {
        var site = Shut();
        site.GateIs(ContactState.Open, BoltState.Thrown, opening: 1);
        site.RestartCamera();
        site.Run(30).GateIs(ContactState.Open, BoltState.Thrown, opening: 0);
        Assert.Equal(1, site.Latest("GATE-FORCED").Count);
        site.Run(5).GateIs(ContactState.Closed, BoltState.Thrown, opening: 0);
        site.Run(5).GateIs(ContactState.Open, BoltState.Thrown, opening: 1);
        Assert.Equal(2, site.Latest("GATE-FORCED").Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(null)]
    public void A_gate_that_has_been_open_for_hours_is_open_since_it_opened(int? opening)
    {
        var site = Shut(opening - 1);
        var opened = site.Now;
        site.GateIs(ContactState.Open, BoltState.Withdrawn, opening: opening);
        for (var minute = 1; minute < 300; minute++)
        {
            site.SkipTo(opened.AddMinutes(minute));
            site.GateIs(ContactState.Open, BoltState.Withdrawn, opening: opening);
        }
        Assert.Equal(opened.ToUnixTimeMilliseconds(), site.History.Find(Scenario.Gate)!.Gate.OpenSinceMs);
        site.GateIs(ContactState.Closed, BoltState.Withdrawn, opening: opening);
        Assert.Contains(site.Quiet, q => q.Why == $"Gate: valid opening {299 * 60} s");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(null)]
    public void A_valid_opening_is_not_judged_again_by_figures_that_changed_while_the_gate_stands_open(int? opening)
    {
        var site = Shut(opening - 1, LockType.Electronic);
        site.GateIs(ContactState.Closed, null, unlock: true, opening: opening - 1);
        site.Run(5).GateIs(ContactState.Open, null, unlock: false, opening: opening);
        site.Follow(s => s, RuleParameters.Default with { UnlockSeconds = 2 });
        site.Run(60).GateIs(ContactState.Open, null, unlock: false, opening: opening);
        Assert.Empty(site.Called);
    }

    [Fact]
    public void A_device_whose_count_stands_still_has_every_opening_rung_for()
    {
        var site = Shut();
        for (var times = 0; times < 3; times++)
        {
            site.GateIs(ContactState.Open, BoltState.Thrown, opening: 0);
            site.Run(5).GateIs(ContactState.Closed, BoltState.Thrown, opening: 0);
        }
        Assert.Equal(3, site.Latest("GATE-FORCED").Count);
    }

    private static Scenario Shut(int? opening = 0, LockType lockType = LockType.Keyed)
    {
        var site = new Scenario(SiteType.ALLEY, lockType);
        site.GateIs(ContactState.Closed, lockType == LockType.Keyed ? BoltState.Thrown : null, number: 1, opening: opening);
        return site.Run(10);
    }
}
