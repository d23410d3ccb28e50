using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class GateAttackRuleTests
{
    private const string Code = "GATE-ATTACK";

    [Theory]
    [InlineData(3, 29, 2, true)]
    [InlineData(3, 31, 2, false)]
    [InlineData(2, 10, 2, false)]
    [InlineData(5, 5, 0.9, false)]
    [InlineData(3, 1, 1, true)]
    public void It_takes_three_shocks_of_1_g_within_a_minute(int shocks, int apart, double g, bool rings)
    {
        var site = Shut();
        Hit(site, shocks, apart, g);
        site.Run(100);
        Assert.Equal(rings ? [Code] : [], site.Rang);
    }

    [Fact]
    public void It_states_how_many_how_hard_and_that_the_gate_is_still_shut()
    {
        var site = Shut();
        Hit(site, 2, 5, 1.5);
        Hit(site, 1, 10, 3.2);
        site.Run(10);
        var alert = site.Latest(Code);
        Assert.Equal((2, "Gate: 3 shocks of up to 3.2 g within 11 s, still shut (demo hours)"), (alert.Priority, alert.Why));
        Assert.Equal(site.Start.AddSeconds(10).ToUnixTimeMilliseconds(), alert.SinceMs);
        site.Run(400, t => { if (t.Second == 0) site.GateIs(ContactState.Closed, BoltState.Thrown, at: t); });
        Assert.Equal(AlertState.ReturnedUnacknowledged, site.Latest(Code).State);
    }

    [Fact]
    public void Two_shocks_are_explained()
    {
        var site = Shut();
        Hit(site, 2, 5, 2);
        site.Run(100);
        Assert.Contains(site.Quiet, q => q.Code == Code && q.Why == "Gate: 2 of the 3 shocks it takes within 60 s");
    }

    [Fact]
    public void The_slam_and_what_shook_the_open_gate_do_not_count()
    {
        var site = Shut();
        Hit(site, 1, 1, 2);
        site.GateIs(ContactState.Open, BoltState.Withdrawn);
        site.Run(1).GateIs(ContactState.Open, BoltState.Withdrawn, shock: 3);
        site.Run(1).GateIs(ContactState.Closed, BoltState.Withdrawn, shock: 3);
        site.Run(2).GateIs(ContactState.Closed, BoltState.Thrown, shock: 3);
        Hit(site, 2, 4, 2);
        site.Run(60);
        Assert.DoesNotContain(Code, site.Rang);
    }

    [Fact]
    public void An_attack_that_opens_the_gate_goes_under_the_forced_opening()
    {
        var site = Shut();
        Hit(site, 3, 5, 2);
        site.Run(10).GateIs(ContactState.Open, BoltState.Thrown);
        Assert.Equal([Code, "GATE-FORCED"], site.Rang);
        Assert.Equal(site.Latest("GATE-FORCED").Id, site.Latest(Code).FoldedUnder);
    }

    [Theory]
    [InlineData(600, null)]
    [InlineData(1_000, "found later")]
    public void One_that_waited_out_an_outage_rings_up_to_a_quarter_of_an_hour_late(int late, string? suppressed)
    {
        var site = Shut();
        site.Run(late);
        foreach (var n in new[] { 0, 5, 10 })
            site.GateIs(ContactState.Closed, BoltState.Thrown, shock: 2, at: site.Now.AddSeconds(n - late));
        site.Run(2);
        Assert.Equal(suppressed, site.Latest(Code).Suppressed);
        Assert.StartsWith("happened ", site.Latest(Code).Why, StringComparison.Ordinal);
    }

    private static void Hit(Scenario site, int shocks, int apart, double g)
    {
        for (var i = 0; i < shocks; i++)
        {
            site.GateIs(ContactState.Closed, BoltState.Thrown, shock: g);
            site.Run(apart);
        }
    }

    private static Scenario Shut()
    {
        var site = new Scenario(SiteType.ALLEY);
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        return site.Run(10);
    }
}
