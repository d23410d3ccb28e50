using System.Globalization;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Statistics;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>Rating level over background sound level, for industrial and commercial sound alone.</summary>
internal static class Bs4142
{
    public static Assessment Of(NightFacts facts)
    {
        var budget = UncertaintyBudget.Of(facts);
        var assessment = new Assessment
        {
            Id = "bs-4142",
            Name = "Rating level over background (industrial and commercial sound)",
            Version = "2",
            Text = facts.Texts.Bs4142,
            Clause = "1 (scope), 5 (instruments), 6.4 (weather), 7 to 9 (levels), 10 and Annex B (uncertainty), 11 (outcome)",
            Budget = budget,
        };
        return Refusal(facts) is { } why ? assessment.Because(why) : Rate(facts, assessment, facts.Statement!, budget);
    }

    public static string Name(SourceKind source) => source switch
    {
        SourceKind.Industrial => "industrial or commercial sound",
        SourceKind.Music => "music",
        SourceKind.People => "people",
        SourceKind.Animals => "animals",
        SourceKind.Construction => "construction",
        SourceKind.Shooting => "shooting",
        SourceKind.MotorSport => "motor sport",
        SourceKind.Traffic => "traffic",
        SourceKind.Other => "another source",
        _ => "source not established",
    };

    private static string? Refusal(NightFacts facts) => facts switch
    {
        { Source: SourceKind.NotEstablished } => "the source is not established, and the text is of industrial and commercial sound alone (clause 1)",
        { Source: not SourceKind.Industrial } => $"the source is {Name(facts.Source)}, which is outside the scope (clause 1)",
        { Microphone.Class: not 1 } => "the microphone is not of a class 1 meter (clause 5)",
        { Microphone.Checks.Any: false } => "no calibration before and after is known (clause 5)",
        { Microphone.Checks.DriftDb: null } => $"it was not checked both before and after (clause 5). {facts.Microphone.Checks.Words.TrimEnd('.')}",
        { Microphone.Checks.Hold: false } => $"the microphone did not hold (clause 5). {facts.Microphone.Checks.Words.TrimEnd('.')}",
        { Microphone.Checks.CalibratorClass: not 1 } => "the calibrator is not known to be of class 1 (clause 5)",
        { Position: MicrophonePosition.Outdoors } => "no officer has stated where the microphone stands to what reflects (clause 6)",
        { IsIndoors: true } => "the levels are of a place outdoors at the dwelling, and this was measured indoors (clause 6)",
        { Statement: null } => "no officer has stated when the source ran, the residual level and the features of the sound (clauses 7 and 9)",
        { Whole: null } => "nothing was measured in this night",
        _ => null,
    };

    private static Assessment Rate(NightFacts facts, Assessment assessment, SourceStatement stated, UncertaintyBudget budget)
    {
        var figures = facts.Texts.Bs4142Levels;
        var quarter = facts.Intervals(figures.NightMinutes).FirstOrDefault(q => q.T == stated.Source);
        if (quarter is not { LAeq: { } ambient, Capture: > 99 })
            return assessment.Because($"the {figures.NightMinutes} minutes from {Words.Clock(facts, stated.Source)} were not measured without a gap "
                + "(clause 7.2)");
        if (Weather(facts, stated.Source, figures.NightMinutes) is { } weather)
            return assessment.Because($"there was {weather} in the reference interval (clause 6.4)");
        if (Background(facts, stated.Source) is not { } background)
            return assessment.Because("no background level of 15 minutes without the source is known (clause 8)");
        if (ambient.Bound != LevelBound.Exact || background.Bound != LevelBound.Exact)
            return assessment.Because($"only a bound is known of a level: ambient {Words.Level(ambient)}, background {Words.Level(background)}");
        if (ambient.Db - stated.Residual < figures.LeastOverResidualDb)
            return assessment.Because($"the ambient level, {Words.Db(ambient.Db)} dB, is less than {Words.Db(figures.LeastOverResidualDb)} dB above the "
                + $"residual, {Words.Db(stated.Residual)} dB: the source is not to be separated (clause 7.3)");
        var specific = Energy.LevelDb(Energy.Of(ambient.Db) - Energy.Of(stated.Residual));
        var features = stated.TonalDb + stated.ImpulsiveDb + (stated.IsIntermittent ? figures.IntermittentDb : 0)
            + (stated is { TonalDb: 0, ImpulsiveDb: 0, IsDistinct: true } ? figures.DistinctDb : 0);
        var (rating, whole) = (Whole(specific + features), Whole(background.Db));
        var outcome = rating - whole;
        // Rating and background are of one instrument; their own uncertainties are taken as if they had nothing in common.
        var range = budget.ExpandedDb * Math.Sqrt(2);
        return assessment with
        {
            Inputs =
            [
                AssessmentInput.Of($"ambient LAeq,{figures.NightMinutes}min", quarter.LAeq, "the reference interval", budget),
                new("residual LAeq", Words.Db(stated.Residual), "dB", facts.StatementFrom, budget.ExpandedDb),
                new("background LA90,15min", Words.Db(background.Db), "dB", "most frequent whole decibel of the quarters of an hour without the source",
                    budget.ExpandedDb),
                new("features", Words.Db(features), "dB", facts.StatementFrom),
                new("microphone", MicrophoneStated.ClassWords(facts.Microphone.Class), "", facts.Microphone.From),
                new("position", StatedWords.Position(facts.Position), "", facts.PositionFrom),
                new("calibration", facts.Microphone.Checks.Words, "", facts.Microphone.Checks.Before!.From),
            ],
            Working =
            [
                $"Specific level: 10 lg(10^({Words.Db(ambient.Db)}/10) − 10^({Words.Db(stated.Residual)}/10)) = {Words.Db(specific)} dB.",
                $"Features: tonal {stated.TonalDb:0}, impulsive {stated.ImpulsiveDb:0}, intermittent {(stated.IsIntermittent ? figures.IntermittentDb : 0):0}, "
                    + $"otherwise distinct {(stated is { TonalDb: 0, ImpulsiveDb: 0, IsDistinct: true } ? figures.DistinctDb : 0):0} dB.",
                string.Create(CultureInfo.InvariantCulture, $"Rating level: {rating:0} dB; background: {whole:0} dB (whole decibels, clause 12)."),
                string.Create(CultureInfo.InvariantCulture, $"Rating less background: {outcome:0} dB. With the budget it may lie from ")
                    + string.Create(CultureInfo.InvariantCulture, $"{Whole(outcome - range):0} to {Whole(outcome + range):0} dB (Annex B)."),
            ],
            Result = string.Create(CultureInfo.InvariantCulture, $"Rating less background {outcome:0} dB: {Indication(outcome, figures)}. ")
                + $"At the ends of the range: {Indication(outcome - range, figures)}; {Indication(outcome + range, figures)}. All depending on context.",
            Remarks =
            [
                .. facts.Position == MicrophonePosition.Facade
                    ? ["1 m before a façade: its reflection is in ambient, residual and background alike (clause 6.2)."] : (string[])[],
                .. background.Db < figures.LowBackgroundDb && rating < figures.LowRatingDb
                    ? ["Background and rating are low: levels themselves may say as much as the difference (clause 11)."] : (string[])[],
                .. facts.Weather.IsUnknown ? ["No gauge of the site reported: wind and rain are not known (clause 6.4)."] : (string[])[],
            ],
        };
    }

    /// <summary>The most frequent whole decibel (clause 8.1.4 and its figure 4); of several the lowest.</summary>
    private static BoundedLevel? Background(NightFacts facts, DateTimeOffset source)
    {
        var quarters = facts.Quarters.Where(q => q.T != source && q is { LA90: not null, Capture: > 99 } && Weather(facts, q.T, 15) is null);
        return quarters.GroupBy(q => Whole(q.LA90!.Value.Db)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).FirstOrDefault() is { } most
            ? new(most.Key, most.Select(q => q.LA90!.Value.Bound).Max()) : null;
    }

    private static string? Weather(NightFacts facts, DateTimeOffset from, int minutes)
    {
        var first = (int)(from - facts.Night.From).TotalSeconds;
        return Enumerable.Range(first, minutes * 60).Select(facts.Weather.Reason).FirstOrDefault(r => r is not null);
    }

    private static string Indication(double outcome, Bs4142Figures figures) => outcome >= figures.SignificantDb
        ? "about +10 dB or more, which the text takes as an indication of a significant adverse impact"
        : outcome >= figures.AdverseDb ? "about +5 dB, which it takes as an indication of an adverse impact"
        : outcome <= 0 ? "not above the background, which it takes as an indication of a low impact" : "between 0 and +5 dB";

    private static double Whole(double level) => Math.Round(level, MidpointRounding.AwayFromZero);
}
