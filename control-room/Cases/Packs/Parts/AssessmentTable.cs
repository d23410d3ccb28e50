using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Assessments;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Parts;

/// <summary>What each text makes of each night, those that may not speak among them, and the budget of uncertainty. Pure.</summary>
internal static class AssessmentTable
{
    public static PackPart Of(PackFacts facts) => PackTables.Table("assessments.csv",
        ["night", "device", "assessment", "version", "text", "textVersion", "clause", "result", "notApplicable", "inputs", "working", "remarks"],
        facts.Nights.SelectMany(n => NightAssessments.Of(facts.Assessed(n)).Select(a => new[]
        {
            n.Place.Night.Date, n.Place.Device, a.Name, a.Version, a.Text.Title, $"{a.Text.Version}, {a.Text.Dated}", a.Clause, a.Result ?? "",
            a.NotApplicable ?? "", string.Join("; ", a.Inputs.Select(i => $"{i.Name}: {i.Value} {i.Unit} ({i.Source})")), string.Join(" ", a.Working),
            string.Join(" ", a.Remarks),
        })));

    public static PackPart Uncertainty(PackFacts facts) => PackTables.Table("uncertainty.csv", ["cause", "halfWidth", "basis"],
        (facts.Uncertainty?.Parts ?? []).Select(p => new[] { p.Cause, p.HalfWidthDb.ToString("R", CultureInfo.InvariantCulture), p.Basis }));
}
