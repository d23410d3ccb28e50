using System.Security.Cryptography;
using OpenCvSharp;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Scenes;

public class SceneTests
{
    [Theory]
    [InlineData("town", 0)]
    [InlineData("home", 0)]
    [InlineData("alley", 0)]
    [InlineData("night-music", 89)]
    [InlineData("street-alarms", 364)]
    [InlineData("town-glass", 181)]
    [InlineData("street-vehicles", 307)]
    [InlineData("weather", 350)]
    public void The_same_seed_gives_the_same_sound_however_it_is_cut_and_another_seed_another(string name, int second)
    {
        var from = (long)second * SceneSound.SampleRate + SceneSound.SampleRate / 3;
        var whole = new float[SceneSound.SampleRate];
        Load(name, 1).Sound!.Render(from, whole);
        var again = Load(name, 1).Sound!;
        foreach (var block in new[] { 1, 4321 })
        {
            var cut = new float[whole.Length];
            for (var at = 0; at < cut.Length; at += block)
                again.Render(from + at, cut.AsSpan(at, Math.Min(block, cut.Length - at)));
            Assert.Equal(whole, cut);
        }

        var other = new float[whole.Length];
        Load(name, 2).Sound!.Render(from, other);
        Assert.NotEqual(whole, other);
    }

    [Theory]
    [InlineData("town")]
    [InlineData("street-vehicles")]
    public void Rendering_a_block_allocates_nothing(string name)
    {
        var sound = Load(name, 1).Sound!;
        var block = new float[4800];
        sound.Render(0, block);
        // The least of a few: a collection that another test sets off counts a whole allocation context.
        Assert.Equal(0, Enumerable.Range(0, 5).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var at = 0L; at < 20; at++)
                sound.Render(at * block.Length, block);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }));
    }

    [Theory]
    [InlineData("town", 50)]
    [InlineData("alley", 74)]
    [InlineData("road", 206)]
    [InlineData("street-weather", 170)]
    [InlineData("street-weather", 295)]
    [InlineData("street-weather", 430)]
    [InlineData("street-weather", 530)]
    [InlineData("sabotage", 350)]
    public void The_same_seed_gives_the_same_picture_and_another_seed_another(string name, double seconds)
    {
        var first = Digest(Load(name, 1), seconds);
        var again = Load(name, 1);
        Digest(again, 3); // what was drawn before does not matter
        Assert.Equal(first, Digest(again, seconds));
        Assert.NotEqual(first, Digest(Load(name, 2), seconds));
    }

    [Fact]
    public void A_repetition_has_another_cast()
    {
        var picture = Load("town", 1).Picture!;
        Assert.Equal(Load("town", 2).Picture!.Boxes(50), picture.Boxes(650));
        Assert.NotEqual(picture.Boxes(50), picture.Boxes(650));
    }

    [Fact]
    public void The_first_start_of_a_scene_holds()
    {
        var scene = Load("town", 1);
        var instant = new DateTimeOffset(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);
        Assert.Null(scene.Start);
        Assert.Equal(instant, scene.StartAt(instant));
        Assert.Equal(instant, scene.StartAt(instant.AddSeconds(5)));
    }

    [Fact]
    public void An_unknown_scene_is_named_beside_those_there_are() =>
        Assert.Equal(
            "no scene is called 'beach'; there are town, home, alley, alley-twin, night-music, street-alarms, town-glass, "
                + "street-vehicles, weather, street-weather, road, sabotage",
            Assert.Throws<ConfigurationException>(() => Load("beach", 1)).Message);

    [Fact]
    public void The_alleys_gate_is_forced_and_its_twins_is_opened_with_a_key()
    {
        var forced = Load("alley", 1).GateSteps(0);
        Assert.Equal(BoltState.Thrown, forced.First(s => s.Contact == ContactState.Open).Bolt);
        Assert.True(forced.First(s => s.Contact == ContactState.Open).At - forced.Last(s => s.Shock is not null && s.At < 75).At <= 3);
        Assert.All(Load("alley-twin", 1).GateSteps(0),
            s => Assert.True(s.Shock is null && (s.Contact == ContactState.Closed || s.Bolt == BoltState.Withdrawn)));
    }

    private static Scene Load(string name, int seed) => Scene.Load(name, seed);

    private static string Digest(Scene scene, double seconds)
    {
        using var bgr = new Mat(Lens.Height, Lens.Width, MatType.CV_8UC3);
        scene.Picture!.Draw(seconds, bgr);
        var bytes = new byte[Lens.Height * Lens.Width * 3];
        System.Runtime.InteropServices.Marshal.Copy(bgr.Data, bytes, 0, bytes.Length);
        return Convert.ToHexString(SHA256.HashData(bytes));
    }
}
