using System.Globalization;
using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>LAeq of each five minutes of a night beside the permitted level over the underlying level of the same five minutes.</summary>
internal static class NoiseAct
{
    private const string Zone = "Europe/London";

    public static Assessment Of(NightFacts facts)
    {
        var (figures, budget) = (facts.Texts.NoiseActLevels, UncertaintyBudget.Of(facts));
        var assessment = new Assessment
        {
            Id = "noise-act",
            Name = "Permitted level at night (England and Wales)",
            Version = "2",
            Text = facts.Texts.NoiseAct,
            Clause = "s.2 (night hours), s.5 (permitted level), s.6 (approved devices)",
            Budget = budget,
            Remarks = [.. Remarks(facts)],
        };
        if (facts.Zone.Id != Zone)
            return assessment.Because($"the place keeps the clock of {facts.Zone.Id}: the text is of England and Wales");
        var measurements = facts.Intervals(figures.Minutes).Where(i => i is { LAeq: not null, Capture: > 99 }).ToList();
        if (measurements.Count == 0)
            return assessment.Because($"no {figures.Minutes} minutes of the night were measured without a gap");
        var quarters = facts.Quarters;
        var judged = measurements.Select(m => Measure(facts, quarters, m)).OfType<Measurement>().ToList();
        var usable = judged.Where(m => m.Permitted is not null).ToList();
        if (judged.Count == 0)
            return assessment.Because("no underlying level is known: there is no histogram of LAF, and no quarter of an hour before to stand in for it");
        if (usable.Count == 0)
            return assessment.Because($"the underlying level is {Words.BelowRange} in every measurement, so that no permitted level follows from it");
        var worst = usable.MaxBy(m => m.Level.Db - m.Permitted!.Value)!;
        var (at, over) = (Words.Clock(facts, worst.T), worst.Level.Db - worst.Permitted!.Value);
        return assessment with
        {
            Inputs =
            [
                AssessmentInput.Of($"LAeq,{figures.Minutes}min at {at}", worst.Level, "minutes of the microphone", budget),
                AssessmentInput.Of($"underlying level at {at}", worst.Underlying, worst.UnderlyingOf, budget),
                new("measurements", Whole(usable.Count), "", $"whole {figures.Minutes} minutes of the night in which both are known"),
            ],
            Working =
            [
                Rule(figures),
                $"At {at} the underlying level is {Words.Level(worst.Underlying)}, by {worst.UnderlyingOf}: the permitted level is "
                    + $"{Words.Db(worst.Permitted.Value)} dB.",
                $"LAeq,{figures.Minutes}min is {Words.Level(worst.Level)}, {budget.Words}: {Words.Over(over)} the permitted level.",
                .. judged.Count > usable.Count ? [$"{Words.Count(judged.Count - usable.Count, "measurement is", "measurements are")} left out: "
                    + $"the underlying level is {Words.BelowRange}."] : (string[])[],
            ],
            Result = $"LAeq was above the permitted level in {usable.Count(m => m.Level.Db > m.Permitted)} of "
                + $"{Words.Count(usable.Count, "measurement", "measurements")} of {figures.Minutes} minutes. "
                + $"Greatest difference: {Words.Over(over)}, at {at}. Indicative.",
        };
    }

    private static string Rule(NoiseActFigures figures) => string.Create(CultureInfo.InvariantCulture,
        $"Permitted level: {figures.QuietPermittedDb:0.#} dB where the underlying level is at most {figures.QuietUnderlyingDb:0.#} dB, ")
        + string.Create(CultureInfo.InvariantCulture, $"else the underlying level and {figures.OverUnderlyingDb:0.#} dB.");

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> Remarks(NightFacts facts)
    {
        yield return "The device is not of a type approved under s.6: indicative only.";
        if (!facts.IsIndoors)
            yield return "Measured outdoors, not from within the complainant's dwelling: this cannot prove an offence.";
        yield return "Scotland has a text of its own (Antisocial Behaviour etc. Act 2004, Part 5), which is not assessed here.";
    }

    private static Measurement? Measure(NightFacts facts, IReadOnlyList<NoiseInterval> quarters, NoiseInterval interval)
    {
        var figures = facts.Texts.NoiseActLevels;
        var percent = figures.UnderlyingPercent.ToString("0.#", CultureInfo.InvariantCulture);
        var (underlying, of) = facts.Laf(interval.T, figures.Minutes)?.ExceededDb(figures.UnderlyingPercent) is { } low
            ? (new BoundedLevel(Math.Round(low, 2), Range(facts, interval.T, figures.Minutes).OfTimeWeighted(low)),
                $"LA{percent} of LAF every 10 ms, the same {figures.Minutes} minutes")
            : (StandIn(quarters, interval.T), "the lowest LA90,15min of the four quarters of an hour before, which stands in for it");
        if (facts.InRange(underlying) is not { } known)
            return null;
        var isQuiet = known.Db <= figures.QuietUnderlyingDb;
        // Under range the underlying level is this or less: only where that is quiet anyway the permitted level is known.
        double? permitted = isQuiet ? figures.QuietPermittedDb
            : known.Bound is LevelBound.AtMost or LevelBound.EitherSide ? null : known.Db + figures.OverUnderlyingDb;
        return new(interval.T, interval.LAeq!.Value, known, of, permitted);
    }

    private static BoundedLevel? StandIn(IReadOnlyList<NoiseInterval> quarters, DateTimeOffset at)
    {
        var before = quarters.Where(q => q.T >= at.AddMinutes(-75) && q.T.AddMinutes(15) <= at && q.LA90 is not null).TakeLast(4).ToList();
        return before.Count == 0 ? null : before.MinBy(q => q.LA90!.Value.Db)!.LA90;
    }

    private static RangeBounds Range(NightFacts facts, DateTimeOffset from, int minutes)
    {
        var range = new RangeBounds();
        foreach (var minute in facts.Detail.Levels.Where(m => m.T >= from && m.T < from.AddMinutes(minutes)))
            range.Add(minute.OverloadSeconds, minute.UnderRangeSeconds, (int)Math.Round(minute.Capture * 0.6) - minute.UnderRangeSeconds, minute.LAFmax);
        return range;
    }

    private sealed record Measurement(DateTimeOffset T, BoundedLevel Level, BoundedLevel Underlying, string UnderlyingOf, double? Permitted);
}
