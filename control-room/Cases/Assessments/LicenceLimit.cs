using System.Globalization;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>LAeq of each period beside the figure in which a licence condition is measured.</summary>
internal static class LicenceLimit
{
    public static Assessment Of(NightFacts facts)
    {
        var budget = UncertaintyBudget.Of(facts);
        var assessment = new Assessment
        {
            Id = "licence",
            Name = "Licence condition",
            Version = "2",
            Text = facts.Texts.Licensing,
            Clause = facts.Licence is { } recorded ? $"condition: “{recorded.Text}”" : "the condition of the premises licence",
            Budget = budget,
            Remarks = ["Whether a condition was kept, those judge that enforce it.", Words.Instrument(facts)],
        };
        if (facts.Licence is not { } licence)
            return assessment.Because("no licence condition is recorded for this place");
        if (facts.IsIndoors)
            return assessment.Because("the condition is of the premises, and this was measured inside a dwelling");
        var periods = facts.Intervals(licence.Minutes).Where(i => i is { LAeq: not null, Capture: > 80 } && Holds(facts, licence, i.T)).ToList();
        if (periods.Count == 0)
            return assessment.Because($"no {licence.Minutes} minutes were measured {Hours(licence)}, when the condition holds");
        var (over, most) = (periods.Where(p => p.LAeq!.Value.Db > licence.LimitDb).ToList(), periods.MaxBy(p => p.LAeq!.Value.Db)!);
        var (name, difference) = ($"LAeq,{licence.Minutes}min", most.LAeq!.Value.Db - licence.LimitDb);
        return assessment with
        {
            Inputs =
            [
                new("figure of the condition", Words.Db(licence.LimitDb), "dB", $"recorded with the site: {name}, {Hours(licence)}"),
                AssessmentInput.Of($"{name} at {Words.Clock(facts, most.T)}", most.LAeq, "the loudest period", budget),
                new("periods", periods.Count.ToString(CultureInfo.InvariantCulture), "", "those of which more than 80 % was measured while it holds"),
            ],
            Working =
            [
                $"{name} at {Words.Clock(facts, most.T)}: {Words.Level(most.LAeq!.Value)}, {budget.Words}: {Words.Over(difference)} "
                    + $"{Words.Db(licence.LimitDb)} dB.",
                over.Count == 0 ? "No period was above the figure."
                    : $"Periods above it: {string.Join(", ", over.Select(p => $"{Words.Clock(facts, p.T)} ({Words.Db(p.LAeq!.Value.Db)} dB)"))}.",
            ],
            Result = $"{over.Count} of {Words.Count(periods.Count, "period", "periods")} above {Words.Db(licence.LimitDb)} dB; the loudest "
                + $"{Words.Over(difference)} it, at {Words.Clock(facts, most.T)}. Indicative.",
        };
    }

    private static string Hours(LicenceCondition licence) => licence.From == licence.To ? "at any time" : $"from {licence.From} to {licence.To}";

    private static bool Holds(NightFacts facts, LicenceCondition licence, DateTimeOffset at) =>
        licence.HoldsAt(TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, facts.Zone).DateTime));
}
