using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts;

public class AlertBoardTests
{
    private readonly FakeTimeProvider time = new(new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero));

    [Fact]
    public void An_alert_that_is_told_of_again_when_its_site_wakes_has_rung_once()
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

        void Rang(string id) => board.Rang(Row(id), new() { Alert = id, AtMs = time.GetUtcNow().ToUnixTimeMilliseconds(), Event = AlertEvent.Rang, Priority = 3, Why = "3 shouts" });
    }

    private AlertRow Row(string id) => new(id, "NOISE-SHOUT", "Shouting", "street", "Street", SiteType.STREET, 3, AlertState.Unacknowledged, "3 shouts",
        time.GetUtcNow(), time.GetUtcNow(), time.GetUtcNow(), null, 1, null, null, []);
}
