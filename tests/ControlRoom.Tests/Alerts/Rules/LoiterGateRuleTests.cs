using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class LoiterGateRuleTests
{
    private const string Code = "LOITER-GATE";

    [Fact]
    public void Somebody_at_the_shut_gate_for_three_of_ten_minutes_rings_once_as_P3()
    {
        var site = new Scenario(SiteType.ALLEY);
        // There for a minute, away for a minute.
        site.Run(320, t => Second(site, t, (t - site.Start).TotalMinutes % 2 < 1 ? 1 : 0));
        Assert.Equal([Code], site.Rang);
        Assert.Equal((3, "cam/ground"), (site.Latest(Code).Priority, site.Latest(Code).Source));
        Assert.Equal("Camera, ground: somebody there for 3.0 of 10 min, the gate shut (demo hours)", site.Latest(Code).Why);
    }

    [Theory]
    [InlineData(ContactState.Closed, 0.25, true, SiteType.ALLEY)]
    [InlineData(ContactState.Open, 1, true, SiteType.ALLEY)]
    [InlineData(ContactState.Closed, 1, false, SiteType.ALLEY)]
    [InlineData(ContactState.Closed, 1, true, SiteType.STREET)]
    public void Nobody_is_called_for_passers_by_an_open_gate_the_day_or_another_place(ContactState gate, double presence, bool closedHours, SiteType type)
    {
        var site = new Scenario(type, demoHours: false, start: new(2026, 11, 23, closedHours ? 23 : 14, 30, 0, TimeSpan.Zero));
        site.Run(700, t => Second(site, t, presence, gate));
        Assert.DoesNotContain(Code, site.Rang);
    }

    [Fact]
    public void Only_what_is_of_the_closed_hours_counts()
    {
        var site = new Scenario(SiteType.ALLEY, demoHours: false, start: new(2026, 11, 23, 21, 56, 0, TimeSpan.Zero));
        site.Run(240 + 170, t => Second(site, t, 1));
        Assert.Empty(site.Rang);
        site.Run(20, t => Second(site, t, 1));
        Assert.Equal([Code], site.Rang);
    }

    [Fact]
    public void It_returns_to_normal_once_the_window_has_emptied()
    {
        var site = new Scenario(SiteType.ALLEY);
        site.Run(200, t => Second(site, t, 1));
        site.Run(900, t => Second(site, t, 0));
        Assert.Equal(AlertState.ReturnedUnacknowledged, site.Latest(Code).State);
        Assert.Equal([Code], site.Rang);
    }

    private static void Second(Scenario site, DateTimeOffset t, double presence, ContactState gate = ContactState.Closed)
    {
        site.Noise(t, 40);
        site.AtTheGate(t, presence);
        site.GateIs(gate, BoltState.Thrown, at: t);
    }
}
