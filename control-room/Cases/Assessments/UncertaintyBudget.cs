using System.Globalization;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>One cause of doubt in a measured level.</summary>
/// <param name="Cause">As <c>calibrator</c>.</param>
/// <param name="HalfWidthDb">The level may be off by so much to either side, each amount as likely as the other, in dB.</param>
/// <param name="Basis">Where that is from, or that it is assumed.</param>
internal sealed record UncertaintyPart(string Cause, double HalfWidthDb, string Basis)
{
    /// <summary>Standard uncertainty of a rectangular distribution in dB (JCGM 100:2008, 4.3.7).</summary>
    public double StandardDb => HalfWidthDb / Math.Sqrt(3);
}

/// <summary>The uncertainty of measured levels, by the sum of squares (JCGM 100:2008, 5.1.2 with sensitivity coefficients of 1).</summary>
internal sealed record UncertaintyBudget(IReadOnlyList<UncertaintyPart> Parts)
{
    /// <summary>Coverage factor: about 95 % of a normal distribution.</summary>
    public const double CoverageFactor = 2;

    public double CombinedDb => Math.Sqrt(Parts.Sum(p => p.StandardDb * p.StandardDb));

    /// <summary>U, k = 2, in dB.</summary>
    public double ExpandedDb => CoverageFactor * CombinedDb;

    /// <summary>As it stands behind a level.</summary>
    public string Words => string.Create(CultureInfo.InvariantCulture, $"U = {ExpandedDb:0.0} dB (k = 2)");

    /// <summary>Of broadband levels.</summary>
    public static UncertaintyBudget Of(NightFacts facts) => Of(facts, UncertaintyFigures.Response(facts.Microphone.Class));

    /// <summary>Of one-third-octave levels from 10 to 160 Hz.</summary>
    public static UncertaintyBudget OfLowBands(NightFacts facts) => Of(facts, UncertaintyFigures.LowResponse(facts.Microphone.Class));

    private static UncertaintyBudget Of(NightFacts facts, UncertaintyPart response) => new(
    [
        UncertaintyFigures.Calibrator(facts.Microphone), UncertaintyFigures.Drift(facts.Microphone), response,
        UncertaintyFigures.Wind(facts), UncertaintyFigures.Position(facts.Position),
    ]);
}
