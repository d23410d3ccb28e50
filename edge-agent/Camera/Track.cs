using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>Someone followed from frame to frame, in source pixels.</summary>
internal sealed class Track(int id, Rect box, DateTimeOffset at)
{
    /// <summary>Its velocity is taken over this span: shorter, the jitter of a box's edges is speed; longer, a turn is a standstill.</summary>
    private static readonly TimeSpan VelocitySpan = TimeSpan.FromSeconds(0.5);

    /// <summary>Slower than this, in its own heights a second, a thing stands.</summary>
    private const double LeastSpeed = 0.2;

    private readonly Queue<(DateTimeOffset At, Point2d Centre)> trail = new([(at, Centre(box))]);

    public int Id { get; } = id;

    public Rect Box { get; private set; } = box;

    /// <summary>When it was last seen.</summary>
    public DateTimeOffset Seen { get; private set; } = at;

    /// <summary>Pixels a second.</summary>
    public Point2d Velocity { get; private set; }

    /// <summary>In its own box heights a second.</summary>
    public double Speed => Length(Velocity) / Box.Height;

    public bool IsMoving => Speed >= LeastSpeed;

    public void See(Rect box, DateTimeOffset at)
    {
        (Box, Seen) = (box, at);
        var centre = Centre(box);
        trail.Enqueue((at, centre));
        while (trail.Count > 2 && at - trail.Peek().At > VelocitySpan)
            trail.Dequeue();
        var first = trail.Peek();
        Velocity = at > first.At ? (centre - first.Centre) * (1 / (at - first.At).TotalSeconds) : default;
    }

    /// <summary>Where it stands: the middle of the lower edge.</summary>
    public static Point2d Foot(Rect box) => new(box.X + box.Width / 2.0, box.Bottom);

    public static Point2d Centre(Rect box) => new(box.X + box.Width / 2.0, box.Y + box.Height / 2.0);

    public static double Length(Point2d vector) => Math.Sqrt(vector.X * vector.X + vector.Y * vector.Y);
}
