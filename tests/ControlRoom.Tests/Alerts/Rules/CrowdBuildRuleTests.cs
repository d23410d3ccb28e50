using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class CrowdBuildRuleTests
{
    private const string Code = "CROWD-BUILD";

    [Fact]
    public void A_crowd_a_third_over_the_usual_for_five_minutes_rings_once_as_P3()
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(302, t => site.Crowd(t, 4.6));
        Assert.DoesNotContain(Code, site.Rang);
        site.Run(120, t => site.Crowd(t, 4.6));
        Assert.Equal([Code], site.Rang);
        Assert.Equal((3, new Source(Scenario.Camera)), (site.Latest(Code).Priority, site.Latest(Code).Source));
        Assert.Equal("Camera: people over 4.6 % of the picture, line 4.6 %, for 5 min (demo hours)", site.Latest(Code).Why);
    }

    [Fact]
    public void Seconds_that_the_detector_loses_break_no_crowd_up()
    {
        var site = new Scenario(SiteType.STREET);
        site.Run(310, t => site.Crowd(t, t.Second % 10 < 6 ? 6 : 1));
        Assert.Equal([Code], site.Rang);
    }

    [Theory]
    [InlineData(SiteType.TOWN, 4.5)]
    [InlineData(SiteType.ALLEY, 12)]
    public void Nobody_is_called_for_a_busy_evening_or_in_an_alley(SiteType type, double occupied)
    {
        var site = new Scenario(type);
        site.Run(600, t => site.Crowd(t, occupied));
        Assert.DoesNotContain(Code, site.Rang);
    }

    [Fact]
    public void A_crowd_that_goes_on_in_time_is_explained()
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(200, t => site.Crowd(t, 8)).Run(60, t => site.Crowd(t, 1));
        Assert.Empty(site.Rang);
        Assert.Contains(site.Quiet, q => q.Code == Code && q.Why.EndsWith("it takes 300 s", StringComparison.Ordinal));
    }

    [Fact]
    public void It_returns_to_normal_when_the_place_has_been_as_usual_for_two_minutes()
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(310, t => site.Crowd(t, 8)).Run(200, t => site.Crowd(t, 4));
        Assert.Null(site.Latest(Code).UntilMs);
        site.Run(140, t => site.Crowd(t, 2));
        Assert.Equal(AlertState.ReturnedUnacknowledged, site.Latest(Code).State);
        Assert.Equal([Code], site.Rang);
    }
}
