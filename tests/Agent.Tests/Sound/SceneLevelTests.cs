using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Sound;

public class SceneLevelTests
{
    [Theory]
    [InlineData("town", 1)]
    [InlineData("town", 2)]
    [InlineData("home", 1)]
    [InlineData("alley", 3)]
    public void Every_second_reads_within_half_a_decibel_of_the_scenes_own_truth(string scene, int seed)
    {
        var pascal = Listening.Render(scene, seed, 120);
        var records = Listening.Measure(pascal).Select(s => SoundRecords.Noise(default, s, afterGap: false)).ToList();
        var truth = SceneTruth.SecondLevels(pascal).ToList();
        Assert.Equal(truth.Count, records.Count);
        for (var n = 0; n < truth.Count; n++)
            Assert.Equal(truth[n], records[n].LAeq!.Value, 0.5);
    }

    [Fact]
    public void A_party_next_door_is_as_loud_as_the_story_says()
    {
        var levels = Listening.Measure(Listening.Render("home", 1, 120)).Select(s => s.LAeq!.Value).ToList();
        Assert.All(levels.Skip(2).Take(50), level => Assert.Equal(25, level, 2.0));
        Assert.All(levels.Skip(80), level => Assert.Equal(47, level, 2.0));
    }

    [Fact]
    public void A_voice_that_was_recorded_has_levels_in_every_second()
    {
        if (Tree.Data is not { } data)
        {
            Assert.Skip("the recordings (audio/speech.wav) are not beside the project");
            return;
        }
        using var source = new WavFileSource(Path.Combine(data, "audio", "speech.wav"), sensitivityDbfs: -26, selfNoiseDba: null);
        var pascal = new float[6 * Listening.Rate];
        source.Read(pascal);
        var seconds = Listening.Measure(pascal);
        Assert.All(seconds, s =>
        {
            Assert.Empty(s.Flags);
            Assert.All([s.LAeq, s.LCeq, s.LZeq, s.LAFmax, s.LASmax], level => Assert.InRange(level!.Value, 10, 120));
            Assert.True(s.LAFmax >= s.LAeq - 1);
        });
        Assert.True(seconds.Max(s => s.LAFmax) - seconds.Min(s => s.LAFmax) > 3); // it speaks, it does not hum
    }
}
