using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Alerts.Shelves;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

/// <summary>What is shelved or out of service, through the real rules, by event time.</summary>
public class ShelfTests
{
    private const string Code = "GATE-NOT-BOLTED";

    [Fact]
    public void What_would_have_rung_is_kept_with_the_reason_and_counted_and_the_end_of_the_shelf_is_one_row()
    {
        var site = NotBolted();
        Assert.Equal(ActResult.Done, Shelve(site, 60));
        Assert.Equal((true, false, AlertState.Unacknowledged), (site.Latest(Code).IsShelved, site.Latest(Code).IsListed, site.Latest(Code).State));
        Repeat(site, 3);
        Assert.Equal([Code], site.Rang);
        var hidden = site.Changes.Where(c => c.Transition.Event == AlertEvent.Suppressed).Select(c => c.Alert.Suppressed).ToList();
        Assert.Equal([.. Enumerable.Repeat("shelved by operator until 00:31: the bolt is out for repair", 3)], hidden);
        Assert.Equal(3, Assert.Single(site.Shelves).Hid);
        site.Run(3600);
        Assert.Empty(site.Shelves);
        Assert.Equal([Code, Code], site.Rang);
        Assert.StartsWith("was shelved; hid 3: ", site.Latest(Code).Why);
        Assert.Equal((true, AlertState.Unacknowledged, null), (site.Latest(Code).IsListed, site.Latest(Code).State, site.Latest(Code).Suppressed));
        Assert.Equal([AlertEvent.Shelved, AlertEvent.ShelfEnded],
            site.ShelfChanges.Select(c => c.Transition?.Event).OfType<AlertEvent>());
    }

    [Fact]
    public void A_shelf_that_ends_with_nothing_going_on_rings_for_nothing()
    {
        var site = NotBolted();
        Shelve(site, 60);
        Repeat(site, 2);
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(3600);
        Assert.Equal([Code], site.Rang);
        Assert.Empty(site.Shelves);
        Assert.DoesNotContain(site.Alerts, a => a.IsOpen);
    }

    [Fact]
    public void What_comes_too_soon_after_one_that_was_hidden_would_not_have_rung_and_is_not_counted()
    {
        var site = NotBolted();
        Shelve(site, 60);
        Repeat(site, 1);
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(125);
        site.GateIs(ContactState.Closed, BoltState.Withdrawn);
        site.Run(65);
        Assert.StartsWith("within 10 min", site.Latest(Code).Suppressed);
        Assert.Equal(1, site.Shelves[0].Hid);
        site.Run(600);
        Assert.Equal(2, site.Shelves[0].Hid);
        Assert.Equal([Code], site.Rang);
    }

    [Fact]
    public void A_shelf_holds_over_a_restart_and_ends_in_the_other()
    {
        var site = NotBolted();
        Shelve(site, 60);
        Repeat(site, 1);
        var restarted = site.Restarted();
        restarted.GateIs(ContactState.Closed, BoltState.Withdrawn);
        restarted.Run(300);
        Assert.Empty(restarted.Rang);
        restarted.Run(3600);
        Assert.Equal([Code], restarted.Rang);
        Assert.StartsWith("was shelved; hid 1: ", restarted.Latest(Code).Why);
    }

    [Fact]
    public void It_is_ended_by_hand_once_and_what_goes_on_rings_at_once()
    {
        var site = NotBolted();
        Shelve(site, 60);
        var id = site.Shelves[0].Id;
        Assert.Equal(ActResult.Done, site.Do(new ShelfAct(ShelfVerb.End, "supervisor", id)));
        Assert.Equal([Code, Code], site.Rang);
        Assert.Equal(("supervisor", AlertEvent.ShelfEnded), (site.Changes[^1].Transition.By, site.Changes[^1].Transition.Event));
        Assert.Equal("it has ended", site.Do(new ShelfAct(ShelfVerb.End, "supervisor", id)).Why);
    }

    [Fact]
    public void Taken_back_it_stands_as_it_did_and_has_not_rung_again()
    {
        var site = NotBolted();
        Shelve(site, 60);
        site.Run(5);
        Assert.Equal(ActResult.Done, site.Undo(site.Latest(Code).Id));
        Assert.Empty(site.Shelves);
        Assert.Equal((true, AlertState.Unacknowledged), (site.Latest(Code).IsListed, site.Latest(Code).State));
        Assert.Equal([Code], site.Rang);
        Shelve(site, 60);
        site.Run(20);
        Assert.Equal("it is too late, or it has rung again", site.Undo(site.Latest(Code).Id).Why);
    }

    [Theory]
    [InlineData(481, "wind", "minutes is 481; a P3 is shelved here for 1 to 480 min")]
    [InlineData(0, "wind", "minutes is 0; a P3 is shelved here for 1 to 480 min")]
    [InlineData(null, "wind", "minutes is not given; a P3 is shelved here for 1 to 480 min")]
    [InlineData(30, " ", "the reason has 0 characters; it must have 1 to 500")]
    public void It_has_a_reason_and_a_longest_time(int? minutes, string reason, string fault)
    {
        var site = NotBolted();
        Assert.Equal(fault, site.Do(site.Latest(Code).Id, new AlertAct(AlertVerb.Shelve, "operator") { Minutes = minutes, Text = reason }).Why);
        Assert.Empty(site.Shelves);
        Assert.True(site.Latest(Code).IsListed);
    }

    [Fact]
    public void The_longest_time_is_the_sites()
    {
        var site = NotBolted();
        site.Follow(s => s, RuleParameters.Default with { ShelfMinutes = 60 });
        Assert.Equal("minutes is 61; a P3 is shelved here for 1 to 60 min", Shelve(site, 61).Why);
        Assert.Equal(ActResult.Done, Shelve(site, 60));
        Assert.Equal("it is shelved by operator until 00:31: the bolt is out for repair", Shelve(site, 60).Why);
    }

    [Fact]
    public void A_P1_is_shelved_for_half_an_hour_at_the_most()
    {
        var site = new Scenario(SiteType.ALLEY);
        Force(site);
        Assert.Equal("minutes is 31; a P1 is shelved here for 1 to 30 min", Shelve(site, 31, "GATE-FORCED").Why);
        Assert.Equal(ActResult.Done, Shelve(site, 30, "GATE-FORCED"));
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(130);
        Force(site);
        Assert.Equal(["GATE-FORCED"], site.Rang.Where(c => c == "GATE-FORCED"));
        Assert.Equal(1, site.Shelves[0].Hid);
    }

    [Fact]
    public void What_is_more_urgent_than_what_was_shelved_rings()
    {
        var site = new Scenario(SiteType.ALLEY);
        site.GateIs(ContactState.Open, BoltState.Withdrawn);
        site.Run(150);
        var alert = site.Open("GATE-LEFT-OPEN");
        Assert.Equal(3, alert.Priority);
        Assert.Equal(ActResult.Done, Shelve(site, 120, "GATE-LEFT-OPEN"));
        site.Run(1700);
        Assert.Equal((2, true), (site.Open("GATE-LEFT-OPEN").Priority, site.Open("GATE-LEFT-OPEN").IsListed));
        Assert.Equal(2, site.Rang.Count(c => c == "GATE-LEFT-OPEN"));
    }

    [Fact]
    public void Nothing_of_a_device_out_of_service_rings_until_it_is_put_in_service()
    {
        var site = NotBolted();
        Assert.Equal(ActResult.Done, OutOfService(site));
        Assert.StartsWith("it is out of service by engineer: hinges", OutOfService(site).Why);
        Force(site);
        Repeat(site, 1);
        Assert.Equal([Code], site.Rang);
        Assert.All(site.Changes.Where(c => c.Transition.Event == AlertEvent.Suppressed && c.Alert.IsShelved),
            c => Assert.Equal("out of service by engineer: hinges", c.Alert.Suppressed));
        var hid = Assert.Single(site.Shelves).Hid;
        Assert.True(hid > 1, $"{hid}");
        site.Run(40_000);
        Assert.Equal([Code], site.Rang);
        Assert.Equal("it is out of service: it ends when its device is put in service",
            site.Do(new ShelfAct(ShelfVerb.End, "engineer", site.Shelves[0].Id)).Why);
        Assert.Equal(ActResult.Done, site.Do(new ShelfAct(ShelfVerb.PutInService, "engineer", Scenario.Gate)));
        Assert.Single(site.Changes, c => c.Transition is { Rings: true, Event: AlertEvent.ShelfEnded } && c.Alert.Code == Code);
        Assert.StartsWith("was out of service; hid ", site.Latest(Code).Why);
        Assert.Equal("it is in service", site.Do(new ShelfAct(ShelfVerb.PutInService, "engineer", Scenario.Gate)).Why);
    }

    [Fact]
    public void One_code_of_a_device_is_out_of_service_and_its_others_ring()
    {
        var site = new Scenario(SiteType.ALLEY);
        Assert.Equal(ActResult.Done, OutOfService(site, Code));
        site.GateIs(ContactState.Closed, BoltState.Withdrawn);
        site.Run(70);
        Assert.Empty(site.Rang);
        Force(site);
        Assert.Equal(["GATE-FORCED"], site.Rang);
    }

    [Fact]
    public void An_operator_is_warned_five_minutes_before_an_end()
    {
        var now = new DateTimeOffset(2026, 11, 23, 23, 30, 0, TimeSpan.Zero);
        Shelf[] shelves = [Until("a", 301), Until("b", 300), Until("c", 61), Until("d", 0)];
        Assert.Equal([("c", 2), ("b", 5)], ShelfBoard.EndSoon(shelves, now).Select(e => (e.Shelf.Id, e.Minutes)));

        Shelf Until(string id, int seconds) => new()
        {
            Id = id,
            Site = "site",
            Source = new("gate"),
            Reason = "",
            By = "",
            UntilMs = now.AddSeconds(seconds).ToUnixTimeMilliseconds(),
        };
    }

    private static Scenario NotBolted()
    {
        var site = new Scenario(SiteType.ALLEY);
        site.GateIs(ContactState.Closed, BoltState.Withdrawn);
        site.Run(70);
        Assert.Equal([Code], site.Rang);
        return site;
    }

    /// <summary>The gate is bolted for long enough that it is over, and then again it is not, each time after the cool-down.</summary>
    private static void Repeat(Scenario site, int times)
    {
        for (var i = 0; i < times; i++)
        {
            site.GateIs(ContactState.Closed, BoltState.Thrown);
            site.Run(600);
            site.GateIs(ContactState.Closed, BoltState.Withdrawn);
            site.Run(70);
        }
    }

    private static void Force(Scenario site)
    {
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(10);
        site.GateIs(ContactState.Open, BoltState.Thrown);
        site.Run(10);
    }

    private static ActResult Shelve(Scenario site, int minutes, string code = Code) =>
        site.Do(site.Latest(code).Id, new AlertAct(AlertVerb.Shelve, "operator") { Minutes = minutes, Text = " the bolt is out for repair " });

    private static ActResult OutOfService(Scenario site, string? code = null) =>
        site.Do(new ShelfAct(ShelfVerb.PutOutOfService, "engineer", Scenario.Gate) { Code = code, Reason = "hinges" });
}
