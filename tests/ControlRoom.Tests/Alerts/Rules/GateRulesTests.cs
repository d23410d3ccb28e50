using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class GateRulesTests
{
    [Fact]
    public void A_keyed_gate_that_opens_while_its_bolt_reads_thrown_is_forced_and_rings_at_once()
    {
        var site = Shut();
        site.GateIs(ContactState.Closed, BoltState.Thrown, shock: 2.4);
        site.Run(1).GateIs(ContactState.Open, BoltState.Thrown);
        Assert.Equal(["GATE-FORCED"], site.Rang);
        Assert.Equal(1, site.Latest("GATE-FORCED").Priority);
        Assert.Contains("after a shock of 2.4 g", site.Latest("GATE-FORCED").Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resident_with_a_key_does_not_ring_and_is_explained()
    {
        var site = Shut();
        site.GateIs(ContactState.Closed, BoltState.Withdrawn);
        site.Run(1).GateIs(ContactState.Open, BoltState.Withdrawn);
        site.Run(22).GateIs(ContactState.Closed, BoltState.Withdrawn, shock: 1.5);
        site.Run(2).GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(200);
        Assert.Empty(site.Called);
        Assert.Contains(site.Quiet, q => q.Why == "Gate: valid opening 22 s");
    }

    [Fact]
    public void A_stiff_gate_pushed_hard_after_its_bolt_was_withdrawn_is_a_valid_opening()
    {
        var site = Shut();
        site.GateIs(ContactState.Closed, BoltState.Withdrawn);
        site.Run(1).GateIs(ContactState.Closed, BoltState.Withdrawn, shock: 2);
        site.Run(1).GateIs(ContactState.Open, BoltState.Withdrawn);
        Assert.Empty(site.Called);
    }

    [Fact]
    public void A_bolt_that_springs_out_after_a_shock_was_forced()
    {
        var site = Shut();
        site.GateIs(ContactState.Closed, BoltState.Thrown, shock: 3);
        site.Run(1).GateIs(ContactState.Closed, BoltState.Withdrawn);
        site.Run(1).GateIs(ContactState.Open, BoltState.Withdrawn);
        Assert.Equal(["GATE-FORCED"], site.Rang);
    }

    [Fact]
    public void The_slam_of_a_closing_gate_does_not_make_the_next_opening_forced()
    {
        var site = Shut(LockType.KeyedWithoutBoltSensor);
        site.GateIs(ContactState.Open, null);
        site.Run(5).GateIs(ContactState.Closed, null, shock: 2);
        site.Run(1).GateIs(ContactState.Closed, null, shock: 1.4);
        site.Run(1).GateIs(ContactState.Open, null);
        Assert.Empty(site.Called);
    }

    [Fact]
    public void Without_a_bolt_sensor_a_shock_before_the_opening_is_P2_at_most_and_says_why()
    {
        var site = Shut(LockType.KeyedWithoutBoltSensor);
        site.GateIs(ContactState.Closed, null, shock: 1.8);
        site.Run(1).GateIs(ContactState.Open, null);
        Assert.Equal(2, site.Latest("GATE-FORCED").Priority);
        Assert.Contains("no bolt sensor", site.Latest("GATE-FORCED").Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(11, true)]
    public void An_electronic_gate_needs_a_valid_unlock_in_the_ten_seconds_before(int secondsAfterUnlock, bool forced)
    {
        var site = Shut(LockType.Electronic);
        site.GateIs(ContactState.Closed, null, unlock: true);
        site.Run(secondsAfterUnlock).GateIs(ContactState.Open, null, unlock: false);
        Assert.Equal(forced, site.Called.Any());
    }

    [Fact]
    public void By_day_a_forced_gate_is_P2()
    {
        var site = Shut(demoHours: false, start: new(2026, 11, 23, 13, 0, 0, TimeSpan.Zero));
        site.GateIs(ContactState.Open, BoltState.Thrown);
        Assert.Equal(2, site.Latest("GATE-FORCED").Priority);
    }

    [Fact]
    public void A_gate_left_open_past_its_limit_rings_once()
    {
        var site = Shut();
        site.GateIs(ContactState.Closed, BoltState.Withdrawn);
        site.Run(1).GateIs(ContactState.Open, BoltState.Withdrawn);
        site.Run(600, t => { if (t.Second == 0) site.GateIs(ContactState.Open, BoltState.Withdrawn); });
        Assert.Equal(["GATE-LEFT-OPEN"], site.Called);
        Assert.Equal("Gate: still open 2 min (demo hours)", site.Latest("GATE-LEFT-OPEN").Why);
    }

    [Fact]
    public void After_a_forced_opening_left_open_is_a_line_under_it_and_does_not_ring()
    {
        var site = Shut();
        site.GateIs(ContactState.Open, BoltState.Thrown);
        site.Run(300);
        Assert.Equal(["GATE-FORCED"], site.Rang);
        Assert.Equal(site.Latest("GATE-FORCED").Id, site.Latest("GATE-LEFT-OPEN").FoldedUnder);
    }

    [Fact]
    public void A_gate_left_open_for_half_an_hour_goes_up_one_level()
    {
        var site = Shut();
        site.GateIs(ContactState.Closed, BoltState.Withdrawn);
        site.GateIs(ContactState.Open, BoltState.Withdrawn);
        site.Run(1900, t => { if (t.Second == 0) site.GateIs(ContactState.Open, BoltState.Withdrawn); });
        Assert.Equal(2, site.Latest("GATE-LEFT-OPEN").Priority);
    }

    [Fact]
    public void A_forced_opening_twenty_minutes_old_is_found_later_and_silent()
    {
        var site = Shut();
        var then = site.Now;
        site.Run(1200);
        site.GateIs(ContactState.Open, BoltState.Thrown, at: then);
        Assert.Empty(site.Rang);
        Assert.Equal("found later", site.Latest("GATE-FORCED").Suppressed);
    }

    [Fact]
    public void A_forced_opening_that_waited_out_an_outage_rings_although_a_newer_record_came_before_it()
    {
        var site = Shut();
        var opened = site.Now;
        site.Run(60).GateIs(ContactState.Closed, BoltState.Thrown, number: 4);
        site.GateIs(ContactState.Open, BoltState.Thrown, at: opened, number: 2);
        site.GateIs(ContactState.Closed, BoltState.Thrown, at: opened.AddSeconds(5), number: 3);
        Assert.Equal(["GATE-FORCED"], site.Rang);
        Assert.StartsWith("happened 1 min ago", site.Latest("GATE-FORCED").Why, StringComparison.Ordinal);
        site.Run(600);
        Assert.Equal(AlertState.ReturnedUnacknowledged, site.Latest("GATE-FORCED").State);
        Assert.DoesNotContain(site.Changes, c => c.Alert.Code == "GATE-LEFT-OPEN");
    }

    [Fact]
    public void Every_forced_opening_of_an_outage_counts_once_in_whatever_order_they_are_known()
    {
        var site = Shut();
        site.Run(60).GateIs(ContactState.Open, BoltState.Thrown, number: 6);
        foreach (var (number, contact) in new[] { (2, ContactState.Open), (4, ContactState.Open), (5, ContactState.Closed), (3, ContactState.Closed) })
            site.GateIs(contact, BoltState.Thrown, at: site.Now.AddSeconds(-60 + number), number: number);
        Assert.Equal(3, site.Latest("GATE-FORCED").Count);
    }

    [Fact]
    public void A_forced_opening_that_is_known_after_a_record_of_the_open_gate_counts_once()
    {
        var site = Shut();
        site.Run(60).GateIs(ContactState.Open, BoltState.Thrown, number: 3);
        site.GateIs(ContactState.Open, BoltState.Thrown, at: site.Now.AddSeconds(-50), number: 2);
        Assert.Equal(1, site.Latest("GATE-FORCED").Count);
    }

    [Fact]
    public void An_opening_that_seemed_valid_is_forced_once_the_shock_before_it_is_known()
    {
        var site = Shut();
        site.Run(60).GateIs(ContactState.Open, bolt: null, number: 4);
        site.GateIs(ContactState.Open, bolt: null, at: site.Now.AddSeconds(-49), number: 3);
        Assert.Empty(site.Called);
        site.GateIs(ContactState.Closed, bolt: null, shock: 2, at: site.Now.AddSeconds(-50), number: 2);
        Assert.Equal(["GATE-FORCED"], site.Called);
    }

    [Fact]
    public void A_gate_is_watched_on_when_its_device_sets_its_clock_back()
    {
        var site = Shut();
        site.GateIs(ContactState.Open, BoltState.Thrown, at: site.Now.AddHours(1));
        site.GateIs(ContactState.Closed, BoltState.Thrown, at: site.Now.AddHours(1));
        site.Run(1).GateIs(ContactState.Open, BoltState.Thrown);
        Assert.Equal(2, site.Latest("GATE-FORCED").Count);
    }

    [Theory]
    [InlineData(2, 3, 4)]
    [InlineData(4, 3, 2)]
    [InlineData(3, 2, 4)]
    public void What_another_control_room_rang_for_does_not_ring_again_and_what_follows_it_does(int first, int second, int third)
    {
        var before = new Scenario(SiteType.ALLEY).Run(10);
        Receive(before, 2, 3, 4);
        var after = before.Restarted();
        Receive(after, first, second, third);
        Assert.Empty(after.Changes);
        after.GateIs(ContactState.Open, BoltState.Thrown, number: 5);
        Assert.Equal(2, after.Latest("GATE-FORCED").Count);

        static void Receive(Scenario site, params int[] numbers) => Array.ForEach(numbers, n =>
            site.GateIs(n == 3 ? ContactState.Open : ContactState.Closed, BoltState.Thrown, at: site.Now.AddSeconds(n - 10), number: n));
    }

    [Fact]
    public void An_opening_of_which_another_control_room_knew_a_part_rings_late_once_all_is_known()
    {
        var site = new Scenario(SiteType.ALLEY).Run(100);
        site.GateIs(ContactState.Open, BoltState.Thrown, at: site.Now.AddSeconds(-70), number: 3);
        site = site.Restarted().Run(1);
        site.GateIs(ContactState.Closed, BoltState.Thrown, at: site.Now.AddSeconds(-72), number: 2);
        Assert.Empty(site.Changes);
        site.GateIs(ContactState.Open, BoltState.Thrown, at: site.Now.AddSeconds(-71), number: 3);
        Assert.Equal(["GATE-FORCED"], site.Rang);
        Assert.StartsWith("happened 1 min ago", site.Latest("GATE-FORCED").Why, StringComparison.Ordinal);
    }

    [Fact]
    public void An_opening_that_another_control_room_took_for_valid_rings_once_the_shock_before_it_is_known()
    {
        var site = new Scenario(SiteType.ALLEY, LockType.KeyedWithoutBoltSensor).Run(10);
        var (closed, opened) = (site.Now.AddSeconds(-3), site.Now.AddSeconds(-1));
        site.GateIs(ContactState.Closed, null, at: closed, number: 1);
        site.GateIs(ContactState.Open, null, at: opened, number: 3);
        site = site.Restarted();
        site.GateIs(ContactState.Open, null, at: opened, number: 3);
        site.GateIs(ContactState.Closed, null, at: closed, number: 1);
        site.GateIs(ContactState.Closed, null, shock: 2, at: opened.AddSeconds(-1), number: 2);
        Assert.Equal(["GATE-FORCED"], site.Rang);
        site.GateIs(ContactState.Open, null, number: 4);
        Assert.Single(site.Rang);
    }

    private static Scenario Shut(LockType lockType = LockType.Keyed, bool demoHours = true, DateTimeOffset? start = null)
    {
        var site = new Scenario(SiteType.ALLEY, lockType, demoHours, start);
        site.GateIs(ContactState.Closed, lockType == LockType.Keyed ? BoltState.Thrown : null);
        return site.Run(10);
    }
}
