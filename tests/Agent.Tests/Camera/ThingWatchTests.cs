using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Camera;

/// <summary>Which zone a standing thing is reported in, and how often; what stands comes straight from the test.</summary>
public sealed class ThingWatchTests : IDisposable
{
    private static readonly Size Picture = new(320, 240);

    private readonly SceneWatch watch = new(
        [Zone("road", ZoneKind.Road, 0, 0.5), Zone("fire-lane", ZoneKind.KeepClear, 0.5, 0.5), Zone("kerb", ZoneKind.KeepClear, 0, 0)]);

    private TimeSpan set;

    public void Dispose() => watch.Dispose();

    [Theory]
    [InlineData(20, 140, "road")]
    [InlineData(220, 140, "fire-lane")]
    [InlineData(20, 40, "kerb")]
    public void A_vehicle_is_reported_on_a_road_and_where_the_way_is_to_be_kept_clear_which_goes_first(int x, int y, string zone)
    {
        var reported = Assert.Single(Look(0, new Rect(x, y, 70, 50)));
        Assert.Equal((CameraRecord.VehicleStopped, zone), (reported.Thing.Kind, reported.Thing.Zone));
    }

    [Fact]
    public void A_thing_that_still_stands_is_reported_again_every_ten_minutes_as_the_same_since_the_same()
    {
        var reported = Enumerable.Range(0, 1500).Select(s => (At: s, Changes: Look(s, new Rect(20, 140, 70, 50)))).Where(l => l.Changes.Count > 0).ToList();
        Assert.Equal([0, 600, 1200], reported.Select(l => l.At));
        Assert.All(reported, l => Assert.Equal(reported[0].Changes, l.Changes));
        var gone = Assert.Single(Look(1500));
        Assert.False(gone.Found);
        Assert.Equal(reported[0].Changes[0].Thing, gone.Thing);
    }

    [Fact]
    public void A_thing_that_stands_is_reported_again_when_the_clock_was_set_back_by_years_as_of_before_it()
    {
        Assert.Single(Look(0, new Rect(20, 140, 70, 50)));
        set = TimeSpan.FromDays(-3_285);
        var reported = Enumerable.Range(1, 700).Select(s => (At: s, Changes: Look(s, new Rect(20, 140, 70, 50)))).Where(l => l.Changes.Count > 0).ToList();
        Assert.Equal([1, 601], reported.Select(l => l.At));
        Assert.All(reported, l => Assert.Equal(Footage.Start + set - TimeSpan.FromSeconds(12), l.Changes[0].Thing.Since));
    }

    [Fact]
    public void What_stands_in_a_zone_that_is_drawn_anew_is_over_and_found_anew_and_in_one_that_is_not_it_stays()
    {
        Assert.Single(Look(0, new Rect(20, 140, 70, 50)));
        watch.Change([Zone("road", ZoneKind.Road, 0, 0.5), Zone("lay-by", ZoneKind.Road, 0.5, 0.5)], anew: false);
        Assert.Empty(Look(1, new Rect(20, 140, 70, 50)));
        watch.Change([Zone("road", ZoneKind.KeepClear, 0, 0.4)], anew: false);
        Assert.Equal([("road", false), ("road", true)], Look(2, new Rect(20, 140, 70, 50)).Select(c => (c.Thing.Zone, c.Found)));
    }

    [Fact]
    public void What_stands_where_there_is_no_zone_any_more_is_over()
    {
        Look(0, new Rect(20, 140, 70, 50));
        watch.Change([], anew: false);
        Assert.False(Assert.Single(Look(1, new Rect(20, 140, 70, 50))).Found);
    }

    private IReadOnlyList<ThingChange> Look(int second, params Rect[] standing) => watch.Look(
        new() { Occupied = 0, Still = [.. standing.Select(box => new StillThing(7, box, 12 + second))] },
        Picture, Footage.Start.AddSeconds(second) + set).Changes;

    private static ZoneEntry Zone(string id, ZoneKind kind, double left, double top) =>
        new() { Id = id, Kind = kind, Polygon = [[left, top], [1, top], [1, top + 0.5], [left, top + 0.5]] };
}
