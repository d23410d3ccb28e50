using System.Globalization;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Evidence;

/// <summary>Whether a capture is what its device states it is.</summary>
internal enum CaptureCheck
{
    /// <summary>The device's record has not come, or not all bytes.</summary>
    Unchecked,

    /// <summary>The bytes on disk have the digests that the device's record states.</summary>
    Intact,

    /// <summary>They have not.</summary>
    Differs,

    /// <summary>The device has no picture of what was asked for.</summary>
    None,
}

/// <summary>What is known of a still or clip beside its bytes.</summary>
/// <param name="Kind">One of the kinds of <see cref="EvidenceRecord"/>.</param>
/// <param name="Asked">The instant asked for.</param>
/// <param name="Taken">When its (first) picture was taken; null = not known yet, or there is none.</param>
/// <param name="Nearest">Where there is none, when the nearest picture was taken; null = the camera gave none.</param>
/// <param name="Clock">How far the device's clock could be trusted; null = not known yet.</param>
/// <param name="Check">Whether it is what its device states it is.</param>
internal sealed record CaptureFacts(string Kind, DateTimeOffset Asked, DateTimeOffset? Taken, DateTimeOffset? Nearest, string? Clock, CaptureCheck Check)
{
    /// <summary>False: there is no picture of the instant asked for, so none may stand under it. Of a clip every picture has its own time.</summary>
    public bool IsOfItsTime => Check != CaptureCheck.None
        && (Kind == EvidenceRecord.Clip || Taken is not { } taken || (taken - Asked).Duration() <= EvidenceRecord.StillWithin);

    public static CaptureFacts Of(Capture capture) =>
        new(capture.Kind, At(capture.AtMs)!.Value, At(capture.TakenMs), At(capture.NearestMs), capture.Clock, capture.Check);

    /// <summary>What must be stated of it, for people.</summary>
    /// <param name="clock">The time of day as they read it.</param>
    public string Sentence(Func<DateTimeOffset, string> clock)
    {
        var said = (IsOfItsTime, Taken ?? Nearest) switch
        {
            (false, null) => $"no picture of {clock(Asked)}: the camera gave none",
            (false, { } other) => $"no picture of {clock(Asked)}; the nearest is of {InWords(other)}",
            (true, { } taken) => $"taken {InWords(taken)}",
            (true, null) => $"asked for {clock(Asked)}; when it was taken is not known yet",
        };
        return said + (Clock == "unset" ? ", by a clock that was not set" : "")
            + (Check == CaptureCheck.Differs ? "; its bytes are not those that its device says it sent" : "");

        // A device's clock may be years off: the time of day alone would hide it.
        string InWords(DateTimeOffset at) => (at - Asked).Duration() < TimeSpan.FromHours(12) ? clock(at)
            : string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-dd} {clock(at)}");
    }

    private static DateTimeOffset? At(long? unixMs) => unixMs is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
}
