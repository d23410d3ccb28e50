namespace Solutions.Edge.ControlRoom.Cases.Packs.Facts;

/// <summary>Page 1: what a magistrate needs to know, in at most 150 words. Pure.</summary>
internal static class MagistratePage
{
    public const int MostWords = 150;

    public const string Title = "Noise evidence: summary for the court";

    /// <returns>A paragraph each.</returns>
    public static IReadOnlyList<string> Write(PackFacts facts, PackFigures figures, IReadOnlyList<PackDoubt> doubts)
    {
        var evenings = facts.Nights.Select(n => n.Place.Night.Evening).Distinct().Order().ToList();
        var nights = evenings.Count == 0 ? "no nights" : $"{PackWords.Plural(evenings.Count, "night")} from {PackWords.Day(evenings[0])} to "
            + $"{PackWords.Day(evenings[^1])}";
        var (alleged, events, taps) = (figures.Find("alleged"), figures.Find("events"), figures.Find("taps"));
        return
        [
            .. facts.IsSeeded ? [PackWords.Seeded] : (string[])[],
            $"Case {PackWords.Short(facts.File.Name, 4)}: noise said to come from {PackWords.Short(facts.File.Premises, 12)}.",
            $"A microphone in the complainant's home measured {nights}, 23:00 to 07:00. {Value(figures, "capture")} of that time was recorded.",
            $"Each night's average level (LAeq) lay between {Value(figures, "LAeq min")} and {Value(figures, "LAeq max")}, its background (LA90) between "
                + $"{Value(figures, "LA90 min")} and {Value(figures, "LA90 max")}. The resident reported noise {taps.Value} times in this case.",
            alleged.Value == "0" ? $"Of {events.Value} sounds that stood out no officer has attributed any to the premises: source not established."
                : $"Of {events.Value} sounds that stood out officers attributed {alleged.Value} to the premises.",
            "Levels are indicative: no approved device under the Noise Act 1996 measured them. No enhancement was applied to any sound.",
            $"{PackWords.Plural(doubts.Count(d => d.IsAmber), "point")} that may undermine this evidence stand on page 2. Whether there is a nuisance "
                + "is for the court.",
        ];
    }

    public static int Words(IEnumerable<string> paragraphs) =>
        paragraphs.Append(Title).Sum(p => p.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);

    private static string Value(PackFigures figures, string quantity) =>
        figures.Find(quantity) is { Value: not PackFigure.Unknown } figure ? $"{figure.Value} {figure.Unit}" : "an unknown level";
}
