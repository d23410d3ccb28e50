using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;
using Solutions.Edge.ControlRoom.Cases.Packs.Pdf;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Parts;

/// <summary>What is exhibited, each with its mark: initials of the witness and a number. Pure.</summary>
internal static class PackExhibits
{
    public static IReadOnlyList<(string Mark, string What)> Of(PackFacts facts)
    {
        var initials = facts.Statement?.Initials.Trim() is { Length: > 0 } given ? given : "(initials)";
        return [.. Things(facts).Index().Select(t => (string.Create(CultureInfo.InvariantCulture, $"{initials}/{t.Index + 1}"), t.Item))];
    }

    /// <summary>The mark of a sound.</summary>
    public static string MarkOf(PackFacts facts, PackSound sound)
    {
        var marks = Of(facts);
        return marks[marks.Count - facts.Sound.Count + facts.Sound.Index().First(s => s.Item == sound).Index].Mark;
    }

    private static IEnumerable<string> Things(PackFacts facts)
    {
        yield return $"this pack of case {facts.File.Name} as a whole, signed by the key {facts.Fingerprint}";
        yield return $"the document {PackDocument.FileName}";
        yield return "the figures in figures.csv";
        foreach (var night in facts.Nights)
            yield return $"the records of the night of {PackWords.Day(night.Place.Night.Evening)}, {night.Folder}";
        yield return "the case's journal in journal.csv";
        foreach (var sound in facts.Sound)
            yield return sound.Words;
    }
}
