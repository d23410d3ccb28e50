using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>
/// Finds what came and stays where it is: a parked car, a box put down. It looks twice a second at half the detector's width, and keeps the
/// place as it was before, which learns only what looks like it: what is still there is never absorbed.
/// </summary>
internal sealed class StillThings(DetectorOptions options) : IDisposable
{
    private const double StepSeconds = 0.5;

    /// <summary>For so many steps a pixel must have kept its colour. What passes before it costs it <see cref="Passing"/> for each that it hides it.</summary>
    private const int StillSteps = 20, MostSteps = 2 * StillSteps, Passing = 3;

    /// <summary>From so many steps on a pixel may belong to what is found by the others.</summary>
    private const int SettledSteps = 4;

    /// <summary>Levels of one colour that are noise from step to step, and that are the place itself in other light.</summary>
    private const double Noise = 20, Difference = 25;

    /// <summary>Of the picture that is new at once: lights or a moved camera, and all of it is learnt.</summary>
    private const double MostShare = 0.4;

    /// <summary>More edge than this is lost where a thing has left that was there from the start. Before bricks a thing's own outline loses some.</summary>
    private const double Ghost = 1.5;

    /// <summary>It comes to light piece by piece, for so many steps.</summary>
    private const int GrowingSteps = 60;

    private readonly PatchLight patchLight = new();
    private readonly PatchPlace patchPlace = new();
    private readonly Components components = new();
    private readonly Mat five = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(5, 5)),
        three = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(3, 3));
    private readonly Mat now = new(), grey = new(), kept = new(), usual = new(), usualGrey = new(), difference = new();
    private readonly Mat age = new(), one = new(), passing = new(), by = new(), still = new(),
        old = new(), near = new(), moved = new(), fresh = new(), labels = new();
    private readonly List<StillPlace> places = [];
    private int step, lastId;

    public void Look(Mat small, int frame)
    {
        if (frame % Math.Max(1, (int)Math.Round(StepSeconds * options.FramesPerSecond)) != 0)
            return;
        step++;
        Cv2.Resize(small, now, new Size(small.Width / 2, small.Height / 2), 0, 0, InterpolationFlags.Area);
        Cv2.CvtColor(now, grey, ColorConversionCodes.BGR2GRAY);
        if (usual.Size() != now.Size())
            Begin();
        Age();
        Learn();
        Cv2.CvtColor(usual, usualGrey, ColorConversionCodes.BGR2GRAY);
        // Closed first: a pale stripe must not leave a thin rest.
        Cv2.MorphologyEx(fresh, fresh, MorphTypes.Close, five);
        Cv2.MorphologyEx(fresh, fresh, MorphTypes.Open, three);
        if (Cv2.CountNonZero(fresh) > MostShare * fresh.Total())
            kept.CopyTo(usual);
        else
        {
            var blobs = components.Find(fresh, labels).Where(b => b.Area >= options.LeastShare * fresh.Total() && IsOld(b)).ToList();
            Follow(blobs);
            Find(blobs);
        }
    }

    /// <summary>What stands there now, in pixels of the detector's picture.</summary>
    public IEnumerable<StillThing> Things =>
        places.Select(p => new StillThing(p.Id, new Rect(2 * p.Box.X, 2 * p.Box.Y, 2 * p.Box.Width, 2 * p.Box.Height), (step - p.Since) * StepSeconds));

    public void Dispose()
    {
        foreach (var place in places)
            place.Dispose();
        foreach (IDisposable owned in new IDisposable[] { patchLight, patchPlace, five, three, now, grey, kept, usual,
            usualGrey, difference, age, one, passing, by, still, old, near, moved, fresh, labels })
            owned.Dispose();
    }

    private void Begin()
    {
        now.CopyTo(kept);
        now.CopyTo(usual);
        foreach (var (counts, value) in new[] { (age, 0), (one, 1), (passing, Passing) })
        {
            counts.Create(now.Size(), MatType.CV_8UC1);
            counts.SetTo(Scalar.All(value));
        }
    }

    /// <summary>How long every pixel has kept its colour.</summary>
    private void Age()
    {
        Alike(now, kept, Noise, still);
        Cv2.BitwiseNot(still, moved);
        // By pictures of numbers, masks and thresholds: with a number or through a mask OpenCV takes twenty times as long.
        Cv2.BitwiseAnd(still, one, by);
        Cv2.Add(age, by, age);
        Cv2.BitwiseAnd(moved, passing, by);
        Cv2.Subtract(age, by, age);
        Cv2.Threshold(age, age, MostSteps, 255, ThresholdTypes.Trunc);
        // It has been another for longer than it was this one.
        Cv2.Threshold(age, old, 0, 255, ThresholdTypes.BinaryInv);
        Cv2.BitwiseAnd(moved, old, moved);
        now.CopyTo(kept, moved);
    }

    private void Learn()
    {
        Alike(kept, usual, Difference, near);
        Cv2.Threshold(age, old, SettledSteps - 1, 255, ThresholdTypes.Binary);
        Cv2.BitwiseAnd(old, still, fresh);
        fresh.SetTo(Scalar.Black, near);
        Cv2.Threshold(age, old, StillSteps - 1, 255, ThresholdTypes.Binary);
        Cv2.BitwiseAnd(old, near, near);
        kept.CopyTo(usual, near);
    }

    private void Follow(List<Blob> blobs)
    {
        Alike(now, usual, Difference, near);
        foreach (var place in places)
        {
            var pieces = blobs.Where(b => b.Box.IntersectsWith(place.Box)).Select(b => b.Box).ToList();
            if (!place.IsThere(grey, step) && pieces.Count > 0)
                place.Take(pieces.Aggregate((a, b) => a | b), grey, step);
            else if (step - place.Since < GrowingSteps && pieces.Aggregate(place.Box, (a, b) => a | b) is var whole && whole != place.Box)
                place.Take(whole, grey, step);
        }
        foreach (var over in places.Where(p => p.IsOver(near, step) || places.Exists(p.IsPartOf)).ToList())
        {
            over.Dispose();
            places.Remove(over);
        }
    }

    private void Find(List<Blob> blobs)
    {
        foreach (var blob in blobs.Where(b => !places.Exists(p => p.Box.IntersectsWith(b.Box))))
            if (patchLight.Light(blob, labels, grey, usualGrey) is not null || patchPlace.EdgeLost(blob, labels, grey, usualGrey) > Ghost)
            {
                Cv2.Compare(labels, blob.Label, moved, CmpTypes.EQ);
                kept.CopyTo(usual, moved);
            }
            else
                places.Add(new(++lastId, step - StillSteps, blob.Box, grey, step));
    }

    /// <summary>Half of it has been there long enough: the rest only came to light later, or it came in slowly.</summary>
    private bool IsOld(Blob blob)
    {
        var count = 0;
        for (var y = blob.Box.Top; y < blob.Box.Bottom; y++)
        {
            var label = Row.Of<int>(labels, y);
            var steps = Row.Of<byte>(age, y);
            for (var x = blob.Box.Left; x < blob.Box.Right; x++)
                if (label[x] == blob.Label && steps[x] >= StillSteps)
                    count++;
        }
        return 2 * count >= blob.Area;
    }

    private void Alike(Mat a, Mat b, double levels, Mat result)
    {
        Cv2.Absdiff(a, b, difference);
        Cv2.InRange(difference, Scalar.All(0), Scalar.All(levels), result);
    }
}
