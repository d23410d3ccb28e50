using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Tests.Scenes;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Camera.Crowds;

/// <summary>What the detector makes of a drawn crowd when it goes: tracks that a test gives are better than a detector's.</summary>
public class DrawnCrowdTests(ITestOutputHelper output)
{
    private const int People = 9, Goes = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_crowd_that_runs_apart_is_reported_within_three_seconds_and_not_before(int seed)
    {
        var seconds = Watch(seed, 4);
        Assert.DoesNotContain(seconds.Take(Goes), s => s.Dispersal >= 0.3);
        Assert.Contains(seconds.Skip(Goes).Take(3), s => s.Dispersal >= 0.3);
    }

    [Fact]
    public void A_crowd_that_walks_off_all_ways_is_not_reported_to_run_apart() => Assert.DoesNotContain(Watch(1, 1.3), s => s.Dispersal >= 0.3);

    /// <summary>They stand about in three rows, a step here and there, and at last each goes the nearest way out of the picture.</summary>
    private IReadOnlyList<MotionRecord> Watch(int seed, double speed)
    {
        var picture = new ScenePicture(
            seed, new(Backdrop.Street(), s => new([.. Enumerable.Range(0, People).Select(n => Bystander(new Random(100 * s + n), n, speed))], [])));
        var (seconds, _) = Footage.Watch(picture.Film(0, Goes + 12).Select(f => f.Frame), []);
        foreach (var second in seconds.Skip(20))
            output.WriteLine($"{second.T:ss} {second.Occupied} % {second.Crowd} {second.Tracks.Length} tracks, apart {second.Dispersal}");
        return seconds;
    }

    private static Actor Bystander(Random random, int n, double speed)
    {
        var (x, z) = (2.2 * (n % 3 - 1), 9.0 + 2.5 * (n / 3));
        var side = n % 3 == 1 ? (n % 2 == 0 ? 1 : -1) : n % 3 - 1;
        var actor = new Actor(n + 1, random).At(5 + random.NextDouble(), -side * 12, z).WalkTo(x, z, 1.5);
        while (actor.Leaves < Goes - 2)
            actor.WalkTo(x + 0.5 * random.NextDouble() - 0.25, z + 0.4 * random.NextDouble() - 0.2, 0.5);
        return actor.At(Goes + 0.5 * random.NextDouble(), x, z).WalkTo(side * 14, z + 2 * (n / 3 - 1), speed);
    }
}
