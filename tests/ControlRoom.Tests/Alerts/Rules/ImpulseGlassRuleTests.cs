using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Codes;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class ImpulseGlassRuleTests
{
    [Theory]
    [InlineData(0.61, "a sound like breaking glass, +31 dB within 0.05 s, 61 % of it over 4 kHz")]
    [InlineData(0.4, "a sound like breaking glass, +31 dB within 0.05 s, 40 % of it over 4 kHz")]
    [InlineData(0.08, "a bang, +31 dB within 0.05 s, 8 % of it over 4 kHz")]
    [InlineData(null, "a bang, +31 dB within 0.05 s")]
    public void A_bang_rings_at_once_and_states_whether_it_sounds_like_glass(double? highShare, string why)
    {
        var site = WithABang(SiteType.TOWN, highShare);
        Assert.Equal([ImpulseGlassRule.Id], site.Rang);
        var alert = site.Latest(ImpulseGlassRule.Id);
        Assert.Equal((3, why), (alert.Priority, alert.Why));
        Assert.Equal(site.Start.AddSeconds(20).ToUnixTimeMilliseconds(), alert.SinceMs);
    }

    [Theory]
    [InlineData(100, 2)]
    [InlineData(450, 3)]
    public void Within_five_minutes_of_raised_voices_it_is_more_urgent(int at, int priority)
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(500, t =>
        {
            site.Noise(t, t < site.Start.AddSeconds(90) ? 72 : 58);
            if (t == site.Start.AddSeconds(at))
                site.Sounds(Bang(t, 31, 0.6));
        });
        Assert.Equal(priority, site.Latest(ImpulseGlassRule.Id).Priority);
    }

    [Fact]
    public void What_rises_less_is_no_bang_and_a_gate_that_shuts_in_an_alley_rings_nothing()
    {
        Assert.Empty(WithABang(SiteType.TOWN, 0.6, rise: 19.9).Rang);
        Assert.Empty(WithABang(SiteType.ALLEY, 0.6).Rang);
    }

    [Fact]
    public void One_bang_after_another_is_one_alert()
    {
        var site = new Scenario(SiteType.STREET);
        site.Run(240, t =>
        {
            site.Noise(t, 58, voice: 0.2);
            if (t.Second % 20 == 0)
                site.Sounds(Bang(t, 25, 0.1));
        });
        Assert.Equal([ImpulseGlassRule.Id], site.Rang);
    }

    [Fact]
    public void Every_code_has_a_title_and_folds_under_one_that_there_is()
    {
        Assert.Equal(AlertCodes.All.Count, AlertCodes.All.Select(r => r.Title).Distinct().Count());
        Assert.All(AlertCodes.All.Where(r => r.FoldsUnder is not null), r => Assert.NotNull(AlertCodes.Find(r.FoldsUnder!)));
        Assert.All(AlertCodes.All, r => Assert.Same(r, AlertCodes.Find(r.Code)));
    }

    private static SoundRecord Bang(DateTimeOffset at, double rise, double? highShare) =>
        new() { T = at, Kind = SoundRecord.Impulse, Duration = 0.4, Level = 90, Rise = rise, HighShare = highShare };

    /// <summary>A minute with levels as usual, and a bang in its twentieth second.</summary>
    private static Scenario WithABang(SiteType type, double? highShare, double rise = 31)
    {
        var site = new Scenario(type, demoHours: false);
        return site.Run(60, t =>
        {
            site.Noise(t, 55, voice: 0.2);
            if (t == site.Start.AddSeconds(20))
                site.Sounds(Bang(t, rise, highShare));
        });
    }
}
