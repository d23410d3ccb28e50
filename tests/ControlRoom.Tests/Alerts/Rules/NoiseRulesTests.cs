using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class NoiseRulesTests
{
    [Fact]
    public void Voices_over_the_line_for_two_minutes_ring_NOISE_CROWD_once()
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(300, t => site.Noise(t, 72));
        Assert.Equal(["NOISE-CROWD"], site.Rang);
        Assert.Equal(69, site.Latest("NOISE-CROWD").LimitDb);
        Assert.Contains("(demo hours)", site.Latest("NOISE-CROWD").Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Voices_of_which_every_second_comes_half_a_minute_late_ring_once_as_well()
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(330, t => site.Noise(t.AddSeconds(-30), 72));
        Assert.Equal(["NOISE-CROWD"], site.Rang);
    }

    [Fact]
    public void What_was_missing_is_judged_when_it_comes_though_it_is_older_than_what_was_judged()
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(190).Run(20, t => site.Noise(t, 50));
        Assert.Empty(site.Rang);
        for (var second = 0; second < 190; second++)
            site.Noise(site.Start.AddSeconds(second), 72);
        site.Run(1);
        Assert.Equal(["NOISE-CROWD"], site.Rang);
    }

    [Fact]
    public void Voices_over_the_line_for_a_minute_and_a_half_are_explained_and_do_not_ring()
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(60, t => site.Noise(t, 55)).Run(30, t => site.Noise(t, 76)).Run(120, t => site.Noise(t, 55));
        Assert.Empty(site.Rang);
        Assert.Contains(site.Quiet, q => q.Code == "NOISE-CROWD" && q.Why.Contains("it takes 120 s", StringComparison.Ordinal));
    }

    [Fact]
    public void Loud_traffic_without_energy_in_the_voice_bands_is_no_crowd()
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(300, t => site.Noise(t, 75, voice: 0.3));
        Assert.Empty(site.Rang);
    }

    [Fact]
    public void A_minute_with_fewer_than_four_fifths_valid_seconds_says_nothing()
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(400, t => { if (t.Second % 3 != 0) site.Noise(t, 75); });
        Assert.Empty(site.Rang);
    }

    [Fact]
    public void A_crowd_returns_to_normal_only_after_two_minutes_three_decibels_below_the_line()
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(300, t => site.Noise(t, 72)).Run(300, t => site.Noise(t, 67));
        Assert.Null(site.Latest("NOISE-CROWD").UntilMs);
        site.Run(190, t => site.Noise(t, 60));
        Assert.Equal(AlertState.ReturnedUnacknowledged, site.Latest("NOISE-CROWD").State);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void It_takes_three_shouts_within_thirty_seconds(int shouts, bool rings)
    {
        var site = new Scenario(SiteType.STREET);
        site.Run(60, t => site.Noise(t, 55));
        for (var i = 0; i < shouts; i++)
            site.Run(9, t => { if (t.Second % 9 == 0) site.Shout(t); });
        site.Run(60);
        Assert.Equal(rings ? ["NOISE-SHOUT"] : [], site.Rang);
        Assert.Equal(rings, !site.Quiet.Exists(q => q.Why == "2 of the 3 shouts it takes within 30 s"));
    }

    [Fact]
    public void A_home_rings_NOISE_NIGHT_when_five_minutes_stand_ten_decibels_over_its_background()
    {
        var site = new Scenario(SiteType.HOME);
        site.Run(4200, t => site.Noise(t, 28));
        Assert.Empty(site.Rang);
        site.Run(120, t => site.Noise(t, 48));
        var alert = site.Latest("NOISE-NIGHT");
        Assert.Equal(35, alert.LimitDb!.Value, 2); // the baseline's median LA90 of 25 dB is the lower of the two backgrounds
        Assert.Equal(3, alert.Priority);
    }

    [Fact]
    public void Three_hours_of_steady_music_in_a_home_ring_once_and_do_not_clear_before_they_end()
    {
        var site = new Scenario(SiteType.HOME);
        site.Run(900, t => site.Noise(t, 26)).Run(3 * 3600, t => site.Noise(t, 46));
        Assert.Equal(["NOISE-NIGHT"], site.Rang);
        Assert.Null(site.Latest("NOISE-NIGHT").UntilMs);
        site.Run(600, t => site.Noise(t, 26));
        Assert.NotNull(site.Latest("NOISE-NIGHT").UntilMs);
    }

    [Fact]
    public void By_day_a_home_does_not_ring()
    {
        var site = new Scenario(SiteType.HOME, demoHours: false, start: new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        site.Run(600, t => site.Noise(t, 60));
        Assert.Empty(site.Rang);
    }
}
