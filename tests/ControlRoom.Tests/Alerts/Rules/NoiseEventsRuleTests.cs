using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class NoiseEventsRuleTests
{
    private const string Code = "NOISE-EVENTS";

    [Theory]
    [InlineData(5, 600, 46, true)]
    [InlineData(5, 600, 44.9, false)]
    [InlineData(4, 600, 60, false)]
    [InlineData(5, 910, 60, false)] // the first is more than an hour before the fifth
    public void It_takes_five_events_of_45_dB_within_an_hour(int events, int apart, double lAFmax, bool rings)
    {
        var site = new Scenario(SiteType.HOME);
        for (var i = 0; i < events; i++)
            site.Run(apart, t => Second(site, t, (t - site.Start).TotalSeconds % apart < 2 ? lAFmax : 27));
        Assert.Equal(rings ? [Code] : [], site.Rang);
    }

    [Fact]
    public void The_line_is_the_background_and_15_dB_where_that_is_more_and_the_why_says_so()
    {
        var site = new Scenario(SiteType.HOME);
        site.Follow(s => s with { Baseline = null });
        site.Run(3600, t => Second(site, t, 27));
        site.Run(200, t => Second(site, t, t.Second % 20 == 0 ? 48.4 : 27));
        var alert = site.Latest(Code);
        Assert.Equal((4, "5 events within 2 min, LAFmax up to 48.4 dB, over 45.0 dB (the absolute line) (demo hours)"), (alert.Priority, alert.Why));
        site.Run(300, t => Second(site, t, t.Second % 20 == 0 ? 48.4 : 27));
        Assert.Equal([Code], site.Rang);
    }

    [Fact]
    public void One_that_goes_on_for_an_hour_is_one_event()
    {
        var site = new Scenario(SiteType.HOME);
        // Louder than the line for NOISE-NIGHT as well.
        site.Run(60, t => Second(site, t, 27)).Run(3600, t => Second(site, t, 60));
        Assert.DoesNotContain(Code, site.Rang);
    }

    [Fact]
    public void By_day_it_does_not_ring_and_what_was_before_the_night_does_not_count()
    {
        var site = new Scenario(SiteType.HOME, demoHours: false, start: new(2026, 11, 23, 22, 58, 0, TimeSpan.Zero));
        site.Run(190, t => Second(site, t, t.Second % 20 == 0 ? 60 : 27));
        Assert.Empty(site.Rang);
        site.Run(60, t => Second(site, t, t.Second % 20 == 0 ? 60 : 27));
        Assert.Equal([Code], site.Rang);
    }

    [Fact]
    public void It_is_over_ten_minutes_after_the_last()
    {
        var site = new Scenario(SiteType.HOME);
        site.Run(120, t => Second(site, t, t.Second % 20 == 0 ? 60 : 27)).Run(590, t => Second(site, t, 27));
        Assert.Null(site.Latest(Code).UntilMs);
        site.Run(200, t => Second(site, t, 27));
        Assert.NotNull(site.Latest(Code).UntilMs);
    }

    private static void Second(Scenario site, DateTimeOffset t, double lAFmax) => site.Peak(t, Math.Min(lAFmax, 26), lAFmax);
}
