using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

/// <summary>An engineer is at the gate: what its records show of that time is a test.</summary>
public class VisitTests
{
    [Fact]
    public void What_happens_during_a_visit_is_a_test_and_rings_again_after_it()
    {
        var site = Shut();
        Visit(site, minutes: 10);
        site.Run(5).GateIs(ContactState.Open, BoltState.Thrown);
        var test = site.Latest("GATE-FORCED");
        Assert.Empty(site.Rang);
        Assert.True(test is { IsTest: true, IsListed: false, Visit: 7, Still: null });
        Assert.StartsWith("TEST: Gate: opened while the bolt reads thrown", test.Why, StringComparison.Ordinal);
        site.Run(5).GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(5).GateIs(ContactState.Open, BoltState.Thrown);
        Assert.Equal(2, site.Latest("GATE-FORCED").Count);
        site.Run(5).GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(600).GateIs(ContactState.Open, BoltState.Thrown);
        Assert.Equal(["GATE-FORCED"], site.Rang);
        Assert.Null(site.Latest("GATE-FORCED").Visit);
    }

    [Fact]
    public void A_gate_left_open_at_the_end_of_a_visit_rings_then()
    {
        var site = Shut();
        Visit(site, minutes: 5);
        site.GateIs(ContactState.Closed, BoltState.Withdrawn);
        site.Run(1).GateIs(ContactState.Open, BoltState.Withdrawn);
        site.Run(290, Minutely(site));
        Assert.Empty(site.Rang);
        Assert.True(site.Latest("GATE-LEFT-OPEN").IsTest);
        site.Run(30, Minutely(site));
        Assert.Equal(["GATE-LEFT-OPEN"], site.Rang);
        Assert.Equal((null, "Gate: still open 4 min (demo hours)"), (site.Latest("GATE-LEFT-OPEN").Suppressed, site.Latest("GATE-LEFT-OPEN").Why));
        Assert.Equal(site.Start.AddSeconds(310).ToUnixTimeMilliseconds(), site.Latest("GATE-LEFT-OPEN").FiredMs);
    }

    [Fact]
    public void A_gate_left_open_rings_as_soon_as_the_visit_is_ended()
    {
        var site = Shut();
        Visit(site, minutes: 60);
        site.GateIs(ContactState.Open, BoltState.Withdrawn);
        site.Run(200, Minutely(site));
        Assert.Empty(site.Rang);
        site.History.Visits = [site.History.Visits[0] with { EndedMs = site.Now.ToUnixTimeMilliseconds() }];
        site.Run(10, Minutely(site));
        Assert.Equal(["GATE-LEFT-OPEN"], site.Rang);
    }

    [Fact]
    public void A_lid_that_is_off_when_the_visit_is_over_rings_then()
    {
        var site = Shut();
        Visit(site, minutes: 1);
        site.Run(5).LidIs(ContactState.Open);
        site.Run(50);
        Assert.Empty(site.Rang);
        Assert.True(site.Latest("ENCLOSURE-OPEN").IsTest);
        site.Run(20);
        Assert.Equal(["ENCLOSURE-OPEN"], site.Rang);
    }

    [Fact]
    public void What_happened_before_the_visit_and_comes_during_it_rings()
    {
        var site = Shut();
        var before = site.Now;
        site.Run(10);
        Visit(site, minutes: 10);
        site.Run(10).GateIs(ContactState.Open, BoltState.Thrown, at: before.AddSeconds(2));
        Assert.Equal(["GATE-FORCED"], site.Rang);
        Assert.Null(site.Latest("GATE-FORCED").Visit);
    }

    [Fact]
    public void What_happened_during_the_visit_and_comes_after_it_is_a_test()
    {
        var site = Shut();
        Visit(site, minutes: 1);
        var during = site.Now.AddSeconds(30);
        site.Run(120).GateIs(ContactState.Open, BoltState.Thrown, at: during);
        site.GateIs(ContactState.Closed, BoltState.Thrown, at: during.AddSeconds(5));
        site.Run(10);
        Assert.Empty(site.Rang);
        Assert.True(site.Latest("GATE-FORCED").IsTest);
    }

    [Fact]
    public void An_alert_that_waits_from_before_the_visit_stays_as_it_was_and_tests_stand_beside_it()
    {
        var site = Shut();
        site.GateIs(ContactState.Open, BoltState.Thrown);
        site.Run(5).GateIs(ContactState.Closed, BoltState.Thrown);
        var waiting = site.Latest("GATE-FORCED");
        Visit(site, minutes: 10);
        site.Run(5).GateIs(ContactState.Open, BoltState.Thrown);
        site.Run(5).GateIs(ContactState.Closed, BoltState.Thrown);
        Assert.Equal(["GATE-FORCED"], site.Rang);
        Assert.NotEqual(waiting.Id, site.Latest("GATE-FORCED").Id);
        site.Run(200, Minutely(site, ContactState.Closed));
        var all = site.Changes.Where(c => c.Alert.Code == "GATE-FORCED").GroupBy(c => c.Alert.Id).Select(c => c.Last().Alert).ToList();
        Assert.Equal([(1, AlertState.ReturnedUnacknowledged), (1, AlertState.Normal)], all.Select(a => (a.Count, a.State)));
    }

    [Fact]
    public void A_test_before_which_something_late_happened_does_not_keep_that_from_ringing()
    {
        var site = Shut();
        var before = site.Now.AddSeconds(1);
        site.GateIs(ContactState.Closed, BoltState.Thrown, number: 10);
        site.LidIs(ContactState.Closed);
        site.Run(10);
        Visit(site, minutes: 10);
        site.Run(20).LidIs(ContactState.Open, site.Now);
        site.Run(10).LidIs(ContactState.Closed, site.Now);
        site.Run(10);
        Assert.True(site.Latest("ENCLOSURE-OPEN").IsTest);
        site.GateIs(ContactState.Closed, BoltState.Thrown, at: before, number: 4);
        site.LidIs(ContactState.Open, before);
        site.LidIs(ContactState.Closed, before.AddSeconds(2));
        site.Run(2);
        Assert.Equal(["ENCLOSURE-OPEN"], site.Rang);
    }

    [Fact]
    public void A_visit_to_another_device_makes_no_test()
    {
        var site = Shut();
        Visit(site, minutes: 10, Scenario.Camera);
        site.GateIs(ContactState.Open, BoltState.Thrown);
        Assert.Equal(["GATE-FORCED"], site.Rang);
    }

    [Fact]
    public void An_engineer_at_the_gate_is_no_night_of_loitering()
    {
        var site = new Scenario(SiteType.ALLEY);
        Visit(site, minutes: 60, Scenario.Camera);
        site.Run(300, t =>
        {
            if (t.Second == 0)
                site.GateIs(ContactState.Closed, BoltState.Thrown);
            site.AtTheGate(t, 1);
        });
        Assert.True(site.Latest("LOITER-GATE").IsTest);
        // The night after it is the first.
        Assert.Equal(1, site.History.LoiterNights.Until(new(Scenario.Camera, Scenario.GateZone), site.Now.AddDays(1).ToUnixTimeSeconds()));
    }

    [Fact]
    public void A_test_is_one_after_a_restart_too()
    {
        var site = Shut();
        Visit(site, minutes: 5);
        site.GateIs(ContactState.Open, BoltState.Withdrawn);
        site.Run(200, Minutely(site));
        var (visits, restarted) = (site.History.Visits, site.Restarted());
        restarted.History.Visits = visits;
        restarted.GateIs(ContactState.Open, BoltState.Withdrawn);
        restarted.Run(60, Minutely(restarted));
        Assert.Empty(restarted.Rang);
        restarted.Run(180, Minutely(restarted));
        Assert.Equal(["GATE-LEFT-OPEN"], restarted.Rang);
    }

    private static Action<DateTimeOffset> Minutely(Scenario site, ContactState contact = ContactState.Open) => t =>
    {
        if (t.Second == 0)
            site.GateIs(contact, contact == ContactState.Open ? BoltState.Withdrawn : BoltState.Thrown);
    };

    private static void Visit(Scenario site, int minutes, string device = Scenario.Gate) => site.History.Visits =
    [
        new()
        {
            Number = 7,
            Device = device,
            Name = "Ada",
            StartedBy = "person 4",
            StartedMs = site.Now.ToUnixTimeMilliseconds(),
            EndsMs = site.Now.AddMinutes(minutes).ToUnixTimeMilliseconds(),
        },
    ];

    private static Scenario Shut()
    {
        var site = new Scenario(SiteType.ALLEY);
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        return site.Run(10);
    }
}
