using OpenCvSharp;
using Solutions.Edge.Agent.Camera;

namespace Solutions.Edge.Agent.Tests.Camera;

public class PeopleTracksTests
{
    private readonly PeopleTracks tracks = new();

    [Fact]
    public void A_walker_has_a_velocity_in_pixels_and_a_speed_in_heights()
    {
        var track = Run(30, n => 100 + 8 * n);
        Assert.Equal((1, 100 + 8 * 29, new(80, 0), true), (track.Id, track.Box.X, track.Velocity, track.IsMoving));
        Assert.Equal(0.8, track.Speed, 9);
    }

    [Fact]
    public void A_person_that_stops_no_longer_moves() => Assert.False(Run(60, n => 100 + 8 * Math.Min(n, 20)).IsMoving);

    [Fact]
    public void What_was_forgotten_in_a_gap_begins_anew()
    {
        Run(30, n => 100 + 8 * n);
        tracks.Clear();
        Assert.Equal(default, Run(1, _ => 500).Velocity);
    }

    private Track Run(int frames, Func<int, int> x)
    {
        IReadOnlyList<Track> seen = [];
        for (var n = 0; n < frames; n++)
            seen = tracks.Update([(1, new Rect(x(n), 100, 40, 100))], Footage.Start.AddSeconds(0.1 * n));
        return Assert.Single(seen);
    }
}
