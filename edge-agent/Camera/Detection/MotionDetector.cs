using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>Separates moving things from their background, frame by frame, and gives the cause of everything else that changed. One caller at a time.</summary>
internal sealed class MotionDetector : IDisposable
{
    /// <summary>Share of foreground over which no frame is believed.</summary>
    private const double GateShare = 0.4;

    /// <summary>For so long after a gated frame nothing is reported and the background is learnt anew.</summary>
    private const double GateSeconds = 1;

    /// <summary>Grey levels that sensor noise stays under.</summary>
    private const double ChangeLevels = 20;

    /// <summary>A speck is a trigger from this share of the least thing on.</summary>
    private const double SpeckShare = 0.3;

    /// <summary>Width over height under which what touches the left or right edge is only a part; whole people have 0.35 to 0.5.</summary>
    private const double SliverAspect = 0.45;

    private readonly DetectorOptions options;
    private readonly Action<string>? lap;
    private readonly Background background;
    private readonly Mat dot = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(3, 3));
    private readonly Mat upright = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(3, 7));
    private readonly Mat small = new(), mask = new(), grey = new(), difference = new(), labels = new(), learnt = new();
    private readonly Components components = new();
    private readonly LightCompensation light = new();
    private readonly ShakeCompensation shake = new();
    private readonly StillThings still;
    private readonly PictureWide wide;
    private readonly BlobTracker tracker = new();
    private readonly PeopleTracker people = new();
    private readonly HeldPatches held;
    private readonly TrackJudge judge;
    private Mat rawGrey = new(), greyBefore = new();
    private int frame, specksBefore;
    private int gatedUntil = -1;

    /// <param name="options">See there.</param>
    /// <param name="lap">Receives the name of each stage as it ends, to measure them.</param>
    public MotionDetector(DetectorOptions options, Action<string>? lap = null)
    {
        (this.options, this.lap) = (options, lap);
        (background, still, wide) = (new(options), new(options), new(options.FramesPerSecond));
        held = new(options, tracker);
        judge = new(options, new(small, grey, labels, background), tracker, held, wide);
    }

    private int WarmUpFrames => (int)Math.Round(options.WarmUpSeconds * options.FramesPerSecond);

    /// <param name="bgr">The frame.</param>
    /// <param name="doubtful">True: the camera may have been tampered with. Nothing is reported and the background is learnt anew,
    /// as after a change of the whole scene.</param>
    public DetectedMotion Detect(Mat bgr, bool doubtful = false)
    {
        var wasGated = frame <= gatedUntil;
        frame++;
        if (doubtful && frame > WarmUpFrames)
            gatedUntil = frame + GateFrames;
        var scale = (double)bgr.Width / options.Width;
        Narrow(bgr, scale);
        var changed = Changed();
        lap?.Invoke("resize");
        Steady();
        var whole = wide.Look(frame, light.Gain, shake.Shift);
        Learn();
        var gated = IsGated();
        if (frame <= WarmUpFrames)
            return new() { Changed = changed, WarmingUp = true };
        if (gated)
        {
            tracker.Clear();
            held.Forget(_ => true);
            people.Clear();
            return new() { Changed = changed, Suppressed = Cause.SceneChange, Explained = wasGated ? [] : [Cause.SceneChange], Still = Still(scale) };
        }
        still.Look(small, frame);
        lap?.Invoke("still");
        var blobs = Blobs(out var specks);
        lap?.Invoke("blobs");
        var explained = judge.Judge(blobs, frame);
        // Of specks only the new ones: they are not followed.
        explained.AddRange(Enumerable.Repeat(Cause.Small, Math.Max(0, specks - specksBefore)));
        specksBefore = specks;
        if (whole is { IsNew: true })
            explained.Add(whole.Value.Cause);
        lap?.Invoke("judge");
        var reported = tracker.Tracks.Where(t => t.Seen == frame && t.IsReported(frame) && !IsSliver(t.Box)).ToList();
        judge.Remember(reported);
        var seen = people.Update(reported, labels, small, grey, frame);
        lap?.Invoke("people");
        var boxes = reported.Select(t => t.Box).ToList();
        return new()
        {
            Regions = [.. boxes.Select(b => Enlarged(b, scale))],
            People = [.. seen.Select(p => (p.Id, Enlarged(p.Box & new Rect(default, small.Size()), scale)))],
            Unreported = [.. tracker.Tracks.Where(t => t.Seen == frame).Except(reported).Select(t => (Enlarged(t.Box, scale), t.Cause))],
            Occupied = Covered(boxes),
            Changed = changed,
            Suppressed = boxes.Count > 0 ? null
                : tracker.Tracks.Where(t => t.Seen == frame).MaxBy(t => t.Box.Width * t.Box.Height)?.Cause ?? whole?.Cause ?? (specks > 0 ? Cause.Small : null),
            Explained = explained,
            Still = Still(scale),
        };
    }

    public void Dispose()
    {
        foreach (IDisposable owned in new IDisposable[] { background, light, shake, still, people, judge })
            owned.Dispose();
        foreach (var owned in new[] { dot, upright, small, mask, grey, rawGrey, greyBefore, difference, labels, learnt })
            owned.Dispose();
        tracker.Clear();
        held.Forget(_ => true);
    }

    private int GateFrames => (int)Math.Round(GateSeconds * options.FramesPerSecond);

    private void Narrow(Mat bgr, double scale)
    {
        var size = new Size(options.Width, Math.Max(1, (int)Math.Round(bgr.Height / scale)));
        // Linear is exact enough up to here and a quarter of the cost; beyond, it would skip pixels.
        Cv2.Resize(bgr, small, size, 0, 0, scale <= 2.5 ? InterpolationFlags.Linear : InterpolationFlags.Area);
    }

    private double? Changed()
    {
        (rawGrey, greyBefore) = (greyBefore, rawGrey);
        Cv2.CvtColor(small, rawGrey, ColorConversionCodes.BGR2GRAY);
        double? changed = null;
        if (greyBefore.Size() == rawGrey.Size())
        {
            Cv2.Absdiff(rawGrey, greyBefore, difference);
            Cv2.Threshold(difference, difference, ChangeLevels, 255, ThresholdTypes.Binary);
            changed = 100.0 * Cv2.CountNonZero(difference) / rawGrey.Total();
        }
        return changed;
    }

    /// <summary>Light and shake undone, against the background as it was a frame ago.</summary>
    private void Steady()
    {
        if (frame == 1)
        {
            rawGrey.CopyTo(grey);
            return;
        }
        light.Undo(small, background.Picture, background.IsNew, mask);
        lap?.Invoke("light");
        Cv2.CvtColor(small, grey, ColorConversionCodes.BGR2GRAY);
        shake.Undo(small, grey, background.Grey, background.IsNew);
        lap?.Invoke("shake");
    }

    private void Learn()
    {
        small.CopyTo(learnt);
        held.PaintOver(learnt, grey, background.Picture, frame);
        lap?.Invoke("hold");
        // A fixed rate after the start: by its own, the first to come would be learnt within a second.
        var learnsFast = frame <= gatedUntil || frame <= WarmUpFrames;
        var rate = frame <= gatedUntil ? 2 / (GateSeconds * options.FramesPerSecond)
            : learnsFast ? -1
            : 1 / (options.HistorySeconds * options.FramesPerSecond);
        background.Learn(learnt, mask, rate, learnsFast);
        lap?.Invoke("background");
    }

    /// <summary>It goes on learning while gated: a detector that does not stays blind for ever.</summary>
    private bool IsGated()
    {
        if (frame > WarmUpFrames && frame > gatedUntil && Cv2.CountNonZero(mask) > GateShare * small.Total())
            gatedUntil = frame + GateFrames;
        return frame <= gatedUntil;
    }

    private List<Blob> Blobs(out int specks)
    {
        Cv2.MorphologyEx(mask, mask, MorphTypes.Open, dot);
        Cv2.MorphologyEx(mask, mask, MorphTypes.Close, upright);
        var (blobs, least) = (new List<Blob>(), options.LeastShare * small.Total());
        specks = 0;
        foreach (var blob in components.Find(mask, labels))
            if (blob.Area >= least)
                blobs.Add(blob);
            else if (blob.Area >= SpeckShare * least)
                specks++;
        return blobs;
    }

    /// <summary>What the picture's edge leaves of a thing that is not yet in it, or no longer.</summary>
    private bool IsSliver(Rect box) => (box.Left == 0 || box.Right == options.Width) && box.Width < SliverAspect * box.Height;

    private IReadOnlyList<StillThing> Still(double scale) => [.. still.Things.Select(t => t with { Box = Enlarged(t.Box, scale) })];

    private double Covered(List<Rect> boxes)
    {
        difference.SetTo(0);
        foreach (var box in boxes)
            Cv2.Rectangle(difference, box, Scalar.White, -1);
        return 100.0 * Cv2.CountNonZero(difference) / difference.Total();
    }

    private static Rect Enlarged(Rect box, double scale) =>
        Rect.FromLTRB((int)(box.Left * scale), (int)(box.Top * scale), (int)Math.Ceiling(box.Right * scale), (int)Math.Ceiling(box.Bottom * scale));
}
