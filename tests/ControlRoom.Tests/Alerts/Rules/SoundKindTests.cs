using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Codes;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class SoundKindTests
{
    [Theory]
    [InlineData(SoundRecord.Shout, NoiseShoutRule.Id)]
    [InlineData(SoundRecord.Impulse, ImpulseGlassRule.Id)]
    [InlineData(SoundRecord.Tone, null)]
    [InlineData(SoundRecord.Alarm, null)]
    [InlineData("of-tomorrow", null)]
    public void A_kind_of_sound_takes_part_in_no_rule_but_its_own(string kind, string? code)
    {
        var site = new Scenario(SiteType.TOWN);
        site.Run(60, t => site.Noise(t, 55));
        for (var i = 0; i < 5; i++)
            site.Run(5, t =>
            {
                if (t.Second % 5 == 0)
                    site.Sounds(new SoundRecord { T = t, Kind = kind, Duration = 0.8, Level = 80, Rise = 30, Ongoing = true });
            });
        site.Run(10);
        Assert.Equal(code is null ? [] : [code], site.Rang);
    }
}
