using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Codes;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class CrowdScatterRuleTests
{
    private const string Code = "CROWD-SCATTER";

    [Fact]
    public void A_crowd_that_runs_apart_rings_once_as_P2()
    {
        var site = Gathered(SiteType.TOWN);
        site.Run(4, t => site.Crowd(t, 9, 0.6)).Run(120, t => site.Crowd(t, 1));
        Assert.Equal([Code], site.Rang);
        var alert = site.Latest(Code);
        Assert.Equal((2, new Source(Scenario.Camera)), (alert.Priority, alert.Source));
        Assert.Equal("Camera: a crowd went from 8.0 % of the picture to 1.0 % within 60 s, 60 % of them running apart (demo hours)", alert.Why);
        Assert.Equal([Scenario.Camera], alert.Devices);
        Assert.InRange(alert.FiredMs - site.Now.AddSeconds(-120).ToUnixTimeMilliseconds(), 2_000, 8_000);
    }

    [Fact]
    public void A_crowd_that_is_gone_after_a_bang_rings_even_if_all_ran_one_way()
    {
        var site = Gathered(SiteType.STREET, occupied: 4);
        site.Sounds(new() { Kind = SoundRecord.Impulse, Duration = 0.3, Level = 96, Rise = 31, T = site.Now });
        site.Run(15, t => site.Crowd(t, 3, 0)).Run(30, t => site.Crowd(t, 0.5));
        Assert.Equal([ImpulseGlassRule.Id, Code], site.Rang);
        Assert.Contains("after a bang, +31 dB", site.Latest(Code).Why, StringComparison.Ordinal);
        Assert.Equal([Scenario.Camera, Scenario.Microphone], site.Latest(Code).Devices);
    }

    [Fact]
    public void A_crowd_that_walks_away_is_explained_and_rings_not()
    {
        var site = Gathered(SiteType.TOWN);
        site.Run(10, t => site.Crowd(t, 6, 0.1)).Run(120, t => site.Crowd(t, 1));
        Assert.Empty(site.Rang);
        Assert.Contains(site.Quiet, q => q.Code == Code && q.Why.EndsWith("without a bang", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, 30, 8)]
    [InlineData(3, 30, 8)]
    [InlineData(1, 60, 2)]
    public void A_bus_that_passes_and_a_flash_of_light_empty_no_place(double usual, double bus, int seconds)
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(120, t => site.Crowd(t, usual)).Run(seconds, t => site.Crowd(t, bus)).Run(120, t => site.Crowd(t, usual / 3));
        Assert.Empty(site.Rang);
    }

    [Fact]
    public void A_bus_that_stops_and_goes_on_is_no_crowd()
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(60, t => site.Crowd(t, 1)).Run(90, t => site.Crowd(t, 30)).Run(120, t => site.Crowd(t, 1));
        Assert.Empty(site.Rang);
    }

    [Fact]
    public void One_person_leaving_after_a_bang_is_no_crowd()
    {
        var site = Gathered(SiteType.TOWN, occupied: 3);
        site.Sounds(new() { Kind = SoundRecord.Impulse, Duration = 0.3, Level = 96, Rise = 31, T = site.Now });
        site.Run(120, t => site.Crowd(t, 0));
        Assert.Equal([ImpulseGlassRule.Id], site.Rang);
    }

    [Fact]
    public void It_folds_under_the_disorder_it_followed()
    {
        var site = Gathered(SiteType.TOWN);
        for (var i = 0; i < 3; i++)
            site.Shout(site.Now.AddSeconds(i));
        site.Run(30, t => site.Moved(t, 9, 0.8)).Run(3, t => site.Crowd(t, 9, 0.5)).Run(30, t => site.Crowd(t, 1));
        Assert.Equal(site.Latest("DISORDER").Id, site.Latest(Code).FoldedUnder);
        Assert.DoesNotContain(Code, site.Rang);
    }

    private static Scenario Gathered(SiteType type, double occupied = 8)
    {
        var site = new Scenario(type);
        return site.Run(90, t => site.Crowd(t, occupied, 0));
    }
}
