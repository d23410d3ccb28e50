using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;

namespace Solutions.Edge.ControlRoom.Cases.Packs;

/// <summary>What pack is asked for.</summary>
/// <param name="Nights">How many nights, of each microphone of the case.</param>
/// <param name="Last">The evening of the last of them, such as <c>2026-11-23</c>; empty = the last night that is over.</param>
/// <param name="For">For which agency: <c>full</c>, <c>police</c>, <c>licensing</c> or <c>housing</c>.</param>
/// <param name="Clips">Sound clips whose sound is to be in it, each with a reason; null = none.</param>
internal sealed record PackWish(int Nights = PackWish.Usual, string? Last = null, string For = "full", IReadOnlyList<WishedClip>? Clips = null)
{
    public const int Usual = 7, Most = 14, MostClips = 20;

    public IReadOnlyList<WishedClip> Sound => [.. (Clips ?? []).OfType<WishedClip>()];

    /// <summary>What of it cannot be; null = nothing.</summary>
    public string? FindFault() =>
        Nights is < 1 or > Most ? string.Create(CultureInfo.InvariantCulture, $"nights is {Nights}; it must be 1 to {Most}.")
        : Last is { Length: > 0 } && !Night.TryDate(Last, out _) ? $"last is '{Last}'; it must be the date of an evening such as 2026-11-23."
        : Redaction.Find(For ?? "") is null ? $"for is '{For}'; it must be one of {string.Join(", ", Redaction.All.Select(r => r.Id))}."
        : Sound.Count > MostClips ? string.Create(CultureInfo.InvariantCulture, $"clips has {Sound.Count}; it must have at most {MostClips}.")
        : Sound.CountBy(c => c.Clip ?? "").FirstOrDefault(c => c.Value > 1).Key is { } twice ? $"clips has '{twice}' twice; it must have each clip once."
        : Sound.FirstOrDefault(c => c.Clip is not { Length: > 0 } || c.Reason?.Trim() is not { Length: > 0 and <= WishedClip.LongestReason }) is { } silent
            ? $"The reason of clip '{silent.Clip}' is '{silent.Reason}'; it must say in 1 to {WishedClip.LongestReason} characters why its sound is disclosed."
        : null;
}

/// <summary>A sound clip that is to be in a pack.</summary>
/// <param name="Clip">Its id.</param>
/// <param name="Reason">Why it is disclosed; it goes into journal and audit.</param>
internal sealed record WishedClip(string Clip, string Reason)
{
    public const int LongestReason = 500;
}

/// <summary>A pack was made.</summary>
/// <param name="File">Its name in the folder of packs.</param>
/// <param name="For">For which agency.</param>
/// <param name="Nights">The evenings of its nights.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of the ZIP, in hex.</param>
/// <param name="Fingerprint">Of the key that signed it.</param>
internal sealed record PackMade(string File, string For, IReadOnlyList<string> Nights, long Bytes, string Sha256, string Fingerprint) : EntryBody
{
    public override string Words => string.Create(CultureInfo.InvariantCulture,
        $"Exhibit pack {File} made {Redaction.Find(For)?.Name ?? For}: {PackWords.Plural(Nights.Count, "night")}, {Bytes} bytes, SHA-256 {Sha256}");
}
