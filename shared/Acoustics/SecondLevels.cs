namespace Solutions.Edge.Acoustics;

/// <summary>What the meter measured over one interval, as a rule one second. Levels in dB re 20 µPa; null = not known.</summary>
/// <remarks>Symbols as in IEC 61672-1:2013, bands as in IEC 61260-1:2014.</remarks>
public sealed record SecondLevels
{
    /// <summary>Flag of an interval that holds no sound at all: one value throughout, or something that is no number.</summary>
    public const string NoSignal = "no-signal";

    /// <summary>A-weighted equivalent continuous level.</summary>
    public double? LAeq { get; init; }

    /// <summary>C-weighted equivalent continuous level.</summary>
    public double? LCeq { get; init; }

    /// <summary>Unweighted equivalent continuous level.</summary>
    public double? LZeq { get; init; }

    /// <summary>Greatest A-weighted, F time-weighted level.</summary>
    public double? LAFmax { get; init; }

    /// <summary>Least A-weighted, F time-weighted level; null in the first interval after a start, while F still rises from nothing.</summary>
    public double? LAFmin { get; init; }

    /// <summary>Greatest A-weighted, S time-weighted level.</summary>
    public double? LASmax { get; init; }

    /// <summary>C-weighted peak level; null: this meter does not interpolate between samples and would read up to 1.25 dB low.</summary>
    public double? LCpeak { get; init; }

    /// <summary>34 unweighted one-third-octave levels (see <see cref="ThirdOctave"/>); null of bands that are not measured.</summary>
    public required IReadOnlyList<double?> Bands { get; init; }

    /// <summary>LAF every 10 ms, in order: 100 values of a second; negative infinity before the first sound. Empty without a signal.</summary>
    public required IReadOnlyList<double> LafTrace { get; init; }

    /// <summary>Samples in the interval.</summary>
    public required int Samples { get; init; }

    /// <summary>What is doubtful: <see cref="NoSignal"/>.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];
}
