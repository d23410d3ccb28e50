using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>A blob followed from frame to frame, and whether it has shown itself to be a thing that goes somewhere.</summary>
internal sealed class BlobTrack(Blob first, int frame)
{
    /// <summary>Net way over the way gone: what goes to and fro has less.</summary>
    private const double LeastNet = 0.35;

    /// <summary>The same in rain, whose streaks join into what seems to go somewhere.</summary>
    private const double LeastNetInRain = 0.6;

    /// <summary>
    /// Part of the way in the longest fifth of the steps, over which it changed in place now and then, as a clock's digits do; between, half
    /// of the steps are rest, up to so many pixels.
    /// </summary>
    private const double MostInJumps = 0.7, RestStep = 0.5;

    private const int StepsToAJump = 5;

    /// <summary>Mean step, in the box's own diagonal, over which nothing that walks or drives is.</summary>
    private const double LongestStep = 0.6;

    /// <summary>The same in the box's shorter side: streaks of rain are long and leap aside.</summary>
    private const double LongestStepAside = 2;

    /// <summary>Pixels, and share of the box's height, under which a way is a box's own jitter.</summary>
    private const double LeastWay = 2, LeastWayShare = 0.15;

    /// <summary>Pixels the centre may wander over the still span.</summary>
    private const double StillWay = 1.5;

    /// <summary>
    /// Mean change of the area from step to step, as a natural logarithm and less what is growth for good, as of a car that comes in: what
    /// flickers or falls together by chance has more.
    /// </summary>
    private const double LongestLeap = 0.27;

    /// <summary>Net way over the way gone of what drives.</summary>
    private const double StraightShare = 0.9;

    /// <summary>Of the smaller of two boxes that it shares with the other: with less it was elsewhere.</summary>
    private const double SamePlace = 0.5;

    private const int MostLooks = 64;

    private readonly List<(Point2d Centre, double Size)> sightings = [(first.Centre, Math.Log(first.Area))];
    private readonly List<(Blob Blob, Appearance Looks)> looks = [];

    public Blob Blob { get; private set; } = first;

    /// <summary>Where it is: the blob's box, or where a held thing stands.</summary>
    public Rect Box { get; set; } = first.Box;

    public int Born { get; } = frame;

    /// <summary>The last frame it was seen in.</summary>
    public int Seen { get; private set; } = frame;

    /// <summary>Frames it was seen in.</summary>
    public int Hits { get; private set; } = 1;

    public bool IsConfirmed { get; set; }

    /// <summary>Up to this frame it is reported on the word of what was there before it.</summary>
    public int InheritedUntil { get; set; } = -1;

    /// <summary>Why it is not confirmed.</summary>
    public string Cause { get; set; } = Detection.Cause.Brief;

    /// <summary>How often it must pass once more, because it was refused.</summary>
    public int Doubt { get; set; }

    /// <summary>It appeared with soft edges: out of focus, near the lens.</summary>
    public bool IsSoft { get; set; }

    public HeldPatch? Held { get; set; }

    public bool IsReported(int frame) => IsConfirmed || frame <= InheritedUntil;

    /// <summary>Where it should be in the next frame.</summary>
    public Rect Expected
    {
        get
        {
            if (Held is not null || sightings.Count < 2)
                return Box;
            var span = Math.Min(4, sightings.Count - 1);
            var step = (sightings[^1].Centre - sightings[^(1 + span)].Centre) * (1.0 / span);
            return Box + new Point((int)Math.Round(step.X), (int)Math.Round(step.Y));
        }
    }

    /// <summary>It has gone straight away from where it was first seen, further than so many pixels.</summary>
    public bool WentStraight(double far)
    {
        var net = Length(sightings[^1].Centre - sightings[0].Centre);
        return net > far && net >= StraightShare * sightings.Zip(sightings.Skip(1), (a, b) => Length(b.Centre - a.Centre)).Sum();
    }

    public void See(Blob blob, int frame)
    {
        (Blob, Box, Seen) = (blob, blob.Box, frame);
        Hits++;
        sightings.Add((blob.Centre, Math.Log(blob.Area)));
        if (sightings.Count > 256)
            sightings.RemoveRange(0, 128);
    }

    /// <summary>Keeps what it looks like where it is.</summary>
    public void Keep(Appearance now)
    {
        looks.Add((Blob, now));
        if (looks.Count > MostLooks)
            looks.RemoveRange(0, MostLooks / 2);
    }

    /// <summary>How much of what came stands here, 0 to 1: it looks as it did somewhere else, and is no smaller. Null if it never was elsewhere.</summary>
    public double? LikenessElsewhere(Appearance now) =>
        looks.Where(l => Shared(l.Blob.Box) < SamePlace).Max(l => (double?)(l.Looks.Likeness(now) * Math.Min(1, (double)Blob.Area / l.Blob.Area)));

    /// <summary>A held thing is where it was.</summary>
    public void Stay(int frame) => Seen = frame;

    /// <summary>How it goes, over twice the last <paramref name="span"/> sightings: null if like a thing, else the cause.</summary>
    public string? Gait(int span, bool inRain)
    {
        var from = Math.Max(0, sightings.Count - 2 * span);
        var (leaps, lengths) = (0.0, new List<double>());
        for (var n = from + 1; n < sightings.Count; n++)
        {
            lengths.Add(Length(sightings[n].Centre - sightings[n - 1].Centre));
            leaps += Math.Abs(sightings[n].Size - sightings[n - 1].Size);
        }
        var (way, steps) = (lengths.Sum(), lengths.Count);
        var net = Length(sightings[^1].Centre - sightings[from].Centre);
        if (way / Math.Max(1, steps) > Math.Min(LongestStep * Length(new(Box.Width, Box.Height)), LongestStepAside * Math.Min(Box.Width, Box.Height)))
            return Detection.Cause.Insect;
        if ((leaps - Math.Abs(sightings[^1].Size - sightings[from].Size)) / Math.Max(1, steps) > LongestLeap)
            return Detection.Cause.Flicker;
        if (net < Math.Max(LeastWay, LeastWayShare * Box.Height) || net < (inRain ? LeastNetInRain : LeastNet) * way)
            return Detection.Cause.Vegetation;
        // Two steps in a row are no jump: it sets out.
        if (lengths.TakeLast(2).All(l => l > RestStep))
            return null;
        lengths.Sort();
        var jumps = lengths.TakeLast((steps + StepsToAJump - 1) / StepsToAJump).Sum();
        return lengths[steps / 2] <= RestStep && jumps > MostInJumps * way ? Detection.Cause.Flicker : null;
    }

    /// <summary>It has not left its place over the last <paramref name="span"/> sightings.</summary>
    public bool IsStill(int span)
    {
        if (sightings.Count < span)
            return false;
        var last = sightings[^1].Centre;
        return sightings.Skip(sightings.Count - span).All(s => Length(s.Centre - last) <= StillWay);
    }

    private double Shared(Rect box)
    {
        var common = Box & box;
        return (double)common.Width * common.Height / Math.Min(Box.Width * Box.Height, box.Width * box.Height);
    }

    public static double Length(Point2d way) => Math.Sqrt(way.X * way.X + way.Y * way.Y);
}
