using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Nights;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>What was measured that bears on the factors which an officer weighs. No level stands for a nuisance, and none is derived.</summary>
internal static class NuisanceFactors
{
    private const double OverBackgroundDb = 10;

    public static Assessment Of(NightFacts facts)
    {
        var budget = UncertaintyBudget.Of(facts);
        var assessment = new Assessment
        {
            Id = "epa-factors",
            Name = "Factors that an officer weighs",
            Version = "2",
            Text = facts.Texts.Nuisance,
            Clause = "s.79(1)(g)",
            Budget = budget,
            Remarks = ["Facts only. The text names no level: it is the officer that judges, by what a reasonable person would bear.", Words.Instrument(facts)],
        };
        if (facts.Whole is not { LAeq: { } level } whole)
            return assessment.Because("nothing was measured in this night");
        var background = facts.Quarters.Where(q => q.LA90 is not null).ToDictionary(q => q.T.ToUnixTimeSeconds() / 900, q => q.LA90!.Value.Db);
        var loud = facts.Intervals(1).Where(m => m.LAeq is { } minute && background.TryGetValue(m.T.ToUnixTimeSeconds() / 900, out var quiet)
            && minute.Db >= quiet + OverBackgroundDb).ToList();
        var stretches = loud.Where((m, i) => i == 0 || m.T - loud[i - 1].T > TimeSpan.FromMinutes(1)).Count();
        var bass = LowBands.CMinusA(facts.Minutes);
        return assessment with
        {
            Inputs =
            [
                AssessmentInput.Of("LAeq of the night", level, "seconds and minutes of the microphone", budget),
                AssessmentInput.Of("LAFmax of the night", whole.LAFmax, "seconds and minutes of the microphone", budget),
                AssessmentInput.Of("LA90 of the night", whole.LA90, $"percentiles of {whole.PercentilesOf ?? "nothing"}", budget),
                new("LCeq − LAeq of the night", bass is { } c ? Words.Db(c) : "not measured", bass is null ? "" : "dB", "minutes of the microphone"),
                new("source", Source(facts.Source), "", "attribution by an officer"),
            ],
            Working =
            [
                $"Locality: {Kind(facts)}; what kind of neighbourhood it is the officer states.",
                $"Time of day: night, {Words.Clock(facts, facts.Night.From)} to {Words.Clock(facts, facts.Night.To)}.",
                $"Duration: {Words.Count(loud.Count, "minute", "minutes")} with LAeq at least {OverBackgroundDb:0} dB over LA90 of their quarter of an hour.",
                $"Frequency: {Words.Count(stretches, "stretch", "stretches")} of such minutes in this night"
                    + (loud.Count > 0 ? $", the first at {Words.Clock(facts, loud[0].T)}, the last at {Words.Clock(facts, loud[^1].T)}." : "."),
                $"Intensity: LAeq {Words.Level(level)}, {budget.Words}"
                    + (whole.LA90 is { } least ? $", {Words.Over(level.Db - least.Db)} LA90 of the night ({Words.Level(least)})." : "; no LA90 is known."),
                $"Character: {Character(bass, facts)}",
                "Avoidability, motive, number of people affected, sensitivity: not measured; the officer states them.",
            ],
            Result = $"LAeq {Words.Level(level)}; {Words.Count(loud.Count, "minute", "minutes")} at least {OverBackgroundDb:0} dB over background, in "
                + $"{Words.Count(stretches, "stretch", "stretches")}. The officer judges.",
        };
    }

    private static string Kind(NightFacts facts) => facts.IsIndoors ? "inside a dwelling" : "outdoors";

    private static string Source(SourceKind source) => source == SourceKind.NotEstablished ? "source not established" : Bs4142.Name(source);

    private static string Character(double? bass, NightFacts facts) => (bass is { } c
        ? string.Create(CultureInfo.InvariantCulture, $"LCeq − LAeq is {c:0.0} dB{(c > 15 ? ", bass outweighs the rest" : "")}; ") : "no C-weighted level; ")
        + (facts.Source == SourceKind.NotEstablished ? "what kind of sound it was, a listener states."
            : $"{Bs4142.Name(facts.Source)}, as an officer found it.");
}
