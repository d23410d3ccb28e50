using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class DisorderRuleTests
{
    [Fact]
    public void Shouting_and_scattered_movement_held_fifteen_seconds_ring_P1_and_the_shouts_fold_under_it()
    {
        var site = Quiet();
        ShoutThreeTimes(site, t => site.Moved(t, 8, 0.8));
        site.Run(30, t => site.Moved(t, 8, 0.8));
        Assert.Equal(["NOISE-SHOUT", "DISORDER"], site.Rang);
        var (disorder, shout) = (site.Latest("DISORDER"), site.Latest("NOISE-SHOUT"));
        Assert.Equal(1, disorder.Priority);
        Assert.Equal(disorder.Id, shout.FoldedUnder);
        Assert.Equal([Scenario.Microphone, Scenario.Camera], disorder.Devices);
        Assert.Contains("shouting, +17 dB, and movement in the top 1 %", disorder.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Shouting_alone_is_never_disorder()
    {
        var site = Quiet();
        for (var i = 0; i < 10; i++)
            ShoutThreeTimes(site, t => site.Moved(t, 2, 0.9));
        Assert.DoesNotContain("DISORDER", site.Rang);
    }

    [Fact]
    public void Movement_alone_is_never_disorder_and_is_explained()
    {
        var site = Quiet();
        site.Run(120, t => site.Moved(t, 20, 0.9)).Run(30, t => site.Moved(t, 1, null));
        Assert.Empty(site.Rang);
        Assert.Contains(site.Quiet, q => q.Code == "DISORDER" && q.Why.Contains("no raised voices", StringComparison.Ordinal));
    }

    [Fact]
    public void A_crowd_that_walks_one_way_is_not_disorder()
    {
        var site = Quiet();
        ShoutThreeTimes(site, t => site.Moved(t, 12, 0.1));
        site.Run(30, t => site.Moved(t, 12, 0.1));
        Assert.DoesNotContain("DISORDER", site.Rang);
    }

    [Fact]
    public void One_second_of_movement_among_shouts_is_not_held()
    {
        var site = Quiet();
        ShoutThreeTimes(site, _ => { });
        site.Run(1, t => site.Moved(t, 30, 0.9)).Run(60, t => site.Moved(t, 1, null));
        Assert.DoesNotContain("DISORDER", site.Rang);
    }

    [Fact]
    public void What_happened_nine_minutes_ago_still_rings_and_says_so()
    {
        var site = Quiet();
        var then = site.Now;
        site.Run(540);
        for (var i = 0; i < 3; i++)
            site.Shout(then.AddSeconds(5 * i));
        for (var i = 0; i < 40; i++)
            site.Moved(then.AddSeconds(i), 8, 0.8);
        site.Run(2);
        Assert.Equal(["DISORDER"], site.Rang);
        Assert.Matches("^happened (8|9) min ago", site.Latest("DISORDER").Why);
        Assert.Equal("found later", site.Latest("NOISE-SHOUT").Suppressed);
    }

    [Fact]
    public void A_device_without_a_clock_takes_no_part()
    {
        var site = Quiet();
        ShoutThreeTimes(site, t => site.MovedWithoutClock(t, 8, 0.8));
        site.Run(30, t => site.MovedWithoutClock(t, 8, 0.8));
        Assert.Equal(["NOISE-SHOUT"], site.Rang);
    }

    [Fact]
    public void Once_a_device_has_stated_what_the_time_was_it_takes_part()
    {
        var site = Quiet();
        site.CameraReportsItsClock();
        ShoutThreeTimes(site, t => site.MovedWithoutClock(t, 8, 0.8));
        site.Run(30, t => site.MovedWithoutClock(t, 8, 0.8));
        Assert.Equal(["NOISE-SHOUT", "DISORDER"], site.Rang);
    }

    private static Scenario Quiet()
    {
        var site = new Scenario(SiteType.TOWN);
        return site.Run(60, t => { site.Noise(t, 57); site.Moved(t, 1, null); });
    }

    private static void ShoutThreeTimes(Scenario site, Action<DateTimeOffset> each)
    {
        for (var i = 0; i < 3; i++)
        {
            site.Shout(site.Now);
            site.Run(4, each);
        }
    }
}
