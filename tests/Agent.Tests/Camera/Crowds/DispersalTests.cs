using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Camera.Crowds;

namespace Solutions.Edge.Agent.Tests.Camera.Crowds;

public class DispersalTests
{
    private const int FramesPerSecond = 10, Height = 80, Walk = 30, Run = 200;

    private readonly Dispersal dispersal = new();
    private readonly PeopleTracks tracks = new();
    private int frame;

    [Fact]
    public void A_crowd_that_runs_in_all_directions_goes_apart()
    {
        Assert.Equal(0, Go(8, 10, Walk, Around)!.Value, 0.2);
        Assert.True(Go(8, 1.5, Run, Outwards) > 0.8);
    }

    [Fact]
    public void A_crowd_that_runs_one_way_stays_together()
    {
        Go(8, 10, Walk, Around);
        Assert.True(Go(8, 1.5, Run, _ => new(1, 0)) < 0.1);
    }

    [Fact]
    public void A_crowd_that_strolls_apart_is_none_that_scatters()
    {
        Go(8, 10, Walk, Around);
        Assert.Equal(0, Go(8, 3, Walk, Outwards));
    }

    [Fact]
    public void People_that_have_run_all_the_time_raise_no_alarm()
    {
        Go(8, 10, Run, Around);
        Assert.True(Go(8, 1.5, Run, Outwards) < 0.1);
    }

    [Fact]
    public void Three_are_no_crowd_and_at_first_nothing_is_known()
    {
        Assert.Null(Go(8, 1, Run, Outwards));
        Assert.Null(Go(3, 10, Walk, Around));
    }

    private static Point2d Outwards(double angle) => new(Math.Cos(angle), Math.Sin(angle));

    private static Point2d Around(double angle) => new(-Math.Sin(angle), Math.Cos(angle));

    /// <summary>People on a circle go somewhere for a while.</summary>
    /// <returns>The share reported at the end.</returns>
    private double? Go(int people, double seconds, double pixelsPerSecond, Func<double, Point2d> direction)
    {
        double? reported = null;
        var places = Enumerable.Range(0, people).Select(n => (Angle: 2 * Math.PI * n / people, Id: (100 * people) + n)).ToList();
        for (var n = 0; n < seconds * FramesPerSecond; n++, frame++)
        {
            var at = Footage.Start.AddSeconds((double)frame / FramesPerSecond);
            var way = (double)n / FramesPerSecond * pixelsPerSecond;
            reported = dispersal.Look(tracks.Update([.. places.Select(p => (p.Id, Box(p.Angle, direction(p.Angle) * way)))], at), at);
        }
        return reported;
    }

    private static Rect Box(double angle, Point2d moved) =>
        new((int)(1000 + (200 * Math.Cos(angle)) + moved.X), (int)(1000 + (200 * Math.Sin(angle)) + moved.Y), Height / 3, Height);
}
