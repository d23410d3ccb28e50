using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Files;

namespace Solutions.Edge.ControlRoom.Cases.Review;

/// <summary>What an officer found of an event's source.</summary>
internal enum SourceFinding
{
    /// <summary>The source that is complained of.</summary>
    Alleged,

    /// <summary>Another one.</summary>
    Other,
    CannotSay,

    /// <summary>Nothing of it is audible.</summary>
    NotAudible,
}

/// <summary>By what the officer perceived the event.</summary>
internal enum Perceived
{
    /// <summary>By its clip.</summary>
    Clip,

    /// <summary>By ear, on a visit.</summary>
    Ear,

    /// <summary>By level and spectrogram alone, without any sound.</summary>
    LevelOnly,
}

/// <summary>What the officer that entered it found of an event's source. It holds until it is struck.</summary>
/// <param name="Device">The microphone.</param>
/// <param name="Start">The event's first second, Unix s.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Perceived">By what.</param>
/// <param name="Source">The source as found, in words; empty = not said.</param>
/// <param name="Considered">Other sources that were considered, and why they were not it; empty = none are stated.</param>
internal sealed record Attribution(string Device, long Start, SourceFinding Finding, Perceived Perceived, string Source, string Considered) : EntryBody
{
    public const int LongestText = 200;

    public EventKey Event => new(Device, Start);

    public override string Words => string.Create(CultureInfo.InvariantCulture,
        $"Event of {DateTimeOffset.FromUnixTimeSeconds(Start):yyyy-MM-dd HH:mm:ss} UTC, {Device}: {FindingWords.Of(Finding)}, {FindingWords.Of(Perceived)}")
        + (Source.Length > 0 ? $"; source as found: {Source}" : "") + (Considered.Length > 0 ? $"; other sources considered: {Considered}" : "");
}

/// <summary>An event's name.</summary>
/// <param name="Device">The microphone.</param>
/// <param name="Start">Its first second, Unix s.</param>
internal readonly record struct EventKey(string Device, long Start);

/// <summary>Findings as they are written, with the key of each.</summary>
internal static class FindingWords
{
    public const string NotEstablished = "source not established";

    public static IReadOnlyList<(string Key, SourceFinding Finding, string Name, string Word)> Each { get; } =
    [
        ("1", SourceFinding.Alleged, "alleged", "alleged source"), ("2", SourceFinding.Other, "other", "other source"),
        ("3", SourceFinding.CannotSay, "cannot-say", "cannot say"), ("4", SourceFinding.NotAudible, "not-audible", "not audible"),
    ];

    public static IReadOnlyList<(Perceived Perceived, string Name, string Word)> Ways { get; } =
    [
        (Perceived.Clip, "clip", "by clip"), (Perceived.Ear, "ear", "by ear on a visit"), (Perceived.LevelOnly, "level-only", "by level only"),
    ];

    public static string Of(SourceFinding finding) => Each.First(e => e.Finding == finding).Word;

    public static string Of(Perceived perceived) => Ways.First(w => w.Perceived == perceived).Word;
}
