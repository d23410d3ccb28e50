using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>Separates moving things from their background, frame by frame, and gives the cause of everything else that changed. One caller at a time.</summary>
/// <param name="options">See there.</param>
/// <param name="lap">Receives the name of each stage as it ends, to measure them.</param>
internal sealed class MotionDetector(DetectorOptions options, Action<string>? lap = null) : IDisposable
{
    /// <summary>Share of foreground over which no frame is believed.</summary>
    private const double GateShare = 0.4;

    /// <summary>For so long after a gated frame nothing is reported and the background is learnt anew.</summary>
    private const double GateSeconds = 1;

    /// <summary>Grey levels that sensor noise stays under.</summary>
    private const double ChangeLevels = 20;

    /// <summary>A speck is a trigger from this share of the least thing on.</summary>
    private const double SpeckShare = 0.3;

    /// <summary>Of a blob in the place of what was reported, to be reported as well.</summary>
    private const double InheritShare = 0.3;

    /// <summary>Width over height under which what touches the left or right edge is only a part; whole people have 0.35 to 0.5.</summary>
    private const double SliverAspect = 0.45;

    /// <summary>Width over height from which what goes from side to side is no thing: a bus that fills the picture has four.</summary>
    private const double BandAspect = 6;

    /// <summary>So many short-lived things within a second are rain or snow.</summary>
    private const int RainBriefs = 6;

    private const int StillFrames = 15;

    /// <summary>Of what came, to be held when it stands: people and cars have 0.8 and more, a box that somebody put down 0.5.</summary>
    private const double LeastLikeness = 0.65;

    /// <summary>Edge lost up to which something is surely there that was not there before.</summary>
    private const double SurelyThere = 0.5;

    private const int LooksEvery = 3;

    /// <summary>For so long what is held may be hidden by a passer-by. Longer, and the background would have learnt it.</summary>
    private const double HiddenSeconds = 5;

    /// <summary>What was refused must pass as often before it is believed, up to this.</summary>
    private const int MostDoubt = 2;

    private readonly Background background = new(options);
    private readonly Mat dot = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(3, 3));
    private readonly Mat upright = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(3, 7));
    private readonly Mat small = new(), mask = new(), grey = new(), difference = new(), labels = new(), learnt = new();
    private readonly Components components = new();
    private readonly Reported recently = new();
    private readonly LightCompensation light = new();
    private readonly ShakeCompensation shake = new();
    private readonly PatchTests patches = new();
    private readonly Veil veil = new();
    private readonly StillThings still = new(options);
    private readonly PictureWide wide = new(options.FramesPerSecond);
    private readonly BlobTracker tracker = new();
    private readonly PeopleTracker people = new();
    private readonly List<HeldPatch> hidden = [];
    private readonly Queue<int> briefs = [];
    private Mat rawGrey = new(), greyBefore = new();
    private int frame, specksBefore;
    private int gatedUntil = -1;

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
            Forget(_ => true);
            people.Clear();
            return new() { Changed = changed, Suppressed = Cause.SceneChange, Explained = wasGated ? [] : [Cause.SceneChange], Still = Still(scale) };
        }
        still.Look(small, frame);
        lap?.Invoke("still");
        var blobs = Blobs(out var specks);
        lap?.Invoke("blobs");
        var explained = Judge(blobs);
        // Of specks only the new ones: they are not followed.
        explained.AddRange(Enumerable.Repeat(Cause.Small, Math.Max(0, specks - specksBefore)));
        specksBefore = specks;
        if (whole is { IsNew: true })
            explained.Add(whole.Value.Cause);
        lap?.Invoke("judge");
        var reported = tracker.Tracks.Where(t => t.Seen == frame && t.IsReported(frame) && !IsSliver(t.Box)).ToList();
        recently.Remember(reported.Where(t => t.IsConfirmed && t.Held is null).Select(t => t.Blob), labels);
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
        foreach (IDisposable owned in new IDisposable[] { background, light, shake, still, patches, veil, people, recently })
            owned.Dispose();
        foreach (var owned in new[] { dot, upright, small, mask, grey, rawGrey, greyBefore, difference, labels, learnt })
            owned.Dispose();
        tracker.Clear();
        Forget(_ => true);
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
        foreach (var track in tracker.Tracks)
            if (track.Held is { } held && !held.IsThere(grey, frame))
            {
                hidden.Add(held);
                track.Held = null;
            }
        foreach (var patch in hidden.Where(h => h.IsThere(grey, frame)).ToList())
        {
            hidden.Remove(patch);
            tracker.Add(new(new(0, patch.Box, patch.Box.Width * patch.Box.Height), frame) { IsConfirmed = true, Held = patch });
        }
        Forget(h => frame - h.Seen > HiddenSeconds * options.FramesPerSecond);
        foreach (var track in tracker.Tracks)
            if (track.Held is { } held)
            {
                if (frame - held.Since > options.HoldSeconds * options.FramesPerSecond)
                {
                    held.Dispose();
                    track.Held = null;
                    continue;
                }
                using var place = learnt[held.Box];
                using var behind = background.Picture[held.Box];
                behind.CopyTo(place);
                track.Stay(frame);
            }
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

    /// <returns>The causes of the triggers that ended unreported with this frame.</returns>
    private List<string> Judge(List<Blob> blobs)
    {
        var over = tracker.Update(blobs, frame, Reported.Frames);
        // In rain what falls together by chance lasts longer.
        var confirmFrames = (IsRaining() ? 2 : 1) * options.ConfirmFrames;
        foreach (var track in tracker.Tracks)
        {
            if (track.Seen != frame || track.Held is not null)
                continue;
            if (track.Born == frame)
            {
                if (recently.Share(track.Blob, labels) >= InheritShare)
                    track.InheritedUntil = frame + Reported.Frames;
                else
                    track.IsSoft = patches.IsGlow(track.Blob, labels, grey, background.Grey);
            }
            if (!track.IsConfirmed && track.Hits >= confirmFrames && (track.Hits - options.ConfirmFrames) % options.ConfirmFrames == 0)
                Confirm(track);
            if (track.IsConfirmed && track.IsStill(StillFrames))
                Hold(track);
            else if (track.Hits % LooksEvery == 0 && track.Box.Left > 0 && track.Box.Right < options.Width)
                track.Keep(Looks(track));
        }
        return [.. over.Where(t => !t.IsConfirmed).Select(Ended)];
    }

    /// <summary>What stands is kept if it is what came; a hole, or a thing left by a person that went on, is not.</summary>
    private void Hold(BlobTrack track)
    {
        var likeness = track.LikenessElsewhere(Looks(track));
        var lost = patches.EdgeLost(track.Blob, labels, grey, background.Grey);
        if (likeness < LeastLikeness || (likeness is null && lost > SurelyThere))
            (track.IsConfirmed, track.Doubt) = (false, MostDoubt);
        else if (lost <= 1)
        {
            track.Held = new(grey, track.Box, frame);
            Forget(h => h.Box.IntersectsWith(track.Box));
        }
    }

    private void Forget(Predicate<HeldPatch> which)
    {
        foreach (var patch in hidden.FindAll(which))
        {
            hidden.Remove(patch);
            patch.Dispose();
        }
    }

    private Appearance Looks(BlobTrack track) => Appearance.Of(track.Box, new(track.Box, [track.Blob.Label], [], labels), small);

    /// <summary>The final cause of a track that was never confirmed.</summary>
    private string Ended(BlobTrack track)
    {
        if (track.Cause != Cause.Brief)
            return track.Cause;
        if (track.IsSoft)
            return Cause.Insect;
        briefs.Enqueue(frame);
        return wide.IsShaking(frame) ? Cause.Shake : IsRaining() ? Cause.Rain : Cause.Brief;
    }

    private bool IsRaining()
    {
        while (briefs.TryPeek(out var first) && frame - first > options.FramesPerSecond)
            briefs.Dequeue();
        return briefs.Count >= RainBriefs;
    }

    private void Confirm(BlobTrack track)
    {
        var inRain = IsRaining() && !wide.IsShaking(frame);
        var cause = track.Gait(options.ConfirmFrames, inRain)
            ?? (IsBand(track.Box) ? Cause.Flicker : PatchTests.HasOwnColour(track.Blob, labels, small, background.Picture) ? null : Place(track));
        if (cause == Cause.Vegetation && wide.IsShaking(frame))
            cause = Cause.Shake;
        if (cause == Cause.Flicker && IsRaining())
            cause = Cause.Rain;
        // A person that only stood or stepped to and fro is believed at once after walking on.
        if (cause is not null)
            (track.Cause, track.Doubt) = (cause, Math.Min(track.Doubt + (cause is Cause.Vegetation or Cause.Shake ? 0 : 1), MostDoubt));
        else if (track.Doubt-- <= 0)
            track.IsConfirmed = true;
    }

    /// <summary>Why a blob is only its place, in another light, behind a veil or aside; null if it is a thing.</summary>
    private string? Place(BlobTrack track) =>
        patches.Light(track.Blob, labels, grey, background.Grey)
        ?? (veil.IsBlurred(track.Blob, labels, grey, background.Grey) ? Cause.Insect : null)
        ?? (patches.IsDisplaced(track.Box, grey, background.Grey)
            && (!track.WentStraight(2 * PatchTests.SwayReach) || PatchTests.IsAsBright(track.Box, grey, background.Grey)) ? Cause.Vegetation : null);

    /// <summary>A strip of a torn picture, from one side to the other.</summary>
    private bool IsBand(Rect box) => box.Width == options.Width && BandAspect * box.Height <= box.Width;

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
