using Solutions.Edge.ControlRoom.Cases.Packs.Facts;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Parts;

/// <summary>Material that exists and is not in the pack, or not in full (Criminal Procedure and Investigations Act 1996). Pure.</summary>
internal static class PackUnused
{
    public static IReadOnlyList<(string What, string Why)> Of(PackFacts facts) =>
    [
        .. facts.NightsLeftOut.Select(n => ($"Night of {n}", "Measured by the same microphone; not among the nights chosen.")),
        .. facts.For.Treated.Where(t => t.Value == Treatment.LeftOut || t.Value == Treatment.Replaced)
            .Select(t => (Redaction.Word(t.Key), $"{(t.Value == Treatment.LeftOut ? "Left out" : "Replaced by a word")} {facts.For.Name}; in the pack "
                + "in full.")),
        .. facts.Clips.Where(c => c.IsHere && c.Destroyed is null && facts.Sound.All(s => s.Clip.Id != c.Id)).Select(c => ($"Sound of clip {c.Id}",
            "Not chosen: in the pack by its digests only (clips.csv). It stays sealed, and is opened by an authorised officer with a reason.")),
        ("Other microphones and devices of the installation", "Not of this case."),
    ];
}
