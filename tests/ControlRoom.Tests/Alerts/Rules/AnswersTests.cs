using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Answers;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

/// <summary>What people do with alerts, through the real rules.</summary>
public class AnswersTests
{
    [Fact]
    public void A_verdict_acknowledges_and_closes_the_alert_only_once_its_condition_is_over()
    {
        var site = Forced();
        var id = site.Latest("GATE-FORCED").Id;
        Assert.Equal(ActResult.Done, Judge(site, id, Verdict.Real));
        var judged = site.Latest("GATE-FORCED");
        Assert.Equal((AlertState.Acknowledged, Verdict.Real, "operator", "operator"), (judged.State, judged.Verdict, judged.VerdictBy, judged.AcknowledgedBy));
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(130);
        Assert.Equal((AlertState.Normal, Verdict.Real), (site.Latest("GATE-FORCED").State, site.Latest("GATE-FORCED").Verdict));
        Assert.Equal([AlertEvent.Raised, AlertEvent.Judged, AlertEvent.Returned],
            site.Changes.Where(c => c.Alert.Id == id).Select(c => c.Transition.Event));
    }

    [Fact]
    public void One_that_was_not_real_has_a_cause_and_no_other_has()
    {
        var site = Forced();
        var id = site.Latest("GATE-FORCED").Id;
        Assert.Equal(ActOutcome.Refused, site.Do(id, new AlertAct(AlertVerb.NameCause, "operator") { Cause = FalseCause.SensorFault }).Outcome);
        Assert.Equal("only one that is not real has a cause",
            site.Do(id, new AlertAct(AlertVerb.Judge, "operator") { Verdict = Verdict.Real, Cause = FalseCause.Other }).Why);
        Judge(site, id, Verdict.NotReal);
        Assert.Equal(ActResult.Done, site.Do(id, new AlertAct(AlertVerb.NameCause, "operator") { Cause = FalseCause.SensorFault }));
        Assert.Equal((Verdict.NotReal, FalseCause.SensorFault), (site.Latest("GATE-FORCED").Verdict, site.Latest("GATE-FORCED").Cause));
        Assert.Equal("judged not real: sensor fault by operator", site.Latest("GATE-FORCED").LastAct);
    }

    [Fact]
    public void A_verdict_taken_back_leaves_it_waiting_as_if_nobody_had_seen_it()
    {
        var site = Forced();
        var id = site.Latest("GATE-FORCED").Id;
        Judge(site, id, Verdict.NotReal);
        Assert.Equal(ActResult.Done, site.Undo(id));
        var alert = site.Latest("GATE-FORCED");
        Assert.Equal((AlertState.Unacknowledged, null, null, null), (alert.State, alert.Verdict, alert.VerdictBy, alert.AcknowledgedBy));
        Assert.Equal(["GATE-FORCED"], site.Rang);
    }

    [Fact]
    public void A_verdict_on_one_acknowledged_before_is_taken_back_alone()
    {
        var site = Forced();
        var id = site.Latest("GATE-FORCED").Id;
        site.Acknowledge(id);
        site.Run(5);
        Judge(site, id, Verdict.Real);
        Assert.Equal(ActResult.Done, site.Undo(id));
        Assert.Equal((AlertState.Acknowledged, null), (site.Latest("GATE-FORCED").State, site.Latest("GATE-FORCED").Verdict));
    }

    [Fact]
    public void A_second_hand_that_has_not_seen_the_first_ones_act_is_refused_with_it()
    {
        var site = Forced();
        var id = site.Latest("GATE-FORCED").Id;
        Assert.Equal(ActResult.Done, Judge(site, id, Verdict.Real, "desk 1", known: 0));
        Assert.Equal("meanwhile it was judged real by desk 1", Judge(site, id, Verdict.NotReal, "desk 2", known: 0).Why);
        Assert.Equal(Verdict.Real, site.Latest("GATE-FORCED").Verdict);
        Assert.Equal(ActResult.Done, Judge(site, id, Verdict.NotReal, "desk 2", known: 1));
    }

    [Fact]
    public void An_acknowledgement_without_a_verdict_ends_and_what_goes_on_rings_again()
    {
        var site = Forced();
        var id = site.Latest("GATE-FORCED").Id;
        site.Acknowledge(id);
        site.Run(1799);
        Assert.Equal(["GATE-FORCED"], site.Rang);
        site.Run(2);
        Assert.Equal(AlertState.Unacknowledged, site.Changes.Last(c => c.Alert.Id == id).Alert.State);
        Assert.Equal(2, site.Changes.Count(c => c.Alert.Id == id && c.Transition.Rings && c.Transition.Event != AlertEvent.PriorityRaised));
        Assert.StartsWith("acknowledged by operator, without a verdict, and the time is up", site.Changes.Last(c => c.Alert.Id == id).Transition.Why);
    }

    [Fact]
    public void One_that_is_judged_does_not_come_back_by_time()
    {
        var site = Forced();
        Judge(site, site.Latest("GATE-FORCED").Id, Verdict.Real);
        site.Run(2000);
        Assert.Equal(["GATE-FORCED"], site.Rang);
    }

    [Fact]
    public void What_is_on_hold_waits_again_even_if_it_ended_meanwhile()
    {
        var site = Forced();
        var id = site.Latest("GATE-FORCED").Id;
        Assert.Equal(ActResult.Done, site.Do(id, AlertVerb.Hold));
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(130);
        Assert.Equal((AlertState.Acknowledged, true), (site.Latest("GATE-FORCED").State, site.Latest("GATE-FORCED").IsOnHold));
        site.Run(900);
        Assert.Equal((AlertState.ReturnedUnacknowledged, false), (site.Latest("GATE-FORCED").State, site.Latest("GATE-FORCED").IsOnHold));
        Judge(site, id, Verdict.CannotTell);
        Assert.Equal(AlertState.Normal, site.Latest("GATE-FORCED").State);
    }

    [Fact]
    public void A_closed_one_is_reopened_with_its_trail_and_an_open_one_is_not()
    {
        var site = Forced();
        var id = site.Latest("GATE-FORCED").Id;
        Assert.Equal("it is open", site.Do(id, AlertVerb.Reopen).Why);
        Judge(site, id, Verdict.NotReal);
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(130);
        Assert.Equal(ActResult.Done, site.Do(id, AlertVerb.Reopen, "supervisor"));
        Assert.Equal((AlertState.ReturnedUnacknowledged, null), (site.Latest("GATE-FORCED").State, site.Latest("GATE-FORCED").Verdict));
        Assert.Equal([AlertEvent.Raised, AlertEvent.Judged, AlertEvent.Returned, AlertEvent.Reopened],
            site.Changes.Where(c => c.Alert.Id == id).Select(c => c.Transition.Event));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(" ", false)]
    [InlineData("the magnet is loose", true)]
    public void A_note_has_words(string text, bool isTaken)
    {
        var site = Forced();
        var id = site.Latest("GATE-FORCED").Id;
        Assert.Equal(isTaken, site.Do(id, new AlertAct(AlertVerb.Note, "operator") { Text = text }) == ActResult.Done);
        Assert.Equal(isTaken ? 1 : 0, site.Latest("GATE-FORCED").Acts);
        Assert.Equal("a note must have 1 to 500 characters", site.Do(id, new AlertAct(AlertVerb.Note, "operator") { Text = new('x', 501) }).Why);
    }

    [Fact]
    public void An_escalation_names_its_agency_and_acknowledges()
    {
        var site = Forced();
        var id = site.Latest("GATE-FORCED").Id;
        var text = new EscalationRequest("Police", "0412", "a unit in 5 min").Text;
        Assert.Equal(ActResult.Done, site.Do(id, new AlertAct(AlertVerb.Escalate, "operator") { Text = text }));
        Assert.Equal((AlertState.Acknowledged, "Police, log 0412: a unit in 5 min"), (site.Latest("GATE-FORCED").State, site.Latest("GATE-FORCED").Escalated));
        Assert.Equal("agency", new EscalationRequest("Navy").FindFault()!.Value.Field);
    }

    [Fact]
    public void What_went_under_an_alert_is_acknowledged_with_it_and_has_no_verdict_of_its_own()
    {
        var site = Forced();
        site.Run(400);
        var (parent, child) = (site.Latest("GATE-FORCED"), site.Latest("GATE-LEFT-OPEN"));
        Assert.Equal(parent.Id, child.FoldedUnder);
        Assert.Equal("it went under another alert, which is judged in its place", Judge(site, child.Id, Verdict.Real).Why);
        Judge(site, parent.Id, Verdict.Real);
        Assert.Equal((AlertState.Acknowledged, null), (site.Latest("GATE-LEFT-OPEN").State, site.Latest("GATE-LEFT-OPEN").Verdict));
    }

    private static ActResult Judge(Scenario site, string id, Verdict verdict, string by = "operator", int? known = null) =>
        site.Do(id, new AlertAct(AlertVerb.Judge, by) { Verdict = verdict, Known = known });

    private static Scenario Forced()
    {
        var site = new Scenario(SiteType.ALLEY);
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(10);
        site.GateIs(ContactState.Open, BoltState.Thrown);
        site.Run(10);
        Assert.Equal(["GATE-FORCED"], site.Rang);
        return site;
    }
}
