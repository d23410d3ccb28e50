using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class VehicleNoiseRuleTests
{
    private const string Code = "VEH-NOISE";

    [Theory]
    [InlineData(3, 300, 88, 5, true)]
    [InlineData(3, 460, 88, 5, false)] // more than a quarter of an hour
    [InlineData(2, 60, 95, 5, false)]
    [InlineData(3, 60, 84.9, 5, false)]
    [InlineData(3, 60, 95, 0, false)] // nothing moved on the road
    public void It_takes_three_passes_of_85_dB_with_movement_on_the_road_within_a_quarter_of_an_hour(
        int passes, int apart, double level, double road, bool rings)
    {
        var site = new Scenario(SiteType.STREET);
        for (var i = 0; i < passes; i++)
            site.Run(apart, t => Second(site, t, (t - site.Start).TotalSeconds % apart is 10 or 11, level, road));
        site.Run(20, t => Second(site, t, false, level, road));
        Assert.Equal(rings ? [Code] : [], site.Rang);
    }

    [Fact]
    public void The_why_has_the_passes_and_the_loudest_and_two_of_them_are_explained()
    {
        var site = new Scenario(SiteType.STREET);
        site.Run(120, t => Second(site, t, t.Second is 10 or 11, t.Minute % 2 == 0 ? 88 : 93.4, 5));
        site.Run(1_000, t => Second(site, t, false, 60, 0));
        Assert.Contains(site.Quiet, q => q.Code == Code && q.Why == "2 loud passes; it takes 3 within 15 min");
        site.Run(200, t => Second(site, t, t.Second is 10 or 11, t.Minute % 2 == 0 ? 88 : 93.4, 5));
        Assert.Equal((3, "3 loud passes within 3 min, LAFmax 93.4 dB, line 85.0 dB, each with movement on the road (demo hours)"),
            (site.Latest(Code).Priority, site.Latest(Code).Why));
    }

    [Fact]
    public void An_engine_that_roars_for_a_minute_is_one_pass_and_a_town_is_not_asked()
    {
        var site = new Scenario(SiteType.STREET);
        site.Run(60, t => Second(site, t, true, 95, 5)).Run(60, t => Second(site, t, false, 95, 5));
        Assert.Empty(site.Rang);
        var town = new Scenario(SiteType.TOWN);
        town.Run(200, t => Second(town, t, t.Second % 20 == 0, 95, 5));
        Assert.DoesNotContain(Code, town.Rang);
    }

    private static void Second(Scenario site, DateTimeOffset t, bool loud, double level, double road)
    {
        site.OnTheRoad(t, loud ? road : 0);
        site.Peak(t, 50, loud ? level : 55);
    }
}
