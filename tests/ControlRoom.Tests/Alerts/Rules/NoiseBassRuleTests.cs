using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class NoiseBassRuleTests
{
    private const string Code = "NOISE-BASS";

    [Theory]
    [InlineData(55.1, 40, 70, true)] // 63 Hz stands out
    [InlineData(45, 50.1, 70, true)] // 125 Hz stands out
    [InlineData(54.9, 49.9, 70, false)] // neither by 10 dB
    [InlineData(55.1, 50.1, 64, false)] // LCeq - LAeq is 14 dB
    public void It_takes_both_the_difference_and_one_of_the_octaves(double at63, double at125, double lCeq, bool rings)
    {
        var site = new Scenario(SiteType.STREET);
        Calm(site, 1800).Run(700, t => site.Bass(t, 50, lCeq, at63, at125));
        Assert.Equal(rings ? [Code] : [], site.Rang);
    }

    [Fact]
    public void Ten_of_fifteen_minutes_ring_and_the_why_states_the_background_and_how_old_it_is()
    {
        var site = new Scenario(SiteType.STREET);
        Calm(site, 1800);
        // A song of four minutes, a minute's pause.
        site.Run(720, t => Second(site, t, (t - site.Start).TotalMinutes % 5 < 4 ? 61.5 : 45));
        Assert.Empty(site.Rang);
        site.Run(120, t => Second(site, t, 61.5));
        var alert = site.Latest(Code);
        Assert.Equal((3, "bass in 10 of 15 min, LCeq-LAeq 19.5 dB, 63 Hz 61.5 dB, 16.5 dB over its background of 45.0 dB (1-s L90, 12 min old) (demo hours)"),
            (alert.Priority, alert.Why));
        Assert.Equal(site.Start.AddSeconds(1800).ToUnixTimeMilliseconds(), alert.SinceMs);
    }

    [Fact]
    public void Three_hours_of_music_ring_once_and_do_not_clear_before_they_end()
    {
        var site = new Scenario(SiteType.STREET);
        Calm(site, 1800).Run(3 * 3600, t => Second(site, t, 65));
        Assert.Equal([Code], site.Rang);
        Assert.Null(site.Latest(Code).UntilMs);
        Calm(site, 900);
        Assert.NotNull(site.Latest(Code).UntilMs);
    }

    [Fact]
    public void Without_a_background_nothing_new_rings()
    {
        var site = new Scenario(SiteType.STREET, start: new(2026, 11, 23, 23, 29, 0, TimeSpan.Zero));
        site.Run(840, t => Second(site, t, 65));
        Assert.Empty(site.Rang);
    }

    [Fact]
    public void Music_that_another_control_room_rang_for_goes_on_though_its_background_is_not_known_any_more()
    {
        var before = new Scenario(SiteType.STREET);
        Calm(before, 1800).Run(700, t => Second(before, t, 65));
        var after = before.Restarted();
        after.Run(3600, t => Second(after, t, 65));
        Assert.Null(after.Open(Code).UntilMs);
        Assert.Empty(after.Rang);
        Calm(after, 1500);
        Assert.NotNull(after.Latest(Code).UntilMs);
    }

    [Fact]
    public void A_minute_that_came_late_counts()
    {
        var site = new Scenario(SiteType.STREET);
        Calm(site, 1800).Run(560, t => Second(site, t, 65));
        var late = site.Now;
        site.Run(40).Run(20, t => Second(site, t, 65));
        Assert.Empty(site.Rang);
        for (var i = 0; i < 40; i++)
            Second(site, late.AddSeconds(i), 65);
        site.Run(60, t => Second(site, t, 65));
        Assert.Equal([Code], site.Rang);
    }

    [Theory]
    [InlineData(SiteType.VENUE)]
    [InlineData(SiteType.ALLEY)]
    public void At_other_places_it_does_not_ring(SiteType type)
    {
        var site = new Scenario(type);
        Calm(site, 1800).Run(700, t => Second(site, t, 65));
        Assert.Empty(site.Rang);
    }

    private static Scenario Calm(Scenario site, int seconds) => site.Run(seconds, t => Second(site, t, 45));

    private static void Second(Scenario site, DateTimeOffset t, double at63) => site.Bass(t, 45, at63 + 3, at63, 40);
}
