using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts;

public class AlertBoardTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Start);

    [Fact]
    public void An_alert_that_is_reported_again_when_its_site_wakes_has_rung_once()
    {
        var board = new AlertBoard(new(), time);
        Rang("a1");
        Rang("a1");
        Rang("a2");
        Assert.Equal(2, board.RangThisHour);
        time.Advance(TimeSpan.FromMinutes(5));
        Rang("a1");
        Assert.Equal(3, board.RangThisHour);
        time.Advance(TimeSpan.FromMinutes(56));
        Assert.Equal(1, board.RangThisHour);

        void Rang(string id) => board.Rang(Row(id), Ring(id));
    }

    [Fact]
    public void A_closed_alert_whose_acknowledgement_is_taken_back_waits_again_and_has_not_rung_again()
    {
        var board = new AlertBoard(new(), time);
        board.Put(Row("a1"), Ring("a1"));
        board.Put(Row("a2"), Ring("a2"));
        Assert.Equal([1L, 2L], board.OperatorQueue.Select(r => r.Ring).Order());
        board.Put(Row("a1") with { State = AlertState.Normal });
        Assert.Equal("a2", Assert.Single(board.OperatorQueue).Id);
        board.Put(Row("a1") with { State = AlertState.ReturnedUnacknowledged });
        Assert.Equal(2, board.OperatorQueue.Count(r => r.Waiting));
        Assert.True(board.OperatorQueue.Single(r => r.Id == "a1").Ring <= 2);
        Assert.Equal(2, board.LastRing);
    }

    /// <summary>A gate left open for half an hour: the same opening, a level up.</summary>
    [Fact]
    public void An_alert_that_becomes_more_urgent_rings_again_though_it_fired_at_the_same_time()
    {
        var board = new AlertBoard(new(), time);
        board.Put(Row("a1"), Ring("a1"));
        var before = board.LastRing;
        time.Advance(TimeSpan.FromMinutes(25));
        board.Put(Row("a1") with { Priority = 2, Fired = Start }, Ring("a1", 2));
        Assert.True(Assert.Single(board.OperatorQueue).Ring > before);
        Assert.Equal(2, board.RangThisHour);
        // Its site wakes: nothing new.
        board.Put(Row("a1") with { Priority = 2, Fired = Start }, Ring("a1", 2));
        Assert.Equal(board.LastRing, Assert.Single(board.OperatorQueue).Ring);
        Assert.Equal(2, board.LastRing);
    }

    private AlertTransition Ring(string id, int priority = 3) =>
        new() { Alert = id, AtMs = time.GetUtcNow().ToUnixTimeMilliseconds(), Event = AlertEvent.Rang, Priority = priority, Why = "3 shouts", Rings = true };

    private AlertRow Row(string id) => new(id, "NOISE-SHOUT", "Shouting", "street", "Street", SiteType.STREET, 3, AlertState.Unacknowledged, "3 shouts",
        time.GetUtcNow(), time.GetUtcNow(), time.GetUtcNow(), null, 1, null, null, []);
}
