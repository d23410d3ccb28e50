using OpenCvSharp;
using Solutions.Edge.Agent.Camera;

namespace Solutions.Edge.Agent.Tests.Camera;

public class RegionTrackerTests
{
    private static readonly DateTimeOffset Start = Footage.Start;
    private readonly RegionTracker tracker = new();

    [Fact]
    public void A_walker_is_confirmed_after_half_a_second_under_one_id_with_its_velocity()
    {
        var tracks = Run(30, n => [Walker(100 + 8 * n)]);
        Assert.All(tracks.Take(5), Assert.Empty);
        Assert.Equal([1], tracks.Skip(6).Select(t => Assert.Single(t).Id).Distinct());
        var last = Assert.Single(tracks[^1]);
        Assert.Equal(new(1, 100 + 8 * 29, new(80, 0), 0.8, true), last with { Speed = Math.Round(last.Speed, 9) });
    }

    [Fact]
    public void What_sways_on_the_spot_is_never_confirmed() =>
        Assert.All(Run(100, n => [Walker(100 + (int)(12 * Math.Sin(n)))]), Assert.Empty);

    [Fact]
    public void Who_stops_stays_a_track_and_no_longer_moves()
    {
        var tracks = Run(60, n => [Walker(100 + 8 * Math.Min(n, 20))]);
        Assert.True(Assert.Single(tracks[19]).IsMoving);
        Assert.False(Assert.Single(tracks[59]).IsMoving);
    }

    [Fact]
    public void Two_who_pass_each_other_in_one_blob_come_out_under_their_own_ids()
    {
        var tracks = Run(60, n =>
        {
            var (left, right) = (Walker(100 + 8 * n), Walker(500 - 8 * n));
            return left.IntersectsWith(right) ? [left | right] : [left, right];
        });
        int[] Ids(int frame) => [.. tracks[frame].OrderBy(t => t.X).Select(t => t.Id)];
        Assert.Equal([1, 2], Ids(15));
        Assert.Equal([2, 1], Ids(45));
    }

    [Fact]
    public void A_short_gap_is_bridged_and_a_long_one_ends_the_track()
    {
        Assert.Equal(1, Run(31, n => n is > 10 and < 18 ? [] : [Walker(100 + 8 * n)])[^1][0].Id);
        tracker.Clear();
        Assert.NotEqual(1, Run(40, n => n is > 10 and < 25 ? [] : [Walker(100 + 8 * n)])[^1][0].Id);
    }

    /// <summary>What was confirmed after each frame.</summary>
    private List<Seen[]> Run(int frames, Func<int, Rect[]> regions) =>
        [.. Enumerable.Range(0, frames).Select(n => tracker.Update(regions(n), Start.AddSeconds(0.1 * n))
            .Select(t => new Seen(t.Id, t.Box.X, t.Velocity, t.Speed, t.IsMoving)).ToArray())];

    private static Rect Walker(int x) => new(x, 100, 40, 100);

    /// <summary>A track as it was: it lives on.</summary>
    private sealed record Seen(int Id, int X, Point2d Velocity, double Speed, bool IsMoving);
}
