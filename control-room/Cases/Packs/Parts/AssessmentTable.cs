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

    /// <summary>Every check of the microphones by a calibrator, and whether it is the one before or after a night of the pack.</summary>
    public static PackPart Calibrations(PackFacts facts)
    {
        var nights = facts.Nights.Select(n => (n.Place.Night.Date, facts.Assessed(n).Microphone.Checks)).ToList();
        return PackTables.Table("calibrations.csv", ["device", "at", "stated", "read", "off", "calibrator", "from", "before", "after"],
            facts.Calibrations.Select(c => new[]
            {
                c.Device, PackWords.Utc(c.At), Level(c.StatedDb), Level(c.ReadDb), Level(c.OffDb), c.Calibrator, c.From,
                Of(n => n.Before, c), Of(n => n.After, c),
            }));

        string Of(Func<NightChecks, MicrophoneCheck?> side, MicrophoneCheck check) =>
            string.Join(' ', nights.Where(n => side(n.Checks) == check).Select(n => n.Date));
    }

    private static string Level(double db) => db.ToString("0.00", CultureInfo.InvariantCulture);

    public static PackPart Uncertainty(PackFacts facts) => PackTables.Table("uncertainty.csv", ["cause", "halfWidth", "basis"],
        (facts.Uncertainty?.Parts ?? []).Select(p => new[] { p.Cause, p.HalfWidthDb.ToString("R", CultureInfo.InvariantCulture), p.Basis }));
}
