using System.Globalization;
using Solutions.Edge.Acoustics.Calibration;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Facts;

/// <summary>One line of the checklist.</summary>
/// <param name="Topic">What it is about.</param>
/// <param name="IsAmber">True: it may undermine the evidence.</param>
/// <param name="Sentence">What the document prints.</param>
/// <param name="Question">What the defence will ask; empty = nothing.</param>
internal sealed record PackDoubt(string Topic, bool IsAmber, string Sentence, string Question = "");

/// <summary>What may undermine the evidence, and what bears it out, topic by topic (Criminal Procedure Rules r. 19.3(3)(d)). Pure.</summary>
internal static class PackDoubts
{
    /// <summary>A night of which less was measured, in %, is in doubt.</summary>
    private const double LeastCapture = 90;

    /// <summary>A clock that is off by more, in ms, is in doubt.</summary>
    private const double MostClockErrorMs = 1000;

    public static IReadOnlyList<PackDoubt> Of(PackFacts facts, PackFigures figures) =>
        [Instrument(facts), Calibration(facts), Clock(facts), Capture(facts, figures), Attribution(facts), Contradictions(facts), Unused(facts),
            Signatures(facts)];

    private static PackDoubt Instrument(PackFacts facts) => new("instrument", true, (facts.IsSeeded ? PackWords.Seeded + " " : "")
        + "Levels are indicative: a MEMS microphone measured them, which is no device approved under section 6 of the Noise Act 1996 and no class 1 "
            + "instrument.",
        "Why was no approved sound level meter used?");

    private static PackDoubt Calibration(PackFacts facts)
    {
        const string Question = "How do you know that the microphone read right on these nights?";
        foreach (var night in facts.Nights)
        {
            var checks = facts.Assessed(night).Microphone.Checks;
            if (checks.DriftDb is not { } drift)
                return new("calibration", true,
                    $"Of the night of {PackWords.Day(night.Place.Night.Evening)} no check by a calibrator {(checks.Before is null ? "before" : "after")} is "
                        + "noted.", Question);
            if (checks.AreInDoubt)
                return new("calibration", true, string.Create(CultureInfo.InvariantCulture,
                    $"Between the checks before and after the microphone drifted by {drift:+0.00;-0.00} dB, more than "
                        + $"{CalibrationSpan.DoubtDb:0.0} dB."),
                    Question);
        }
        return new("calibration", false, "Each night lies between two checks by a calibrator, which differ by at most 0.5 dB.");
    }

    private static PackDoubt Clock(PackFacts facts)
    {
        const string Question = "How do you know when it was?";
        var (unknown, worst) = (facts.Nights.Count(n => n.ClockErrorMs is null), facts.Nights.Max(n => n.ClockErrorMs) ?? 0);
        return unknown > 0 ? new("clock", true,
                $"Of {PackWords.Plural(unknown, "night")} no heartbeat of the device states how far its clock was off: their times are as good as the "
                    + "control room's at arrival.",
                Question)
            : worst > MostClockErrorMs ? new("clock", true, string.Create(CultureInfo.InvariantCulture,
                $"The clock was off by up to {worst / 1000:0.0} s."), Question)
            : new("clock", false, string.Create(CultureInfo.InvariantCulture,
                $"The device's heartbeats state an error of its clock of at most {worst:0.0} ms."));
    }

    private static PackDoubt Capture(PackFacts facts, PackFigures figures)
    {
        var poor = facts.Nights.Where(n => n.Figures.Capture < LeastCapture).Select(n => PackWords.Day(n.Place.Night.Evening)).Distinct().ToList();
        var all = figures.Find("capture");
        return poor.Count > 0 ? new("capture", true,
                $"{all.Shown} of the hours were measured; less than 90 % on {string.Join(", ", poor)}. Nothing is filled in.",
                    "What happened while nothing was measured?")
            : new("capture", false, $"{all.Shown} of the hours were measured, at least 90 % of each night. Nothing is filled in.");
    }

    private static PackDoubt Attribution(PackFacts facts)
    {
        const string Question = "How do you know that the sound came from these premises?";
        var tally = facts.Tally;
        return tally.Alleged == 0
            ? new("attribution", true, $"No event has been attributed to the premises by an officer: source not established. {tally.Words}", Question)
            : new("attribution", tally.NotEstablished > 0, $"{tally.Words} {tally.Agreement.Words}.", Question);
    }

    private static PackDoubt Contradictions(PackFacts facts)
    {
        var found = PackContradictions.Of(facts);
        return found.Count > 0 ? new("contradictions", true, $"{PackWords.Plural(found.Count, "fact")} speak against it or do not fit: section "
            + "Contradicting evidence.",
                "What of the nights on which there was nothing?")
            : new("contradictions", false, "Nothing was found in the records that speaks against it.");
    }

    private static PackDoubt Unused(PackFacts facts) => facts.NightsLeftOut.Count > 0
        ? new("unused", true, $"{PackWords.Plural(facts.NightsLeftOut.Count, "night")} of the same microphones were measured and are not in the pack: "
            + "section Unused material.",
            "Why were these nights chosen and not those?")
        : new("unused", false, "Every night of these microphones of which anything is kept is in the pack.");

    private static PackDoubt Signatures(PackFacts facts)
    {
        var missing = StatementDraft.Missing(facts.Statement);
        return missing.Count > 0 ? new("signatures", true, $"There is no statement under section 9, for it lacks: {string.Join("; ", missing)}.",
            "By whom is this produced?")
            : new("signatures", false, $"{facts.Statement!.Name} produces it by a statement to be signed; the pack is signed by the key {facts.Fingerprint}.");
    }
}
