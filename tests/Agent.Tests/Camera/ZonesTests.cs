using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Camera;

public class ZonesTests
{
    private static readonly Size Picture = new(640, 480);

    [Fact]
    public void A_zone_states_the_share_of_it_that_moves()
    {
        // The region covers the left half of the zone and as much beside it.
        var (_, occupied) = Look([new(0, 240, 320, 240)], Square("gate", ZoneKind.Gate, 0.25, 0.5, 0.75, 1), Square("far", ZoneKind.Road, 0, 0, 1, 0.4));
        Assert.Equal(50, occupied["gate"], 1.0);
        Assert.Equal(0, occupied["far"]);
    }

    [Fact]
    public void What_moves_in_an_ignored_zone_does_not_count()
    {
        Rect tree = new(40, 40, 80, 80), person = new(400, 200, 60, 160);
        var (motion, occupied) = Look([tree, person], Square("tree", ZoneKind.Ignore, 0, 0, 0.25, 0.5), Square("all", ZoneKind.Road, 0, 0, 1, 1));
        Assert.Equal([person], motion.Regions);
        Assert.Equal(100.0 * 60 * 160 / (640 * 480), motion.Occupied!.Value, 0.1);
        Assert.Equal(motion.Occupied.Value, occupied["all"], 0.1);
        Assert.DoesNotContain("tree", occupied.Keys);
    }

    [Fact]
    public void A_person_that_only_reaches_into_an_ignored_zone_counts()
    {
        Rect person = new(140, 100, 60, 160);
        Assert.Equal([person], Look([person], Square("tree", ZoneKind.Ignore, 0, 0, 0.25, 0.5)).Motion.Regions);
    }

    [Fact]
    public void While_the_background_is_not_known_no_zone_is_reported()
    {
        using var zones = new Zones([Square("gate", ZoneKind.Gate, 0, 0, 1, 1)]);
        var (motion, occupied) = zones.Look(new() { WarmingUp = true }, Picture);
        Assert.Null(motion.Occupied);
        Assert.Empty(occupied);
    }

    private static (DetectedMotion Motion, IReadOnlyDictionary<string, double> Occupied) Look(IReadOnlyList<Rect> regions, params ZoneEntry[] entries)
    {
        using var zones = new Zones(entries);
        return zones.Look(new() { Regions = regions, Occupied = 100.0 * regions.Sum(r => r.Width * r.Height) / (Picture.Width * Picture.Height) }, Picture);
    }

    private static ZoneEntry Square(string id, ZoneKind kind, double left, double top, double right, double bottom) =>
        new() { Id = id, Kind = kind, Polygon = [[left, top], [right, top], [right, bottom], [left, bottom]] };
}
