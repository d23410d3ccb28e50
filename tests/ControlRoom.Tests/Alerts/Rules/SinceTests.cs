using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

/// <summary>A condition begins with the first reading that shows it, however long the rule's window is.</summary>
public class SinceTests
{
    public static TheoryData<string> Codes => [.. RuleScenes.All.Select(s => s.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Nothing_began_before_the_first_record_of_its_site(string code)
    {
        var scene = RuleScenes.Of(code);
        var site = scene.Begin();
        site.Run(scene.Seconds, scene.Happens(site));
        Assert.InRange(Since(site, code), site.Start, site.Now);
    }

    [Fact]
    public void A_home_that_is_loud_from_its_first_second_is_so_since_then()
    {
        var site = new Scenario(SiteType.HOME);
        site.Run(20).Run(320, t => site.Noise(t, 60));
        Assert.Equal(site.Start.AddSeconds(20), Since(site, "NOISE-NIGHT"));
    }

    [Fact]
    public void Somebody_at_the_gate_is_there_since_the_camera_first_showed_it_and_not_for_the_ten_minutes_looked_at()
    {
        var site = new Scenario(SiteType.ALLEY);
        site.GateIs(ContactState.Closed, BoltState.Thrown);
        site.Run(30, t => site.AtTheGate(t, 0)).Run(200, t => site.AtTheGate(t, 1));
        Assert.Equal(site.Start.AddSeconds(30), Since(site, "LOITER-GATE"));
    }

    [Fact]
    public void A_crowd_that_runs_within_a_minute_of_the_cameras_first_picture_does_so_since_that_picture()
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(40).Run(28, t => site.Crowd(t, 8, 0)).Run(4, t => site.Crowd(t, 9, 0.6)).Run(60, t => site.Crowd(t, 1));
        Assert.InRange(Since(site, "CROWD-SCATTER"), site.Start.AddSeconds(40), site.Now);
    }

    private static DateTimeOffset Since(Scenario site, string code)
    {
        Assert.Contains(code, site.Rang);
        return DateTimeOffset.FromUnixTimeMilliseconds(site.Latest(code).SinceMs);
    }
}
