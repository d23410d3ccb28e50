using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Nights;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>Leq of the one-third-octave bands from 10 to 160 Hz beside the reference curve.</summary>
internal static class LowFrequencyCurve
{
    public static Assessment Of(NightFacts facts)
    {
        var (figures, budget) = (facts.Texts.LowFrequencyLevels, UncertaintyBudget.OfLowBands(facts));
        var assessment = new Assessment
        {
            Id = "low-frequency",
            Name = "Low frequency sound beside the reference curve",
            Version = "1",
            Text = facts.Texts.LowFrequency,
            Clause = "reference curve; fluctuation; day only",
            Budget = budget,
            Remarks =
            [
                "One night of a procedure of three to five days, to be set beside the complainant's log of the same times.",
                "Whether the sound is steady is asked of minutes of the band, which vary less than F: that can show that it is not steady, not that it is.",
                Words.Instrument(facts),
            ],
        };
        if (!facts.IsIndoors)
            return assessment.Because("the curve is for sound in the room of the complainant, and this was measured outdoors");
        if (LowBands.Over(facts.Night.From, facts.Minutes) is not { } night)
            return assessment.Because("no one-third-octave bands of this night were recorded");
        var (at, band, level) = LowBands.Quarters(facts.Minutes)
            .SelectMany(q => Enumerable.Range(0, LowBands.Count).Where(b => q.Bands[b] is not null)
                .Select(b => (Quarter: q, Band: b, Level: q.Bands[b]!.Value)))
            .MaxBy(x => x.Level - figures.Curve[x.Band]);
        var its = facts.Minutes.Where(m => m.T >= at.T && m.T < at.T.AddMinutes(15)).ToList();
        var (spread, over, when, hertz) = (LowBands.Spread(its, band), level - figures.Curve[band], Words.Clock(facts, at.T), LowBands.Names[band]);
        return assessment with
        {
            Inputs = [.. Enumerable.Range(0, LowBands.Count).Select(b => new AssessmentInput($"Leq at {LowBands.Names[b]} Hz, {when}",
                at.Bands[b] is { } known ? Words.Db(known) : "not measured", at.Bands[b] is null ? "" : "dB",
                "minutes of the quarter of an hour that is most above the curve", at.Bands[b] is null ? null : budget.ExpandedDb))],
            Working =
            [
                $"Reference curve, 10 to 160 Hz: {string.Join(", ", figures.Curve.Select(c => c.ToString("0.#", CultureInfo.InvariantCulture)))} dB.",
                .. Enumerable.Range(0, LowBands.Count).Where(b => at.Bands[b] is not null).Select(b => $"{LowBands.Names[b]} Hz: "
                    + $"{Words.Db(at.Bands[b]!.Value)} dB at {when}, {Words.Over(at.Bands[b]!.Value - figures.Curve[b])} the curve"
                    + (night.Bands[b] is { } all ? $"; the whole night {Words.Db(all)} dB, {Words.Over(all - figures.Curve[b])} it." : ".")),
                Steadiness(spread, hertz, figures),
                "By night: nothing is added for sound of the day only."
                    + (night.CMinusA is { } c ? $" LCeq − LAeq of the night is {Words.Db(c)} dB." : ""),
            ],
            Result = $"The band most above or nearest to the curve is {hertz} Hz at {when}: {Words.Db(level)} dB, {budget.Words}, "
                + $"{Words.Over(over)} the curve; {Words.Over(over - figures.RelaxedDb)} it with the "
                + $"{figures.RelaxedDb.ToString("0.#", CultureInfo.InvariantCulture)} dB that a steady sound is allowed. Indicative.",
        };
    }

    private static string Steadiness(double? spread, string hertz, LowFrequencyFigures figures) => spread switch
    {
        null => $"Whether {hertz} Hz is steady is not known: fewer than ten minutes of it.",
        { } s when s >= figures.SteadyDb => $"L10 − L90 of {hertz} Hz is {Words.Db(s)} dB by its minutes: not steady, nothing is added.",
        { } s => $"L10 − L90 of {hertz} Hz is {Words.Db(s)} dB by its minutes: it may be steady, and both figures are given.",
    };
}
