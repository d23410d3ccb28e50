using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

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
        Assert.Equal((3, new Source(Scenario.Camera, Scenario.GateZone)), (site.Latest(Code).Priority, site.Latest(Code).Source));
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

    [Fact]
    public void On_the_third_night_of_seven_it_rings_as_P2_and_says_so()
    {
        var site = new Scenario(SiteType.ALLEY, demoHours: false);
        foreach (var (night, priority, why) in new[] { (0, 3, ""), (1, 3, "; on 2 of the last 7 nights"), (6, 2, "; on 3 of the last 7 nights"),
            (8, 3, "; on 2 of the last 7 nights") })
        {
            Loiter(site, site.Start.AddDays(night));
            Assert.Equal(priority, site.Latest(Code).Priority);
            Assert.EndsWith("the gate shut" + why, site.Latest(Code).Why, StringComparison.Ordinal);
            site.Acknowledge(site.Latest(Code).Id);
        }
        Assert.Equal([Code, Code, Code, Code], site.Rang);
    }

    [Fact]
    public void An_alert_that_nobody_has_closed_rings_again_when_the_third_night_makes_it_more_urgent()
    {
        var site = new Scenario(SiteType.ALLEY, demoHours: false);
        Loiter(site, site.Start);
        Loiter(site, site.Start.AddDays(1));
        Assert.Equal([Code], site.Rang);
        Loiter(site, site.Start.AddDays(2));
        Assert.Equal([Code, Code], site.Rang);
        Assert.Equal((2, 3), (site.Latest(Code).Priority, site.Latest(Code).Count));
    }

    [Fact]
    public void A_night_is_one_of_the_place_even_where_it_is_noon_in_Greenwich()
    {
        // 22:30, 02:00 and 05:30 of one night in Sydney, and 23:30 of the next.
        var site = new Scenario(SiteType.ALLEY, demoHours: false, start: new(2026, 11, 23, 11, 30, 0, TimeSpan.Zero), timeZone: "Australia/Sydney");
        foreach (var hours in new[] { 0, 3.5, 7, 25 })
            Loiter(site, site.Start.AddHours(hours));
        Assert.Equal(3, site.Latest(Code).Priority);
        Assert.Equal(2, site.History.LoiterNights.Until(new(Scenario.Camera, Scenario.GateZone), site.Now.ToUnixTimeSeconds()));
    }

    private static void Loiter(Scenario site, DateTimeOffset at)
    {
        site.SkipTo(at);
        site.Run(200, t => Second(site, t, 1));
        site.Run(900, t => Second(site, t, 0));
    }

    private static void Second(Scenario site, DateTimeOffset t, double presence, ContactState gate = ContactState.Closed)
    {
        site.Noise(t, 40);
        site.AtTheGate(t, presence);
        site.GateIs(gate, BoltState.Thrown, at: t);
    }
}
