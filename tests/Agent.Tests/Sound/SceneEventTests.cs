using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Sound;

public class SceneEventTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_alleys_three_clanks_are_impulses_where_they_are_and_sound_of_no_glass(int seed)
    {
        var found = Listening.Events(Listening.Render("alley", seed, 90));
        Assert.Equal([74.2, 74.6, 75.0], found.Select(f => Math.Round(f.At, 1)));
        foreach (var ((_, record), level) in found.Zip([70, 73, 62.0]))
        {
            Assert.Equal(SoundRecord.Impulse, record.Kind);
            Assert.Equal(level, record.Level, 2.5); // F still rings of the one before
            Assert.InRange(record.Rise, 20, 45);
            Assert.InRange(record.HighShare!.Value, 0, 0.35);
            Assert.InRange(record.Prominence!.Value, 5, 15);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_towns_shouts_and_crowd_are_no_impulse_tone_or_alarm(int seed) =>
        Assert.All(Listening.Events(Listening.Render("town", seed, 150)), f => Assert.Equal(SoundRecord.Shout, f.Record.Kind));

    [Fact]
    public void A_party_next_door_is_no_event() => Assert.Empty(Listening.Events(Listening.Render("home", 1, 150)));
}
