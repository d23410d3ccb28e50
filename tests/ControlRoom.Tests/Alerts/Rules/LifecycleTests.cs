using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class LifecycleTests
{
    [Fact]
    public void A_P1_that_returned_to_normal_rings_again_and_counts()
    {
        var site = Forced();
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(130, _ => { });
        Assert.Equal(AlertState.ReturnedUnacknowledged, site.Latest("GATE-FORCED").State);
        site.GateIs(ContactState.Open, BoltState.Thrown);
        Assert.Equal(["GATE-FORCED", "GATE-FORCED"], site.Rang);
        Assert.Equal(2, site.Latest("GATE-FORCED").Count);
        Assert.Equal(AlertState.Unacknowledged, site.Latest("GATE-FORCED").State);
    }

    [Fact]
    public void What_rings_again_wants_a_new_picture_and_a_mere_repeat_none()
    {
        var site = Forced();
        var first = site.Latest("GATE-FORCED").Still;
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(5).GateIs(ContactState.Open, BoltState.Thrown);
        Assert.Equal(first, site.Latest("GATE-FORCED").Still);
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(130, _ => { }).GateIs(ContactState.Open, BoltState.Thrown);
        Assert.NotNull(first);
        Assert.NotEqual(first, site.Latest("GATE-FORCED").Still);
    }

    [Fact]
    public void A_repeat_before_it_returned_is_counted_and_not_rung_again()
    {
        var site = Forced();
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(5).GateIs(ContactState.Open, BoltState.Thrown);
        Assert.Equal(["GATE-FORCED"], site.Rang);
        Assert.Equal(2, site.Latest("GATE-FORCED").Count);
    }

    [Fact]
    public void An_acknowledged_alert_closes_when_its_condition_has_ended()
    {
        var site = Forced();
        Assert.Equal(ActResult.Done, site.Acknowledge(site.Latest("GATE-FORCED").Id));
        Assert.Equal(AlertState.Acknowledged, site.Latest("GATE-FORCED").State);
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(130, _ => { });
        Assert.Equal(AlertState.Normal, site.Latest("GATE-FORCED").State);
    }

    [Fact]
    public void While_a_site_that_woke_reads_again_what_was_judged_nothing_rings_and_an_open_alert_may_be_acknowledged()
    {
        var before = new Scenario(SiteType.STREET);
        before.Run(240, t => before.Noise(t, 75));
        Assert.Equal(["NOISE-CROWD"], before.Rang);
        var site = before.Waking();
        site.Run(200, t => site.Noise(t, 75));
        Assert.Empty(site.Changes);
        Assert.Equal(ActResult.Done, site.Acknowledge(before.Latest("NOISE-CROWD").Id));
        site.Run(40, t => site.Noise(t, 75)).Wakes();
        site.Run(60, t => site.Noise(t, 75)).Run(200, t => site.Noise(t, 50));
        Assert.Empty(site.Rang);
        Assert.Empty(site.Quiet);
        Assert.Equal([AlertState.Acknowledged, AlertState.Normal], site.Changes.Select(c => c.Alert.State));
    }

    [Fact]
    public void Acknowledging_after_it_returned_closes_it_and_a_second_time_says_so()
    {
        var site = Forced();
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(130, _ => { });
        var id = site.Latest("GATE-FORCED").Id;
        site.Acknowledge(id);
        Assert.Equal(AlertState.Normal, site.Latest("GATE-FORCED").State);
        Assert.Equal(ActOutcome.Refused, site.Acknowledge(id).Outcome);
        Assert.Equal(ActResult.NotFound, site.Acknowledge("unknown"));
    }

    [Fact]
    public void An_acknowledgement_taken_back_leaves_the_alert_waiting_without_a_second_ring_and_its_journal_says_both()
    {
        var site = Forced();
        var id = site.Latest("GATE-FORCED").Id;
        site.Acknowledge(id);
        site.Run(9);
        Assert.Equal(ActResult.Done, site.Undo(id));
        var alert = site.Latest("GATE-FORCED");
        Assert.Equal((AlertState.Unacknowledged, null, null), (alert.State, alert.AcknowledgedBy, alert.AcknowledgedMs));
        Assert.Equal(["GATE-FORCED"], site.Rang);
        Assert.Equal([AlertEvent.Raised, AlertEvent.Acknowledged, AlertEvent.AcknowledgementUndone],
            site.Changes.Where(c => c.Alert.Id == id).Select(c => c.Transition.Event));
        Assert.Equal(ActResult.Done, site.Acknowledge(id));
    }

    [Fact]
    public void One_that_was_over_and_closed_by_its_acknowledgement_is_over_again()
    {
        var site = Forced();
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(130, _ => { });
        var id = site.Latest("GATE-FORCED").Id;
        site.Acknowledge(id);
        Assert.Equal(ActResult.Done, site.Undo(id));
        Assert.Equal(AlertState.ReturnedUnacknowledged, site.Latest("GATE-FORCED").State);
    }

    [Fact]
    public void An_acknowledgement_is_taken_back_only_soon_by_the_same_hand_and_while_it_stands()
    {
        var site = Forced();
        var id = site.Latest("GATE-FORCED").Id;
        Assert.Equal(ActOutcome.Refused, site.Undo(id).Outcome);
        Assert.Equal(ActResult.NotFound, site.Undo("unknown"));
        site.Acknowledge(id);
        Assert.Equal(ActOutcome.Refused, site.Undo(id, "another").Outcome);
        site.Run(20);
        Assert.Equal(ActOutcome.Refused, site.Undo(id).Outcome);
        Assert.Equal(AlertState.Acknowledged, site.Latest("GATE-FORCED").State);
    }

    [Fact]
    public void A_closed_P3_that_comes_back_within_ten_minutes_is_stored_with_the_reason_and_stays_silent()
    {
        var site = new Scenario(SiteType.STREET);
        Shouts(site);
        site.Acknowledge(site.Latest("NOISE-SHOUT").Id);
        site.Run(200, t => site.Noise(t, 50));
        Assert.Equal(AlertState.Normal, site.Latest("NOISE-SHOUT").State);
        Shouts(site);
        Assert.Equal(["NOISE-SHOUT"], site.Rang);
        Assert.Equal("within 10 min of the one before", site.Latest("NOISE-SHOUT").Suppressed);
    }

    [Fact]
    public void A_silent_device_rings_DEVICE_OFFLINE_only_once_the_control_room_has_listened_for_ninety_seconds()
    {
        var site = new Scenario(SiteType.TOWN);
        site.History.ListeningSince = site.Start.ToUnixTimeSeconds();
        site.Run(80, t => site.Noise(t, 55));
        Assert.Empty(site.Rang);
        site.Run(30, t => site.Noise(t, 55));
        Assert.Equal(["DEVICE-OFFLINE", "DEVICE-OFFLINE"], site.Rang); // camera and gate, never the microphone
        Assert.DoesNotContain(site.Changes, c => c.Alert.Source == new Source(Scenario.Microphone));
    }

    [Fact]
    public void While_the_control_room_is_deaf_no_device_is_called_offline()
    {
        var site = new Scenario(SiteType.TOWN);
        site.History.ListeningSince = site.Start.ToUnixTimeSeconds();
        site.Run(10, t => site.Noise(t, 55));
        site.History.ListeningSince = null;
        site.Run(300);
        Assert.Empty(site.Rang);
    }

    private static Scenario Forced()
    {
        var site = new Scenario(SiteType.ALLEY);
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(5).GateIs(ContactState.Open, BoltState.Thrown);
        return site;
    }

    private static void Shouts(Scenario site)
    {
        for (var i = 0; i < 3; i++)
        {
            site.Shout(site.Now);
            site.Run(3);
        }
        site.Run(10);
    }
}
