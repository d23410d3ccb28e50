using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class GateNotBoltedRuleTests
{
    private const string Code = "GATE-NOT-BOLTED";

    [Theory]
    [InlineData(LockType.Keyed, ContactState.Closed, BoltState.Withdrawn, null, "Gate: shut, its bolt withdrawn for 60 s (demo hours)")]
    [InlineData(LockType.Keyed, ContactState.Closed, BoltState.Thrown, null, null)]
    [InlineData(LockType.Keyed, ContactState.Open, BoltState.Withdrawn, null, null)]
    [InlineData(LockType.Electronic, ContactState.Closed, null, true, "Gate: shut, its lock still released for 60 s (demo hours)")]
    [InlineData(LockType.Electronic, ContactState.Closed, null, false, null)]
    [InlineData(LockType.KeyedWithoutBoltSensor, ContactState.Closed, null, null, null)]
    public void It_rings_for_engineers_after_a_minute(LockType lockType, ContactState contact, BoltState? bolt, bool? unlock, string? why)
    {
        var site = new Scenario(SiteType.ALLEY, lockType);
        site.GateIs(contact, bolt, unlock: unlock);
        site.Run(62);
        Assert.DoesNotContain(Code, site.Rang);
        site.Run(5);
        Assert.Equal(why is null ? [] : [(3, why)], site.Changes.Where(c => c.Alert.Code == Code).Select(c => (c.Alert.Priority, c.Alert.Why)));
    }

    [Fact]
    public void A_leaf_that_stands_open_while_its_bolt_reads_thrown_is_sensors_that_disagree_and_goes_under_the_forced_opening()
    {
        var site = new Scenario(SiteType.ALLEY);
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(10).GateIs(ContactState.Open, BoltState.Thrown);
        site.Run(70);
        Assert.Equal(["GATE-FORCED"], site.Rang);
        Assert.Equal("Gate: contact and bolt disagree: open while the bolt reads thrown for 60 s (demo hours)", site.Latest(Code).Why);
        Assert.Equal(site.Latest("GATE-FORCED").Id, site.Latest(Code).FoldedUnder);
    }

    [Theory]
    [InlineData(20, false)]
    [InlineData(50, true)]
    public void Whoever_walks_through_is_explained_only_if_locking_took_long(int seconds, bool explained)
    {
        var site = new Scenario(SiteType.ALLEY);
        site.GateIs(ContactState.Closed, BoltState.Withdrawn);
        site.Run(seconds).GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(30);
        Assert.Empty(site.Rang);
        Assert.Equal(explained, site.Quiet.Exists(q => q.Code == Code && q.Why == "Gate: not locked for under 60 s"));
    }

    [Fact]
    public void Once_it_is_locked_it_returns_to_normal()
    {
        var site = new Scenario(SiteType.ALLEY);
        site.GateIs(ContactState.Closed, BoltState.Withdrawn);
        site.Run(70).GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(130);
        Assert.Equal(AlertState.ReturnedUnacknowledged, site.Latest(Code).State);
    }
}
