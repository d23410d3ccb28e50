namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>A text that an assessment speaks by.</summary>
/// <param name="Title">As it is cited.</param>
/// <param name="Version">The version meant here.</param>
/// <param name="Dated">When that version was made.</param>
/// <param name="Basis">Where the figures used here were taken from.</param>
internal sealed record LegalText(string Title, string Version, string Dated, string Basis);

/// <param name="QuietUnderlyingDb">An underlying level up to this has a fixed permitted level.</param>
/// <param name="QuietPermittedDb">That level.</param>
/// <param name="OverUnderlyingDb">What is permitted over any other underlying level.</param>
/// <param name="UnderlyingPercent">LAF exceeded for so much of the time is the underlying level.</param>
/// <param name="Minutes">Length of a measurement here; 1 to 5 may be used.</param>
internal sealed record NoiseActFigures(double QuietUnderlyingDb, double QuietPermittedDb, double OverUnderlyingDb, double UnderlyingPercent, int Minutes);

/// <param name="NightMinutes">Reference interval from 23:00 to 07:00.</param>
/// <param name="LeastOverResidualDb">A source that stands out by less is not separated from the rest.</param>
/// <param name="IntermittentDb">Added for intermittent sound.</param>
/// <param name="DistinctDb">Added to what stands out otherwise.</param>
/// <param name="SignificantDb">Rating over background of which the text states a significant adverse impact.</param>
/// <param name="AdverseDb">Of which it states an adverse impact.</param>
/// <param name="LowBackgroundDb">A background under this, with a rating under <paramref name="LowRatingDb"/>, is low.</param>
/// <param name="LowRatingDb">See there.</param>
internal sealed record Bs4142Figures(int NightMinutes, double LeastOverResidualDb, double IntermittentDb, double DistinctDb, double SignificantDb,
    double AdverseDb, double LowBackgroundDb, double LowRatingDb);

/// <param name="IndoorLAeq">Inside bedrooms.</param>
/// <param name="IndoorLAFmax">Of single events there.</param>
/// <param name="OutdoorLAeq">Outside bedrooms, window open.</param>
/// <param name="OutdoorLAFmax">Of single events there.</param>
/// <param name="MergeSeconds">Peaks with no more than this between them are one event: a choice made here.</param>
/// <param name="UsualEvents">Events a night that ProPG 2017 names.</param>
/// <param name="NightOutside">Night noise guideline, Lnight,outside over a year.</param>
/// <param name="NightInterim">Its interim target.</param>
internal sealed record SleepFigures(double IndoorLAeq, double IndoorLAFmax, double OutdoorLAeq, double OutdoorLAFmax, int MergeSeconds, int UsualEvents,
    double NightOutside, double NightInterim);

/// <param name="Curve">Reference levels of the bands from 10 to 160 Hz, in dB.</param>
/// <param name="RelaxedDb">Added where the sound is steady, and where it is of the day only.</param>
/// <param name="SteadyDb">A band is steady whose L10 − L90 is less.</param>
internal sealed record LowFrequencyFigures(IReadOnlyList<double> Curve, double RelaxedDb, double SteadyDb);

/// <summary>The texts and their figures as they are in force for nights from one evening on. A change of law is one more of these.</summary>
internal sealed record LegalTexts
{
    private const string Cited = "as guidance cites it; to be checked against the text before it is relied on";

    private static readonly IReadOnlyList<LegalTexts> All = [new() { From = new(2019, 6, 30) }];

    /// <summary>The first evening they hold for.</summary>
    public required DateOnly From { get; init; }

    public LegalText NoiseAct { get; } = new("Noise Act 1996 (c. 37)",
        "as amended by the Clean Neighbourhoods and Environment Act 2005; levels of the Permitted Level of Noise (England) Directions 2008 and (Wales) "
        + "Directions 2007 (2007 No. 24)", "18 July 1996; levels 2007 and 2008", Cited);

    public NoiseActFigures NoiseActLevels { get; } = new(24, 34, 10, 99.8, 5);

    public LegalText Nuisance { get; } = new("Environmental Protection Act 1990 (c. 43)", "Part III, as amended", "1 November 1990",
        "it names no level; the factors are those that environmental health weighs");

    public LegalText Bs4142 { get; } = new("BS 4142:2014+A1:2019", "2014, with amendment 1", "31 October 2014; amended 30 June 2019", Cited);

    public Bs4142Figures Bs4142Levels { get; } = new(15, 3, 3, 3, 10, 5, 30, 35);

    public LegalText Sleep { get; } = new("WHO Guidelines for Community Noise; Night Noise Guidelines for Europe; ProPG",
        "1999, Table 4.1; 2009; 2017", "1999; 2009; May 2017", "1999: as its table is published; 2009 and 2017: " + Cited);

    public SleepFigures SleepLevels { get; } = new(30, 45, 45, 60, 3, 10, 40, 55);

    public LegalText LowFrequency { get; } = new("NANR45, Procedure for the assessment of low frequency noise complaints", "revision 1",
        "December 2011", Cited);

    public LowFrequencyFigures LowFrequencyLevels { get; } = new([92, 87, 83, 74, 64, 56, 49, 43, 42, 40, 38, 36, 34], 5, 5);

    public LegalText Licensing { get; } = new("Licensing Act 2003 (c. 17)", "with the condition of the premises licence as it is recorded here", "10 July 2003",
        "the condition's own words");

    /// <summary>Those in force for the night of an evening.</summary>
    public static LegalTexts On(DateOnly evening) => All.LastOrDefault(t => t.From <= evening) ?? All[0];
}
