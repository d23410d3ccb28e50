using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
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
    public void After_an_acknowledgement_the_next_that_waits_is_selected_or_the_seen_one_stays()
    {
        var desk = Desk.Empty.Refreshed([Row("a", 1), Row("b", 2)]).Choose("a").Refreshed([Row("b", 2), Row("a", 1, AlertState.Acknowledged)]);
        Assert.Equal("b", desk.ToNextWaiting().SelectedId);
        var last = Desk.Empty.Refreshed([Row("a", 1)]).Choose("a").Refreshed([Row("a", 1, AlertState.Acknowledged)]);
        Assert.Equal("a", last.ToNextWaiting().SelectedId);
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
    public void An_alert_rings_once_and_again_only_when_it_fires_again()
    {
        var before = Desk.Empty.Refreshed([Row("a", 1)]);
        Assert.Equal(["a"], before.RangSince(Desk.Empty).Select(r => r.Id));
        Assert.Empty(before.Refreshed([Row("a", 1) with { Count = 2 }]).RangSince(before));
        Assert.Equal(["a"], before.Refreshed([Row("a", 1) with { Fired = Noon.AddMinutes(5) }]).RangSince(before).Select(r => r.Id));
        Assert.Empty(before.Refreshed([Row("a", 1, AlertState.Acknowledged)]).RangSince(before));
    }

    private static AlertRow Row(string id, int priority, AlertState state = AlertState.Unacknowledged) =>
        new(id, AlertCodes.GateForced, "Gate forced", "alley", "Alley", SiteType.ALLEY, priority, state, "why", Noon, Noon, Noon, null, 1, null, null, []);
}
