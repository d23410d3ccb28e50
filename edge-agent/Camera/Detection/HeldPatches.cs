using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>Keeps the things that stand still out of the background, also while a passer-by hides them.</summary>
internal sealed class HeldPatches(DetectorOptions options, BlobTracker tracker)
{
    /// <summary>For so long what is held may be hidden by a passer-by. Longer, and the background would have learnt it.</summary>
    private const double HiddenSeconds = 5;

    private readonly List<HeldPatch> hidden = [];

    /// <summary>Paints what is held over with background, in the picture that is to be learnt.</summary>
    /// <param name="learnt">The picture to be learnt.</param>
    /// <param name="grey">The present frame.</param>
    /// <param name="background">The place behind it, in colour.</param>
    /// <param name="frame">Number of the frame.</param>
    public void PaintOver(Mat learnt, Mat grey, Mat background, int frame)
    {
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
                using var behind = background[held.Box];
                behind.CopyTo(place);
                track.Stay(frame);
            }
    }

    /// <summary>Of what is hidden.</summary>
    public void Forget(Predicate<HeldPatch> which)
    {
        foreach (var patch in hidden.FindAll(which))
        {
            hidden.Remove(patch);
            patch.Dispose();
        }
    }
}
