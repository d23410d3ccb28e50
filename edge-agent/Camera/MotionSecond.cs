using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Camera;

/// <summary>Gathers the frames of one UTC second into the record that travels.</summary>
internal sealed class MotionSecond(DateTimeOffset start, bool afterGap)
{
    /// <summary>Flag of a second in which the background was not known yet.</summary>
    public const string WarmingUpFlag = "warming-up";

    /// <summary>Flag of the first second after a gap.</summary>
    public const string SegmentFlag = "segment";

    private const int MostTracks = 500;

    private readonly List<double> occupied = [], changed = [], speeds = [], spreads = [];
    private readonly Dictionary<string, int> suppressed = [];
    private bool warmingUp;
    private IReadOnlyList<Track> last = [];

    public DateTimeOffset Start { get; } = start;

    public void Add(DetectedMotion motion, IReadOnlyList<Track> tracks)
    {
        warmingUp |= motion.WarmingUp;
        if (motion.Occupied is { } share)
            occupied.Add(share);
        if (motion.Changed is { } part)
            changed.Add(part);
        foreach (var cause in motion.Explained)
            suppressed[cause] = suppressed.GetValueOrDefault(cause) + 1;
        var moving = tracks.Where(t => t.IsMoving).ToList();
        speeds.AddRange(moving.Select(t => t.Speed));
        if (DirectionSpread([.. moving.Select(t => t.Velocity)]) is { } spread)
            spreads.Add(spread);
        last = tracks;
    }

    public MotionRecord ToRecord() => new()
    {
        T = Start,
        Occupied = warmingUp ? null : Mean(occupied, 2),
        Changed = Mean(changed, 2),
        Tracks = [.. last.Take(MostTracks).Select(t => new[] { t.Id, t.Box.X, t.Box.Y, t.Box.Width, t.Box.Height })],
        Speed = Mean(speeds, 2),
        Spread = Mean(spreads, 3),
        Suppressed = suppressed,
        Flags = [.. afterGap ? [SegmentFlag] : Array.Empty<string>(), .. warmingUp ? [WarmingUpFlag] : Array.Empty<string>()],
    };

    /// <summary>1 − |mean unit velocity|: 0 all one way, 1 in all directions alike; null with fewer than two.</summary>
    public static double? DirectionSpread(IReadOnlyList<Point2d> velocities)
    {
        if (velocities.Count < 2)
            return null;
        var (x, y) = (velocities.Average(v => v.X / Track.Length(v)), velocities.Average(v => v.Y / Track.Length(v)));
        return Math.Clamp(1 - Math.Sqrt(x * x + y * y), 0, 1);
    }

    private static double? Mean(List<double> values, int digits) => values.Count > 0 ? Math.Round(values.Average(), digits) : null;
}
