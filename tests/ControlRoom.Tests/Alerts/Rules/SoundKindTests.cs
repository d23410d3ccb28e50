using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

public class SoundKindTests
{
    [Theory]
    [InlineData(SoundRecord.Shout, true)]
    [InlineData(SoundRecord.Impulse, false)]
    [InlineData(SoundRecord.Tone, false)]
    [InlineData(SoundRecord.Alarm, false)]
    [InlineData("of-tomorrow", false)]
    public void Only_shouts_take_part_in_a_rule(string kind, bool rings)
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
        Assert.Equal(rings ? ["NOISE-SHOUT"] : [], site.Rang);
    }
}
