using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>Decides of every blob that is followed whether it is a thing, and gives the cause of what is none.</summary>
internal sealed class TrackJudge(DetectorOptions options, NarrowPicture picture, BlobTracker tracker, HeldPatches held, PictureWide wide)
    : IDisposable
{
    /// <summary>Of a blob in the place of what was reported, to be reported as well.</summary>
    private const double InheritShare = 0.3;

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

    /// <summary>What was refused must pass as often before it is believed, up to this.</summary>
    private const int MostDoubt = 2;

    private readonly PatchLight patchLight = new();
    private readonly PatchPlace patchPlace = new();
    private readonly Veil veil = new();
    private readonly Reported recently = new();
    private readonly Queue<int> briefs = [];
    private int frame;

    /// <param name="blobs">Of the frame.</param>
    /// <param name="number">Of the frame.</param>
    /// <returns>The causes of the triggers that ended unreported with this frame.</returns>
    public List<string> Judge(List<Blob> blobs, int number)
    {
        frame = number;
        var (_, grey, labels, background) = picture;
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
                    track.IsSoft = patchLight.IsGlow(track.Blob, labels, grey, background.Grey);
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

    /// <summary>Takes in what is reported of the frame.</summary>
    public void Remember(IEnumerable<BlobTrack> reported) =>
        recently.Remember(reported.Where(t => t.IsConfirmed && t.Held is null).Select(t => t.Blob), picture.Labels);

    public void Dispose()
    {
        foreach (IDisposable owned in new IDisposable[] { patchLight, patchPlace, veil, recently })
            owned.Dispose();
    }

    /// <summary>What stands is kept if it is what came; a hole, or a thing left by a person that went on, is not.</summary>
    private void Hold(BlobTrack track)
    {
        var (_, grey, labels, background) = picture;
        var likeness = track.LikenessElsewhere(Looks(track));
        var lost = patchPlace.EdgeLost(track.Blob, labels, grey, background.Grey);
        if (likeness < LeastLikeness || (likeness is null && lost > SurelyThere))
            (track.IsConfirmed, track.Doubt) = (false, MostDoubt);
        else if (lost <= 1)
        {
            track.Held = new(grey, track.Box, frame);
            held.Forget(h => h.Box.IntersectsWith(track.Box));
        }
    }

    private Appearance Looks(BlobTrack track) => Appearance.Of(track.Box, new(track.Box, [track.Blob.Label], [], picture.Labels), picture.Small);

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
        var (small, _, labels, background) = picture;
        var inRain = IsRaining() && !wide.IsShaking(frame);
        var cause = track.Gait(options.ConfirmFrames, inRain)
            ?? (IsBand(track.Box) ? Cause.Flicker : PatchLight.HasOwnColour(track.Blob, labels, small, background.Picture) ? null : Place(track));
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
    private string? Place(BlobTrack track)
    {
        var (_, grey, labels, background) = picture;
        return patchLight.Light(track.Blob, labels, grey, background.Grey)
            ?? (veil.IsBlurred(track.Blob, labels, grey, background.Grey) ? Cause.Insect : null)
            ?? (patchPlace.IsDisplaced(track.Box, grey, background.Grey)
                && (!track.WentStraight(2 * PatchPlace.SwayReach) || PatchPlace.IsAsBright(track.Box, grey, background.Grey)) ? Cause.Vegetation : null);
    }

    /// <summary>A strip of a torn picture, from one side to the other.</summary>
    private bool IsBand(Rect box) => box.Width == options.Width && BandAspect * box.Height <= box.Width;
}
