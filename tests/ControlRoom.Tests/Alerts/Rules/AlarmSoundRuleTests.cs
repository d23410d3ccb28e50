using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class AlarmSoundRuleTests
{
    private const string Code = "ALARM-SOUND";

    [Theory]
    [InlineData(1_190, 62, false)]
    [InlineData(1_260, 62, true)]
    [InlineData(1_260, 34, false)] // 9 dB over the background of 25
    public void It_takes_twenty_minutes_10_dB_over_the_background(int seconds, double level, bool rings)
    {
        var site = new Scenario(SiteType.STREET);
        Sound(site, seconds, level);
        site.Run(300, t => site.Noise(t, 24));
        Assert.Equal(rings ? [Code] : [], site.Rang);
        Assert.Equal(seconds < 1_200, site.Quiet.Exists(q => q.Code == Code && q.Why.EndsWith("it takes 1200 s", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_alarm_of_an_hour_rings_once_by_the_background_of_before_and_does_not_clear_before_it_ends()
    {
        var site = new Scenario(SiteType.STREET);
        site.Run(3_600, t => site.Noise(t, 22, voice: 0.2));
        Sound(site, 3_600, 62);
        Assert.Equal([Code], site.Rang);
        Assert.Null(site.Latest(Code).UntilMs);
        Assert.Equal((3, 32.0), (site.Latest(Code).Priority, Math.Round(site.Latest(Code).LimitDb!.Value, 2)));
        Assert.Equal("an alarm from 2512 Hz, 2.0 times a second for 20 min, LAeq,1min 62.0 dB; 40.0 dB over a background of 22.0 dB, taken before it began "
            + "(demo hours)", site.Latest(Code).Why);
        site.Alarm(site.Now, 3_600, ongoing: false);
        site.Run(200, t => site.Noise(t, 22, voice: 0.2));
        Assert.NotNull(site.Latest(Code).UntilMs);
    }

    [Fact]
    public void A_site_beside_a_car_park_may_ask_for_ten_minutes()
    {
        var site = new Scenario(SiteType.STREET);
        site.Follow(s => s, RuleParameters.Default with { AlarmSoundSeconds = 600 });
        Sound(site, 640, 62);
        Assert.Equal([Code], site.Rang);
    }

    /// <summary>Loud enough, voices few, so that no other code has anything to say of it; reported once a minute.</summary>
    private static void Sound(Scenario site, int seconds, double level)
    {
        var from = site.Now;
        site.Run(seconds, t =>
        {
            site.Noise(t, level, voice: 0.2);
            if ((t - from).TotalSeconds is var lasted && lasted % 60 == 5)
                site.Alarm(t, lasted);
        });
        if (seconds < 3_600)
            site.Alarm(site.Now, seconds, ongoing: false);
    }
}
