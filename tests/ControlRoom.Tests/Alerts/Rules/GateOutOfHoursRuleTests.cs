using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class GateOutOfHoursRuleTests
{
    private const string Code = "GATE-OUT-OF-HOURS";

    [Fact]
    public void From_the_third_opening_of_a_night_on_it_is_more_urgent_and_the_next_night_begins_anew()
    {
        var site = Shut(new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero));
        foreach (var (hours, priority, count) in new[] { (0, 4, 1), (1, 4, 2), (5, 3, 3), (25, 4, 1) })
        {
            site.SkipTo(site.Start.AddHours(hours));
            Open(site);
            Assert.Equal((priority, $"Gate: opened in closed hours (22:00-06:00) by its withdrawn bolt; {count} of this night"),
                (site.Latest(Code).Priority, site.Latest(Code).Why));
            site.Acknowledge(site.Latest(Code).Id);
            site.Run(200);
        }
        Assert.Equal([Code, Code, Code, Code], site.Rang);
    }

    [Theory]
    [InlineData("2026-03-29T04:59:00Z", true)]
    [InlineData("2026-03-29T05:00:00Z", false)]
    [InlineData("2026-10-25T05:59:00Z", true)]
    [InlineData("2026-10-25T06:00:00Z", false)]
    [InlineData("2026-11-23T21:59:00Z", false)]
    [InlineData("2026-11-23T22:00:00Z", true)]
    public void Closed_hours_are_by_the_clock_of_the_place_on_nights_of_a_change_too(string opened, bool rings)
    {
        var site = Shut(DateTimeOffset.Parse(opened, System.Globalization.CultureInfo.InvariantCulture).AddSeconds(-10));
        Open(site);
        Assert.Equal(rings ? [Code] : [], site.Rang);
    }

    [Fact]
    public void A_forced_opening_is_none_and_an_opening_is_counted_once()
    {
        var site = Shut(new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero));
        site.GateIs(ContactState.Open, BoltState.Thrown);
        site.Run(5).GateIs(ContactState.Closed, BoltState.Thrown);
        Assert.Equal(["GATE-FORCED"], site.Rang);
        site.Run(5).GateIs(ContactState.Closed, BoltState.Withdrawn);
        site.Run(1).GateIs(ContactState.Open, BoltState.Withdrawn);
        site.Run(5).GateIs(ContactState.Open, BoltState.Withdrawn);
        Assert.Equal((1, 4), (site.Latest(Code).Count, site.Latest(Code).Priority));
    }

    [Theory]
    [InlineData(LockType.Electronic, "a valid unlock")]
    [InlineData(LockType.KeyedWithoutBoltSensor, "what shows no force; no bolt sensor tells more")]
    public void It_says_by_what_it_opened(LockType lockType, string by)
    {
        var site = new Scenario(SiteType.ALLEY, lockType);
        site.GateIs(ContactState.Closed, null, unlock: lockType == LockType.Electronic ? true : null);
        site.Run(2).GateIs(ContactState.Open, null);
        Assert.Equal($"Gate: opened in closed hours (22:00-06:00) by {by}; 1 of this night (demo hours)", site.Latest(Code).Why);
    }

    [Fact]
    public void What_another_control_room_noted_is_not_noted_again()
    {
        var before = Shut(new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero));
        before.GateIs(ContactState.Open, BoltState.Withdrawn, opening: 1, number: 7);
        var after = before.Restarted();
        after.GateIs(ContactState.Closed, BoltState.Withdrawn, at: after.Now.AddSeconds(-1), opening: 0, number: 6);
        after.GateIs(ContactState.Open, BoltState.Withdrawn, opening: 1, number: 7);
        Assert.Empty(after.Changes);
    }

    private static void Open(Scenario site)
    {
        site.GateIs(ContactState.Closed, BoltState.Withdrawn);
        site.GateIs(ContactState.Open, BoltState.Withdrawn);
        site.Run(5).GateIs(ContactState.Closed, BoltState.Thrown);
    }

    private static Scenario Shut(DateTimeOffset start)
    {
        var site = new Scenario(SiteType.ALLEY, demoHours: false, start: start);
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        return site.Run(10);
    }
}
