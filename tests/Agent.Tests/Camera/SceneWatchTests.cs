using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Camera;

/// <summary>Motion as the detector would report it, at ten frames a second: a person is 100 pixels high, which is 1.7 m.</summary>
public sealed class SceneWatchTests : IDisposable
{
    private static readonly ZoneEntry Yard = new()
    {
        Id = "yard",
        Kind = ZoneKind.Person,
        Polygon = [[0.25, 0.25], [0.75, 0.25], [0.75, 0.9], [0.25, 0.9]],
        Scale = new([0, 0.5], [1, 0.5], 640 / (100 / 1.7)),
    };

    private readonly SceneWatch watch = new([Yard]);
    private readonly ZoneSecond second = new();
    private int frame;

    public void Dispose() => watch.Dispose();

    [Fact]
    public void A_person_with_feet_in_the_zone_is_there_and_one_that_only_reaches_over_it_is_not()
    {
        Assert.Equal(1, Second(Person(1, 300, 250)).Presence);
        // The head is inside, the feet stand below it.
        Assert.Equal(0, Second(Person(2, 300, 370)).Presence);
    }

    [Fact]
    public void A_person_walking_through_comes_in_and_goes_out_while_the_zone_counts_the_seconds()
    {
        var seconds = Enumerable.Range(0, 12).Select(s => Second(n => [Person(1, 20 + 5 * (10 * s + n), 250)])).ToList();
        Assert.Equal((1, 1), (seconds.Sum(s => s.Crossings[0]), seconds.Sum(s => s.Crossings[1])));
        Assert.Equal(6.4, seconds.Max(s => s.Dwell), 0.3);
        Assert.Equal(6.4, seconds.Sum(s => s.Presence), 0.3);
    }

    [Fact]
    public void A_zone_that_is_as_it_was_goes_on_counting_when_another_is_drawn_and_one_drawn_anew_begins()
    {
        for (var s = 0; s < 3; s++)
            Second(n => [Person(1, 300, 250)]);
        watch.Change([Yard with { Polygon = [.. Yard.Polygon.Select(p => p.ToArray())] }, Yard with { Id = "lawn" }], anew: false);
        Assert.Equal(3.9, Second(n => [Person(1, 300, 250)]).Dwell, 0.05);
        watch.Change([Yard with { Kind = ZoneKind.Gate }], anew: false);
        Assert.Equal(0.9, Second(n => [Person(1, 300, 250)]).Dwell, 0.05);
    }

    [Fact]
    public void One_after_another_in_the_zone_makes_one_dwell()
    {
        Second(n => [Person(1, 300, 250)]);
        Second();
        var last = Second(n => [Person(2, 420, 250)]);
        Assert.Equal(2.9, last.Dwell, 0.05);
    }

    [Fact]
    public void What_triggers_but_is_not_reported_dwells_nowhere()
    {
        var swaying = new DetectedMotion { Occupied = 0, Unreported = [(new(300, 250, 60, 100), Cause.Vegetation)] };
        Assert.All(Enumerable.Range(0, 10).Select(_ => Second(_ => swaying)), s => Assert.Equal((0, 0), (s.Presence, s.Dwell)));
    }

    [Fact]
    public void A_crowd_is_known_by_the_room_it_takes_in_the_picture_and_in_its_zone()
    {
        Assert.Equal(CrowdBand.Few, Second(Person(1, 300, 250)).Crowd);
        // Seven outside the zone, all one region.
        var outside = Hold(new Rect(480, 10, 150, 200));
        Assert.Equal((CrowdBand.Some, CrowdBand.Few), (outside.Crowd, outside.Activity!["yard"].Crowd));
        var inside = Hold(new Rect(170, 130, 300, 280));
        Assert.Equal((CrowdBand.Many, CrowdBand.Many), (inside.Crowd, inside.Activity!["yard"].Crowd));
    }

    [Fact]
    public void While_the_background_is_not_known_nothing_is_reported()
    {
        var record = Record(_ => new() { WarmingUp = true });
        Assert.Null(record.Activity);
        Assert.Null(record.Crowd);
    }

    private MotionRecord Hold(Rect region)
    {
        MotionRecord record = new();
        for (var n = 0; n < 15; n++)
            record = Record(_ => new() { Regions = [region], Occupied = 1 });
        return record;
    }

    private ZoneActivity Second(params (int Id, Rect Box)[] people) => Second(_ => people);

    private ZoneActivity Second(Func<int, (int Id, Rect Box)[]> people) =>
        Second(n => new DetectedMotion { Regions = [.. people(n).Select(p => p.Box)], People = people(n), Occupied = 1 });

    private ZoneActivity Second(Func<int, DetectedMotion> motion) => Record(motion).Activity!["yard"];

    private MotionRecord Record(Func<int, DetectedMotion> motion)
    {
        for (var n = 0; n < 10; n++)
            second.Add(watch.Look(motion(n), new(640, 480), Footage.Start.AddSeconds(0.1 * frame++)));
        return second.Take(new());
    }

    private static (int Id, Rect Box) Person(int id, int x, int y) => (id, new(x, y, 40, 100));
}
