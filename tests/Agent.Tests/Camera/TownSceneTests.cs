using OpenCvSharp;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Camera;

public class TownSceneTests
{
    private const double RuleOccupied = 5, RuleSpread = 0.6;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_scuffle_moves_much_and_in_all_directions_and_passers_by_do_not(int seed)
    {
        var seconds = Footage.Watch(ScenePicture.FramesPerSecond, Frames(seed, 300));
        var scuffle = seconds.Skip(33).Take(75 - 33).ToList();
        Assert.All(scuffle, s => Assert.True(s.Occupied > 1.3 * RuleOccupied, $"{s.T:T}: {s.Occupied} %"));
        Assert.True(scuffle.Count(s => s.Spread >= RuleSpread) >= scuffle.Count - 2, string.Join(' ', scuffle.Select(s => s.Spread)));

        var quiet = seconds.Take(28).Concat(seconds.Skip(110)).Where(s => s.Occupied is not null).ToList();
        Assert.Equal(25 + 190, quiet.Count);
        Assert.True(Footage.Quantile(quiet.Select(s => s.Occupied), 1) < 0.6 * RuleOccupied);
        Assert.True(Footage.Quantile(quiet.Select(s => s.Occupied), 0.5) > 0.2); // the passers-by are seen
    }

    [Fact]
    public void The_first_seconds_say_that_nothing_is_known_yet()
    {
        var seconds = Footage.Watch(ScenePicture.FramesPerSecond, Frames(1, 5));
        Assert.Equal([true, true, true, false, false], seconds.Select(s => s.Flags.Contains("warming-up")));
        Assert.Equal([true, true, true, false, false], seconds.Select(s => s.Occupied is null));
    }

    [Fact]
    public void Confirmed_tracks_lie_where_the_scene_drew_people()
    {
        var picture = Scene.Load("town", 1).Picture!;
        var seconds = Footage.Watch(ScenePicture.FramesPerSecond, Frames(1, 28));
        var (tracks, onPeople) = (0, 0);
        foreach (var second in seconds)
        {
            // The second's last frame.
            var people = picture.Boxes((second.T - Footage.Start).TotalSeconds + 0.9).Select(b => new Rect(b.X, b.Y, b.W, b.H)).ToList();
            tracks += second.Tracks.Length;
            onPeople += second.Tracks.Count(t => people.Exists(p => p.Contains(t[1] + t[3] / 2, t[2] + t[4] / 2)));
        }
        Assert.True(tracks > 15, $"{tracks} tracks");
        Assert.Equal(tracks, onPeople);
    }

    private static IEnumerable<Mat> Frames(int seed, int seconds)
    {
        var picture = Scene.Load("town", seed).Picture!;
        using var bgr = new Mat(Lens.Height, Lens.Width, MatType.CV_8UC3);
        for (var frame = 0; frame < seconds * ScenePicture.FramesPerSecond; frame++)
        {
            picture.Draw((double)frame / ScenePicture.FramesPerSecond, bgr);
            yield return bgr;
        }
    }
}
