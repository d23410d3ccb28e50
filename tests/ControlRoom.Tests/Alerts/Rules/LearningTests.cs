using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

/// <summary>For seven days a site learns what is usual: until then its levels make no urgent alert.</summary>
public class LearningTests
{
    [Theory]
    [InlineData(1, 3, "; learning, day 1 of 7")]
    [InlineData(7, 3, "; learning, day 7 of 7")]
    [InlineData(null, 2, "")]
    public void Voices_of_the_night_are_no_more_than_P3_while_the_site_learns_and_say_so(int? day, int priority, string end)
    {
        var site = new Scenario(SiteType.TOWN).Learning(day);
        site.Run(300, t => site.Noise(t, 72));
        var alert = site.Latest("NOISE-CROWD");
        Assert.Equal(priority, alert.Priority);
        Assert.EndsWith("held 2 min" + end + " (demo hours)", alert.Why, StringComparison.Ordinal);
        Assert.Contains("NOISE-CROWD", site.Rang);
    }

    [Fact]
    public void In_wind_it_is_P4_also_then()
    {
        var site = new Scenario(SiteType.TOWN).Learning(2);
        site.Run(300, t =>
        {
            site.Weather(t, 9, 0);
            site.Noise(t, 72);
        });
        Assert.Equal(4, site.Latest("NOISE-CROWD").Priority);
    }

    [Fact]
    public void What_needs_no_level_is_as_urgent_as_ever()
    {
        var site = new Scenario(SiteType.TOWN).Learning(2);
        site.Run(120, t =>
        {
            site.Noise(t, 75);
            site.Moved(t, 8, 0.8);
        });
        Assert.Equal(1, site.Latest("DISORDER").Priority);
    }
}
