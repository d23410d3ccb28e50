using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Review;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Facts;

/// <summary>What in the records speaks against the case, or does not fit. Pure.</summary>
internal static class PackContradictions
{
    /// <summary>A night whose loudest quarter of an hour is less over its background, in dB, is a quiet one.</summary>
    private const double QuietDb = 5;

    /// <summary>A tap bears on what was measured from so long before it.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(10);

    public static IReadOnlyList<string> Of(PackFacts facts) => [.. Quiet(facts), .. TapsWithoutLevel(facts), .. Elsewhere(facts)];

    private static IEnumerable<string> Quiet(PackFacts facts) =>
        from night in facts.Nights
        let over = night.Figures.Quarters.Where(q => q is { LAeq: not null, LA90: not null }).Select(q => q.LAeq!.Value.Db - q.LA90!.Value.Db).ToList()
        where over.Count > 0 && over.Max() < QuietDb
        select $"Quiet night: on {PackWords.Day(night.Place.Night.Evening)} no quarter of an hour was 5 dB or more over its own background "
            + $"({night.Place.Device}).";

    private static IEnumerable<string> TapsWithoutLevel(PackFacts facts)
    {
        foreach (var tap in facts.OfKind(PackWords.Taps))
        {
            var nights = facts.Nights.Where(n => tap.At >= n.Place.Night.From && tap.At < n.Figures.Until).ToList();
            if (nights.Count == 0)
                continue;
            var near = nights.SelectMany(n => n.Seconds.Where(s => s.LAeq is not null && s.T > tap.At - Before && s.T <= tap.At)
                .Select(s => s.LAeq!.Value)).ToList();
            var background = nights.SelectMany(n => n.Figures.Quarters).Where(q => q.LA90 is not null && q.T <= tap.At).Select(q => q.LA90!.Value.Db)
                .LastOrDefault(double.NaN);
            if (near.Count == 0)
                yield return $"Tap without a level: at {PackWords.Local(tap.At, facts.Zone)} nothing was measured.";
            else if (near.Max() < background + QuietDb)
                yield return $"Tap without a level: in the 10 minutes up to {PackWords.Local(tap.At, facts.Zone)} no second was 5 dB or more over the "
                    + "background.";
        }
    }

    private static IEnumerable<string> Elsewhere(PackFacts facts) =>
        from entry in facts.Entries.Holding<Attribution>()
        where entry.Body.Finding is SourceFinding.Other or SourceFinding.NotAudible
        select $"Not of the alleged source: {entry.Body.Words}";
}
