using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Nights;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>LAeq of a night and its events beside the guideline values for bedrooms.</summary>
internal static class SleepGuidelines
{
    public static Assessment Of(NightFacts facts)
    {
        var (figures, budget) = (facts.Texts.SleepLevels, UncertaintyBudget.Of(facts));
        var (mean, peak) = facts.IsIndoors ? (figures.IndoorLAeq, figures.IndoorLAFmax) : (figures.OutdoorLAeq, figures.OutdoorLAFmax);
        var assessment = new Assessment
        {
            Id = "sleep-guidelines",
            Name = "Guideline values for sleep",
            Version = "2",
            Text = facts.Texts.Sleep,
            Clause = facts.IsIndoors ? "1999: Table 4.1, inside bedrooms; ProPG 2017: events" : "1999: Table 4.1, outside bedrooms; 2009: Lnight,outside",
            Budget = budget,
            Remarks =
            [
                "Guideline values are of health, and no limits.",
                .. facts.Position == MicrophonePosition.Outdoors ? ["How far the microphone is from a bedroom window is not recorded."] : (string[])[],
                Words.Instrument(facts),
            ],
        };
        if (facts.Until < facts.Night.To)
            return assessment.Because("the night is not over");
        if (facts.Whole is not { LAeq: { } level } whole)
            return assessment.Because("nothing was measured in this night");
        var (events, of) = facts.Detail.Seconds.Count > 0 ? (OfSeconds(facts, peak), "runs of seconds")
            : (OfMinutes(facts, peak), "minutes: seconds are erased");
        var hours = NightWords.Length(facts.Night);
        return assessment with
        {
            Inputs =
            [
                AssessmentInput.Of($"LAeq,{hours}h", level, $"what was measured, {NightWords.Percent(whole.Capture)} of the night", budget),
                AssessmentInput.Of("LAFmax", whole.LAFmax, "seconds and minutes of the microphone", budget),
                new($"events over {Words.Db(peak)} dB LAFmax", events.ToString(CultureInfo.InvariantCulture), "", of),
            ],
            Working =
            [
                $"LAeq,{hours}h: {Words.Level(level)}, {budget.Words}: {Words.Over(level.Db - mean)} {Words.Db(mean)} dB.",
                string.Create(CultureInfo.InvariantCulture,
                    $"An event: seconds with LAFmax over {peak:0.#} dB, with no more than {figures.MergeSeconds} s between them."),
                facts.IsIndoors ? string.Create(CultureInfo.InvariantCulture, $"{events} such events; ProPG 2017 names {figures.UsualEvents} a night.")
                    : $"One night, {Words.Over(level.Db - figures.NightOutside)} the {figures.NightOutside:0} dB of Lnight,outside and "
                        + $"{Words.Over(level.Db - figures.NightInterim)} its interim target of {figures.NightInterim:0} dB: those are means of a year.",
            ],
            Result = $"LAeq,{hours}h {Words.Level(level)}, {Words.Over(level.Db - mean)} {Words.Db(mean)} dB; "
                + $"{Words.Count(events, "event", "events")} over {Words.Db(peak)} dB LAFmax. Indicative.",
        };
    }

    private static int OfSeconds(NightFacts facts, double peak)
    {
        var (events, last) = (0, DateTimeOffset.MinValue);
        foreach (var second in facts.Detail.Seconds.Where(s => s.LAFmax > peak))
        {
            if (last == DateTimeOffset.MinValue || second.T - last > TimeSpan.FromSeconds(facts.Texts.SleepLevels.MergeSeconds + 1))
                events++;
            last = second.T;
        }
        return events;
    }

    private static int OfMinutes(NightFacts facts, double peak) => facts.Minutes.Count(m => m.LAFmax > peak);
}
