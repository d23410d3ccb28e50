namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>Every assessment of a night, those that may not speak among them. Pure.</summary>
internal static class NightAssessments
{
    public static IReadOnlyList<Assessment> Of(NightFacts facts) =>
        [NuisanceFactors.Of(facts), NoiseAct.Of(facts), SleepGuidelines.Of(facts), LowFrequencyCurve.Of(facts), Bs4142.Of(facts), LicenceLimit.Of(facts)];
}
