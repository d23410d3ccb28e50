using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;

namespace Solutions.Edge.ControlRoom.Cases.Packs;

/// <summary>What pack is asked for.</summary>
/// <param name="Nights">How many nights, of each microphone of the case.</param>
/// <param name="Last">The evening of the last of them, such as <c>2026-11-23</c>; empty = the last night that is over.</param>
/// <param name="For">For which agency: <c>full</c>, <c>police</c>, <c>licensing</c> or <c>housing</c>.</param>
internal sealed record PackWish(int Nights = PackWish.Usual, string? Last = null, string For = "full")
{
    public const int Usual = 7, Most = 14;

    /// <summary>What of it cannot be; null = nothing.</summary>
    public string? FindFault() =>
        Nights is < 1 or > Most ? string.Create(CultureInfo.InvariantCulture, $"nights is {Nights}; it must be 1 to {Most}.")
        : Last is { Length: > 0 } && !Night.TryDate(Last, out _) ? $"last is '{Last}'; it must be the date of an evening such as 2026-11-23."
        : Redaction.Find(For ?? "") is null ? $"for is '{For}'; it must be one of {string.Join(", ", Redaction.All.Select(r => r.Id))}."
        : null;
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
