using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Codes;
using Solutions.Edge.ControlRoom.Overview;

namespace Solutions.Edge.ControlRoom.Tests.Overview;

public class DeskTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_of_the_queue_is_selected_already() =>
        Assert.Equal("a", Desk.Empty.Refreshed([Row("a", 1), Row("b", 3)]).SelectedId);

    [Fact]
    public void Something_more_urgent_takes_the_selection_from_what_nobody_chose() =>
        Assert.Equal("new", Desk.Empty.Refreshed([Row("a", 3)]).Refreshed([Row("new", 1), Row("a", 3)]).SelectedId);

    [Fact]
    public void Something_as_urgent_does_not_take_the_selection() =>
        Assert.Equal("a", Desk.Empty.Refreshed([Row("a", 1)]).Refreshed([Row("new", 1), Row("a", 1)]).SelectedId);

    [Fact]
    public void What_the_operator_chose_stays_whatever_comes() =>
        Assert.Equal("b", Desk.Empty.Refreshed([Row("a", 2), Row("b", 3)]).Choose("b").Refreshed([Row("new", 1), Row("a", 2), Row("b", 3)]).SelectedId);

    [Fact]
    public void A_selected_alert_that_has_closed_gives_way_to_the_first() =>
        Assert.Equal("a", Desk.Empty.Refreshed([Row("a", 2), Row("b", 3)]).Choose("b").Refreshed([Row("a", 2)]).SelectedId);

    [Fact]
    public void After_an_acknowledgement_the_most_urgent_that_waits_is_selected_or_the_seen_one_stays()
    {
        var before = Desk.Empty.Refreshed([Row("a", 1), Row("b", 2)]).Choose("a");
        Assert.Equal("b", before.Refreshed([Row("b", 2), Row("a", 1, AlertState.Acknowledged)]).ToNextWaiting(before, "a").SelectedId);
        var only = Desk.Empty.Refreshed([Row("a", 1)]).Choose("a");
        Assert.Equal("a", only.Refreshed([Row("a", 1, AlertState.Acknowledged)]).ToNextWaiting(only, "a").SelectedId);
    }

    [Fact]
    public void Of_several_as_urgent_the_next_below_is_selected_and_what_was_passed_over_only_at_the_end()
    {
        var before = Desk.Empty.Refreshed([Row("a", 2), Row("b", 2), Row("c", 2), Row("d", 3)]).Choose("b");
        var after = before.Refreshed([Row("a", 2), Row("c", 2), Row("d", 3), Row("b", 2, AlertState.Acknowledged)]).ToNextWaiting(before, "b");
        Assert.Equal("c", after.SelectedId);
        Assert.Equal("a", after.Refreshed([Row("a", 2), Row("d", 3), Row("b", 2, AlertState.Acknowledged),
            Row("c", 2, AlertState.Acknowledged)]).ToNextWaiting(after, "c").SelectedId);
        // What is over and acknowledged leaves the queue, and a P1 has come meanwhile.
        Assert.Equal("new", before.Refreshed([Row("new", 1), Row("a", 2), Row("c", 2), Row("d", 3)]).ToNextWaiting(before, "b").SelectedId);
    }

    [Fact]
    public void A_press_acts_only_on_what_had_been_on_the_screen_for_a_second_as_it_rang()
    {
        var desk = Desk.Empty.Refreshed([Row("a", 1) with { Ring = 7 }, Row("b", 1, AlertState.Acknowledged) with { AcknowledgedBy = "operator, desk 3f" }]);
        Assert.Null(desk.Refuses(new("1", "a", 7, 0, 1000)));
        Assert.StartsWith("Not done: P1 Gate forced, Alley had been on screen for under a second",
            desk.Refuses(new("1", "a", 7, 0, 150)), StringComparison.Ordinal);
        Assert.StartsWith("Not done: P1 Gate forced, Alley has rung again", desk.Refuses(new("acknowledge", "a", 6, 0, 1000)), StringComparison.Ordinal);
        Assert.Equal("Not done: it has left the queue.", desk.Refuses(new("2", "c", 0, 0, 1000)));
    }

    [Fact]
    public void A_verdict_counts_only_if_the_picture_had_been_there_for_two_seconds()
    {
        var counted = new Press("2", "a", 0, 3, 2000).By("operator, desk 3f");
        Assert.Equal((AlertVerb.Judge, Verdict.NotReal, 3, true), (counted.Verb, counted.Verdict, counted.Known, counted.IsCounted));
        Assert.False(new Press("2", "a", 0, 3, 1999).By("operator, desk 3f").IsCounted);
        Assert.Equal(AlertVerb.Acknowledge, new Press("acknowledge", "a", 0, 0, 2000).By("x").Verb);
        Assert.Equal(AlertVerb.Hold, new Press("hold", "a", 0, 0, 2000).By("x").Verb);
    }

    [Fact]
    public void The_selection_stops_at_the_ends_of_the_queue()
    {
        var desk = Desk.Empty.Refreshed([Row("a", 1), Row("b", 2)]);
        Assert.Equal("a", desk.Move(-1).SelectedId);
        Assert.Equal("b", desk.Move(1).Move(1).SelectedId);
        Assert.Null(Desk.Empty.Move(1).SelectedId);
    }

    [Fact]
    public void What_waits_is_announced_once_for_each_of_its_rings()
    {
        var desk = Desk.Empty.Refreshed([Row("new", 1) with { Ring = 5 }, Row("urgent", 1) with { Ring = 4 }, Row("old", 2) with { Ring = 3 }]);
        Assert.Equal(["new", "urgent"], desk.RangAfter(3).Select(r => r.Id));
        Assert.Empty(desk.RangAfter(5));
        Assert.Empty(Desk.Empty.Refreshed([Row("a", 1, AlertState.Acknowledged) with { Ring = 6 }]).RangAfter(5));
    }

    private static AlertRow Row(string id, int priority, AlertState state = AlertState.Unacknowledged) =>
        new(id, GateForcedRule.Id, "Gate forced", "alley", "Alley", SiteType.ALLEY, priority, state, "why", Noon, Noon, Noon, null, 1, null, null, []);
}
