using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Tests.Scenes;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Camera;

/// <summary>What the demonstration's cameras report of their zones: what its first minutes are about, and nothing else.</summary>
public class DemonstrationZonesTests
{
    [Fact]
    public void The_streets_crowd_is_reported_and_does_not_run_apart()
    {
        var (seconds, things) = Watch("d-51f0aa", 0, 120);
        Assert.Empty(things);
        var scuffle = seconds.Skip(40).Take(30).ToList();
        Assert.All(scuffle, s => Assert.NotEqual(CrowdBand.Few, s.Activity!["market-place"].Crowd));
        Assert.DoesNotContain(seconds, s => s.Dispersal >= 0.3);
    }

    [Fact]
    public void The_gate_that_is_forced_and_shut_leaves_nothing_behind()
    {
        var (seconds, things) = Watch("d-0c96d2", 60, 320);
        Assert.Empty(things);
        Assert.InRange(seconds.Sum(s => s.Activity?["gateway"].Presence ?? 0), 5, 60);
    }

    private static (IReadOnlyList<MotionRecord> Seconds, IReadOnlyList<ThingChange> Things) Watch(string device, int from, int to)
    {
        var (_, entry) = SitesFile.Load(Path.Combine(Tree.Root, "shared", "demonstration.json")).Find(device);
        var scene = AgentFile.Load(Path.Combine(Tree.Root, "edge-agent", "Configuration", "Demonstration", device + ".json")).Scene!;
        return Footage.Watch(Drawing.Picture(scene.Name!, scene.Seed).Film(from, to).Select(f => f.Frame), entry.Camera!.Zones);
    }
}
