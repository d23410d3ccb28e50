using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Files;

namespace Solutions.Edge.ControlRoom.Cases.Diary;

/// <summary>The resident said "now".</summary>
/// <param name="By">The night button of which device, or the phone.</param>
/// <param name="ClockErrorMs">Within how many ms the instant is right; null = it is not known.</param>
/// <param name="Clock">What the instant rests on, in words.</param>
/// <param name="Record">Of a device's button: its boot and number; null = of a phone.</param>
internal sealed record DiaryTap(string By, long? ClockErrorMs, string Clock, string? Record = null) : EntryBody
{
    public const string Phone = "phone";

    public override string Words => $"Tap \"now\" by {(By == Phone ? "the resident's phone" : $"the night button of {By}")}, {Clock}{Within}";

    private string Within => ClockErrorMs is { } ms ? string.Create(CultureInfo.InvariantCulture, $", within {ms / 1000.0:0.#} s") : "";
}

/// <summary>How it was lived, typed by the resident.</summary>
/// <param name="Tap">The entry of the tap.</param>
/// <param name="Text">In the resident's words.</param>
internal sealed record TapAccount(long Tap, string Text) : EntryBody
{
    public const int Longest = 2000;

    public override string Words => string.Create(CultureInfo.InvariantCulture, $"On tap {Tap}: {Text}");
}

/// <summary>What environmental health answered to a tap.</summary>
/// <param name="Tap">The entry of the tap.</param>
/// <param name="Reason">What was done about it, or why nothing was.</param>
internal sealed record TapAnswer(long Tap, string Reason) : EntryBody
{
    public override string Words => string.Create(CultureInfo.InvariantCulture, $"Answer to tap {Tap}: {Reason}");
}

/// <summary>A resident's page was opened: a link that belongs to the case. Struck, it holds no more.</summary>
/// <param name="Digest">SHA-256 of its secret, lower-case hexadecimal.</param>
internal sealed record DiaryLink(string Digest) : EntryBody
{
    public override string Words => "A link to the diary was made";
}
