using Solutions.Edge.Agent.Camera;

namespace Solutions.Edge.Agent.Tests.Camera;

public class ZoneVisitsTests
{
    private readonly ZoneVisits visits = new();

    [Fact]
    public void A_person_walking_through_comes_in_once_and_goes_out_once() => Assert.Equal((1, 1), Walk([-1, -0.1, 0.1, 0.3, 1, 0.3, 0.1, -0.1, -0.3, -1]));

    [Fact]
    public void A_person_on_the_line_crosses_it_at_most_once() =>
        Assert.Equal((1, 0), Walk([-0.5, .. Enumerable.Range(0, 50).Select(n => n % 2 == 0 ? 0.2 : -0.14)]));

    [Fact]
    public void A_person_first_seen_inside_has_not_come_in_but_goes_out() => Assert.Equal((0, 1), Walk([0.5, 0.5, -0.5]));

    [Fact]
    public void Beyond_the_pictures_edge_is_outside()
    {
        Assert.Equal((1, 0), Walk([0.5, 0.6], atEdge: true));
        // Gone where the picture ends, and not seen again.
        Assert.Equal((0, 1), Sum(Enumerable.Range(0, 70).Select(n => visits.Look([], isPresent: false, At(1 + 0.1 * n)))));
    }

    [Fact]
    public void A_person_lost_in_the_middle_of_the_picture_has_not_gone_out()
    {
        Walk([-0.5, 0.5]);
        Assert.Equal((0, 0), Sum(Enumerable.Range(0, 100).Select(n => visits.Look([], isPresent: false, At(1 + 0.1 * n)))));
    }

    [Fact]
    public void Dwell_runs_on_over_a_gap_of_five_seconds_and_not_over_a_longer_one()
    {
        foreach (var second in (int[])[0, 1, 2, 7])
            visits.Look([], isPresent: true, At(second));
        Assert.Equal(7, visits.Dwell(At(7)));
        visits.Look([], isPresent: false, At(11));
        Assert.Equal(7, visits.Dwell(At(11)));
        Assert.Equal(0, visits.Dwell(At(12.1)));
        visits.Look([], isPresent: true, At(12.1));
        visits.Look([], isPresent: true, At(13.1));
        Assert.Equal(1, visits.Dwell(At(13.1)), 6);
    }

    [Fact]
    public void A_clock_that_is_set_back_begins_anew()
    {
        visits.Look([], isPresent: true, At(0));
        visits.Look([], isPresent: true, At(4));
        visits.Look([], isPresent: true, At(-3600));
        Assert.Equal(0, visits.Dwell(At(-3600)));
    }

    [Fact]
    public void After_a_gap_in_the_pictures_nobody_is_there()
    {
        visits.Look([new(1, 0.5, AtEdge: false)], isPresent: true, At(0));
        visits.Look([new(1, 0.5, AtEdge: false)], isPresent: true, At(2));
        visits.Clear();
        Assert.Equal(0, visits.Dwell(At(2)));
        Assert.Equal(0, visits.Look([new(1, -0.5, AtEdge: false)], isPresent: false, At(3)).Out);
    }

    private (int In, int Out) Walk(double[] depths, bool atEdge = false) =>
        Sum(depths.Select((depth, n) => visits.Look([new(1, depth, atEdge)], depth > 0, At(0.1 * n))));

    private static (int In, int Out) Sum(IEnumerable<ZoneMoment> moments) => moments.ToList() is var all ? (all.Sum(m => m.In), all.Sum(m => m.Out)) : default;

    private static DateTimeOffset At(double seconds) => Footage.Start.AddSeconds(seconds);
}
