using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Crowds;

/// <summary>How many of those in the picture suddenly go apart: away from the middle of all, faster than people went there until two seconds ago.</summary>
internal sealed class Dispersal
{
    /// <summary>Fewer are no crowd.</summary>
    private const int LeastPeople = 5;

    /// <summary>Of the usual speed, and in a person's own heights a second: nobody strolls so fast.</summary>
    private const double Jump = 2, LeastSpeed = 0.7;

    /// <summary>Cosine of 60°: what still leads away from the middle.</summary>
    private const double Away = 0.5;

    private static readonly TimeSpan Sudden = TimeSpan.FromSeconds(2), Usual = TimeSpan.FromSeconds(10);

    private readonly Queue<(DateTimeOffset At, double Speed)> speeds = [];

    /// <param name="people">All people followed.</param>
    /// <param name="at">When.</param>
    /// <returns>Their share, 0 to 1; null with fewer than five, or while it is not known how fast people usually go.</returns>
    public double? Look(IReadOnlyList<Track> people, DateTimeOffset at)
    {
        while (speeds.TryPeek(out var oldest) && (at - oldest.At > Usual || oldest.At > at))
            speeds.Dequeue();
        var before = speeds.Where(s => at - s.At >= Sudden).Select(s => s.Speed).ToList();
        if (people.Count > 0)
            speeds.Enqueue((at, people.Average(p => p.Speed)));
        if (people.Count < LeastPeople || before.Count == 0)
            return null;
        var least = Math.Max(LeastSpeed, Jump * before.Average());
        var places = people.Select(p => Track.Foot(p.Box)).ToList();
        var (middle, together) = (Mean(places), Mean(people.Select(p => p.Velocity)));
        return people.Zip(places).Count(p => GoesAway(p.Second - middle, p.First.Velocity - together, least * p.First.Box.Height)) / (double)people.Count;
    }

    public void Clear() => speeds.Clear();

    /// <summary>Of the way all go together nothing is left: people that run one way do not go apart.</summary>
    private static bool GoesAway(Point2d outwards, Point2d velocity, double least) =>
        Track.Length(velocity) is var speed && speed >= least && outwards.DotProduct(velocity) >= Away * speed * Track.Length(outwards);

    private static Point2d Mean(IEnumerable<Point2d> points) => points.Aggregate(new Point2d(), (a, b) => a + b) * (1.0 / points.Count());
}
