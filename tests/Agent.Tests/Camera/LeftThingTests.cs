using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Tests.Scenes;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Camera;

/// <summary>What is said to have been left or to have stopped, of generated streets and of a real one.</summary>
public class LeftThingTests(ITestOutputHelper output)
{
    private static readonly ZoneEntry[] Road =
    [
        Zone("west", ZoneKind.Gate, 0, 0.63, 0.5, 0.85), Zone("east", ZoneKind.Gate, 0.5, 0.63, 1, 0.85), Zone("road", ZoneKind.Road, 0, 0.45, 1, 0.625),
    ];

    /// <summary>Half a picture each, so that whatever is found anywhere is reported.</summary>
    private static readonly ZoneEntry[] Everywhere = [Zone("left", ZoneKind.Road, 0, 0, 0.5, 1), Zone("right", ZoneKind.Gate, 0.5, 0, 1, 1)];

    [Theory]
    [InlineData(1, 40, 115, CameraRecord.ObjectLeft, "east", 60)]
    [InlineData(2, 40, 115, CameraRecord.ObjectLeft, "west", 60)]
    [InlineData(1, 350, 470, CameraRecord.ObjectLeft, "west", 372)]
    [InlineData(1, 180, 310, CameraRecord.VehicleStopped, "road", 200)]
    [InlineData(2, 180, 310, CameraRecord.VehicleStopped, "road", 200)]
    public void A_box_a_bag_and_a_car_that_stops_are_found_once_each_where_and_since_when_they_stand(
        int seed, double from, double to, string kind, string zone, double since)
    {
        var road = Drawing.Picture("road", seed);
        var truth = road.Events(0).Single(e => e.Start == since && e.Role == PictureRole.Occurrence);
        var changes = Watch(Road, road.Film(from, to).Select(f => f.Frame), ScenePicture.FramesPerSecond).Select(c => (At: from + c.At, c.Change)).ToList();
        var found = Assert.Single(changes, c => c.Change.Found);
        Assert.Equal((kind, zone), (found.Change.Thing.Kind, found.Change.Thing.Zone));
        Assert.Equal(since, from + (found.Change.Thing.Since - Footage.Start).TotalSeconds, 6.0);
        Assert.InRange(found.At - since, 10, kind == CameraRecord.VehicleStopped ? 18 : 60);
        var thing = road.Things(found.At).Select(t => Drawing.Rect(t.Box)).Single(b => b.IntersectsWith(found.Change.Thing.Box));
        Assert.True(Overlap(thing, found.Change.Thing.Box) > 0.6, $"{thing} is reported as {found.Change.Thing.Box}");
        if (truth.End > to)
            Assert.DoesNotContain(changes, c => !c.Change.Found);
        else
            Assert.InRange(Assert.Single(changes, c => !c.Change.Found).At - truth.End, 0, 12);
    }

    [Theory]
    [InlineData("town", 0, 130)]
    [InlineData("street-weather", 50, 230)]
    [InlineData("street-weather", 340, 480)]
    [InlineData("road", 290, 370)]
    public void Nothing_is_left_where_nothing_was(string scene, double from, double to) =>
        Assert.Empty(Watch(Everywhere, Drawing.Picture(scene).Film(from, to).Select(f => f.Frame), ScenePicture.FramesPerSecond));

    [Fact]
    public void People_that_come_stand_and_go_leave_nothing_on_a_real_street()
    {
        Assert.SkipUnless(Tree.Data is not null, "the recording (vtest.avi) is not beside the project");
        Assert.Empty(Watch(Everywhere, Frames(Path.Combine(Tree.Data!, "vtest.avi")), 10));
    }

    private List<(double At, ThingChange Change)> Watch(IReadOnlyList<ZoneEntry> zones, IEnumerable<Mat> frames, int framesPerSecond)
    {
        using var detector = new MotionDetector(new() { FramesPerSecond = framesPerSecond });
        using var watch = new SceneWatch(zones);
        var changes = new List<(double, ThingChange)>();
        var n = 0;
        foreach (var frame in frames)
        {
            var seconds = (double)n++ / framesPerSecond;
            changes.AddRange(watch.Look(detector.Detect(frame), frame.Size(), Footage.Start.AddSeconds(seconds)).Changes.Select(c => (seconds, c)));
        }
        foreach (var (at, change) in changes)
            output.WriteLine($"{at:0.0} {change}");
        return changes;
    }

    private static IEnumerable<Mat> Frames(string path)
    {
        using var film = new VideoCapture(path, VideoCaptureAPIs.FFMPEG);
        using var frame = new Mat();
        while (film.Read(frame))
            yield return frame;
    }

    private static double Overlap(Rect a, Rect b)
    {
        var common = a & b;
        double shared = common.Width * common.Height;
        return shared / (a.Width * a.Height + b.Width * b.Height - shared);
    }

    private static ZoneEntry Zone(string id, ZoneKind kind, double left, double top, double right, double bottom) =>
        new() { Id = id, Kind = kind, Polygon = [[left, top], [right, top], [right, bottom], [left, bottom]] };
}
