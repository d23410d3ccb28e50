using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Scenes;

public class BassMusicTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_clubs_music_is_bass_and_yet_not_bass_alone(int seed)
    {
        var spectrum = new Spectrum(Solo.Loop(LoopKind.BassMusic, seed));
        Assert.InRange(spectrum.LevelDb(FrequencyWeighting.C) - spectrum.LevelDb(FrequencyWeighting.A), 15, 24);
        Assert.True(spectrum.MeanSquare(40, 130) > 0.8 * spectrum.MeanSquare(1, 24_000));
        Assert.InRange(Energy.PressureLevelDb(spectrum.MeanSquare(300, 4000, FrequencyWeighting.A)), 55, 70);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_drum_of_50_to_63_Hz_is_struck_132_times_a_minute(int seed)
    {
        var music = Solo.Loop(LoopKind.BassMusic, seed);
        var beat = music.Length / 24;
        // What is the same from beat to beat is the drum; the tune comes round after four.
        var drum = new float[beat];
        for (var n = 0; n < music.Length / beat * beat; n++)
            drum[n % beat] += music[n];
        Assert.InRange(new Spectrum(drum.AsSpan(beat / 10, beat / 7)).PeakHertz(30, 150), 45, 70);

        var track = Modulation.Rate([.. Enumerable.Range(0, music.Length / 480)
            .Select(i => 10 * Math.Log10(music.Skip(i * 480).Take(480).Sum(p => (double)p * p) + 1e-12))], 100, 1, 3.5);
        Assert.Equal(24 / NoiseLoop.Seconds, track, 0.15);
    }

    [Fact]
    public void In_the_night_the_music_is_as_loud_as_the_story_says_and_stops()
    {
        var pascal = new float[100 * SceneSound.SampleRate];
        Scene.Load("night-music", 1).Sound!.Render(180L * SceneSound.SampleRate, pascal);
        var levels = SceneTruth.SecondLevels(pascal).ToList();
        Assert.Equal(72, Energy.MeanDb(levels.Take(33))!.Value, 0.7);
        Assert.All(levels.Skip(72), level => Assert.Equal(50, level, 2.0));
    }
}
