using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Tamper;

/// <summary>
/// Finds when a camera is covered, blurred, moved, frozen or dark, and when that is over. It compares two frames a second with what is usual at
/// this hour of the day, by daylight or by infrared, and never learns from a picture that it suspects.
/// </summary>
/// <remarks>
/// What it sees first is usual: a camera that is sabotaged before the agent starts is not found, and one that is turned on purpose stays
/// "moved" until the agent is started again.
/// </remarks>
internal sealed class TamperDetector : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    /// <summary>How long a suspicion must last by day and by night, where headlights and lamps come and go.</summary>
    private static readonly TimeSpan DayLasts = TimeSpan.FromSeconds(10), NightLasts = TimeSpan.FromSeconds(30);

    /// <summary>How long it must be gone.</summary>
    private static readonly TimeSpan ClearLasts = TimeSpan.FromSeconds(5);

    /// <summary>Round a switch to infrared light or back the exposure needs time.</summary>
    private static readonly TimeSpan SwitchLasts = TimeSpan.FromSeconds(20);

    /// <summary>Frames that are further apart, or in another order, do not show how much time has passed: the clock was set, or there were none.</summary>
    private static readonly TimeSpan Parted = TimeSpan.FromSeconds(10);

    /// <summary>So long after a suspicion the picture is not to be trusted yet: a hand goes, the exposure finds its level.</summary>
    private static readonly TimeSpan DoubtLasts = TimeSpan.FromSeconds(3);

    private const double NightLuminance = 50, GreyUnder = 0.06, ColourOver = 0.12, SameScene = 0.4;

    private readonly Dictionary<(int Hour, bool Grey), ViewReference> references = [];
    private readonly Suspicion frozen = new(), sight = new();
    private readonly Mat before = new(), difference = new();
    private ViewReference? usual;
    private (int Hour, bool Grey) time;
    private bool suspectedBefore;
    private DateTimeOffset? looked, ignoredUntil, doubtedUntil;

    /// <summary>True from the first suspicion until it has a name or has been gone for 3 s, and again when what was found goes:
    /// meanwhile what moves is not people.</summary>
    public bool IsDoubtful => looked < doubtedUntil;

    /// <summary>Looks at a frame.</summary>
    /// <param name="bgr">The frame, masks burned in.</param>
    /// <param name="at">When it was captured.</param>
    /// <returns>What was found or is over with this frame, mostly nothing.</returns>
    public IReadOnlyList<TamperChange> Look(Mat bgr, DateTimeOffset at)
    {
        if (looked is { } last && at >= last && at - last < Interval)
            return [];
        if (looked is { } earlier && (at < earlier || at - earlier > Parted))
            Move(at - earlier - Interval);
        var seconds = Math.Clamp((at - (looked ?? at)).TotalSeconds, 0, 1);
        looked = at;
        using var view = new View(bgr);
        var repeats = Repeats(view);
        if (usual is null)
        {
            time = (at.Hour, view.Colour < GreyUnder);
            references[time] = usual = new(view);
            return [];
        }
        var seen = usual.Compare(view);
        var suspect = seen.Suspect(view.Luminance);
        if (Switched(view, seen))
        {
            Use((time.Hour, !time.Grey), view);
            ignoredUntil = at + SwitchLasts;
        }
        if (at < ignoredUntil)
            suspect = null;
        var lasts = time.Grey || usual.Luminance < NightLuminance ? NightLasts : DayLasts;
        TamperChange?[] changes =
        [
            // A uniform picture repeats itself because nothing can be seen, not because it stands still.
            frozen.Add(repeats && view.Contrast > 4 ? TamperKind.Frozen : null, at, DayLasts, ClearLasts, seen),
            sight.Add(suspect, at, suspect is TamperKind.Moved or TamperKind.Blurred ? DayLasts : lasts, ClearLasts, seen),
        ];
        // Once it has a name, what can be seen counts again: a camera that was turned is no blind one.
        var hasReturned = sight.IsOpen && suspect is null && suspectedBefore;
        if (hasReturned || (!sight.IsOpen && suspect is not null))
            doubtedUntil = at + DoubtLasts;
        suspectedBefore = suspect is not null;
        if (suspect is null && !repeats && !sight.IsOpen && !frozen.IsOpen)
            Learn(view, at, seconds);
        return [.. changes.OfType<TamperChange>()];
    }

    /// <summary>The picture is another one from now on: what is usual is learnt anew. What was found is over when it is not seen for a while.</summary>
    public void Forget()
    {
        foreach (var reference in references.Values)
            reference.Dispose();
        references.Clear();
        usual = null;
    }

    public void Dispose()
    {
        Forget();
        before.Dispose();
        difference.Dispose();
    }

    /// <summary>What is under way goes on after the gap as it stood before it.</summary>
    private void Move(TimeSpan by)
    {
        (ignoredUntil, doubtedUntil) = (ignoredUntil + by, doubtedUntil + by);
        frozen.Move(by);
        sight.Move(by);
    }

    private bool Repeats(View view)
    {
        var repeats = false;
        if (!before.Empty())
        {
            Cv2.Absdiff(view.Detail, before, difference);
            repeats = Cv2.CountNonZero(difference) == 0;
        }
        view.Detail.CopyTo(before);
        return repeats;
    }

    /// <summary>Colour came or went and the scene stayed: infrared light. What covers a lens takes the scene with it.</summary>
    private bool Switched(View view, Comparison seen) =>
        seen.Likeness >= SameScene && view.Luminance > 10 && (time.Grey ? view.Colour > ColourOver : view.Colour < GreyUnder);

    private void Learn(View view, DateTimeOffset at, double seconds)
    {
        if (at.Hour != time.Hour)
            Use((at.Hour, time.Grey), null);
        usual!.Learn(view, seconds);
    }

    /// <summary>Goes on with what is usual at another time: as it was learnt, else as the view shows it, else as it was until now.</summary>
    private void Use((int Hour, bool Grey) other, View? view)
    {
        if (!references.TryGetValue(other, out var known))
            references[other] = known = view is not null ? new(view) : usual!.Copy();
        (time, usual) = (other, known);
    }
}
