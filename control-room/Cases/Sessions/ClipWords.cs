using System.Globalization;
using Solutions.Edge.ControlRoom.Evidence;

namespace Solutions.Edge.ControlRoom.Cases.Sessions;

/// <summary>Sound clips in words.</summary>
internal static class ClipWords
{
    public static string State(ClipFacts clip) => clip switch
    {
        { Destroyed: { Body: ClipDestroyed certificate } entry } =>
            $"destroyed {Utc(entry.Stamped)}, its key first: {certificate.Rule}; SHA-256 of its sealed bytes {certificate.Sha256}{certificate.Copies}",
        { Asked.Struck: { } struck } => $"taken out of the case: {struck.Why}",
        { Check: CaptureCheck.None } => "the device has no sound of that time: no session ran there, or it was asked too late",
        { Check: CaptureCheck.Differs } => "its sealed bytes are not those that its device says it sent",
        { IsHere: false } => "on its way, or not come",
        { Seconds: { } seconds } => string.Create(CultureInfo.InvariantCulture, $"sealed, {seconds:0.#} s, {clip.Bytes} bytes"),
        _ => "sealed",
    };

    /// <summary>True: it may still come.</summary>
    public static bool IsAwaited(ClipFacts clip) => clip is { IsHere: false, Check: CaptureCheck.Unchecked, Destroyed: null, Asked.Struck: null };

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
