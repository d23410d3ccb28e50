using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Tests.Scenes;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Camera;

/// <summary>What the demonstration's cameras tell of their zones: what its first minutes are about, and nothing else.</summary>
public class DemonstrationZonesTests(ITestOutputHelper output)
{
    [Fact]
    public void The_street_s_crowd_is_told_of_and_does_not_run_apart()
    {
        var (seconds, things) = Watch("d-51f0aa", 0, 120);
        Assert.Empty(things);
        var scuffle = seconds.Skip(40).Take(30).ToList();
        Assert.All(scuffle, s => Assert.NotEqual(CrowdBand.Few, s.Activity!["market-place"].Crowd));
        Assert.DoesNotContain(seconds, s => s.Dispersal >= 0.3 && s.Occupied >= 5);
    }

    [Fact]
    public void The_gate_that_is_forced_and_shut_leaves_nothing_behind()
    {
        var (seconds, things) = Watch("d-0c96d2", 60, 320);
        Assert.Empty(things);
        Assert.InRange(seconds.Sum(s => s.Activity?["gateway"].Presence ?? 0), 5, 60);
    }

    private (IReadOnlyList<MotionRecord> Seconds, IReadOnlyList<ThingChange> Things) Watch(string device, int from, int to)
    {
        var (_, entry) = SitesFile.Load(Path.Combine(Tree.Root, "shared", "demonstration.json")).Find(device);
        using var detector = new MotionDetector(new() { FramesPerSecond = ScenePicture.FramesPerSecond });
        using var watch = new SceneWatch(entry.Camera!.Zones);
        var (zones, n) = (new ZoneSecond(), 0);
        var (seconds, things) = (new List<MotionRecord>(), new List<ThingChange>());
        MotionSecond? second = null;
        foreach (var (_, frame) in Drawing.Picture(entry.Scene!.Name, entry.Scene.Seed).Film(from, to))
        {
            var at = Footage.Start.AddSeconds((double)n / ScenePicture.FramesPerSecond);
            if (n++ % ScenePicture.FramesPerSecond == 0)
            {
                if (second is not null)
                    seconds.Add(zones.Take(second.ToRecord()));
                second = new(at, false);
            }
            var seen = watch.Look(detector.Detect(frame), frame.Size(), at);
            second!.Add(seen.Motion, seen.Tracks);
            zones.Add(seen);
            things.AddRange(seen.Changes);
        }
        foreach (var s in seconds)
            output.WriteLine($"{(s.T - Footage.Start).TotalSeconds + from} {s.Occupied} {s.Crowd} {s.Dispersal} {string.Join(' ', s.Activity?.Select(a => $"{a.Key}={a.Value.Presence}/{a.Value.Crowd}") ?? [])}");
        return (seconds, things);
    }
}
