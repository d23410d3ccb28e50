namespace Solutions.Edge.Acoustics;

/// <summary>What the meter measured over one interval, as a rule one second. Levels in dB re 20 µPa; null = not known.</summary>
/// <remarks>Symbols as in IEC 61672-1:2013, bands as in IEC 61260-1:2014.</remarks>
public sealed record SecondLevels
{
    /// <summary>
    /// Flag of an interval that holds no sound at all: one value throughout, something that is no number, or less than the microphone's own noise.
    /// </summary>
    public const string NoSignal = "no-signal";

    /// <summary>
    /// Flag of an interval in which the converter was at its end, or the sound had been cut off before: every level is at least what stands here.
    /// </summary>
    public const string Overload = "overload";

    /// <summary>Flag of an interval whose LAeq is under the microphone's range: every level is at most what stands here.</summary>
    public const string UnderRange = "under-range";

    /// <summary>Flag of an interval of which samples are <see cref="Lost"/>: its levels are those of the rest.</summary>
    public const string LostSamples = "lost-samples";

    /// <summary>Flag of a sample rate too low for the weightings to reach 16 kHz.</summary>
    public const string BandLimited = "band-limited";

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

    /// <summary>C-weighted peak level, also between the samples.</summary>
    public double? LCpeak { get; init; }

    /// <summary>34 unweighted one-third-octave levels (see <see cref="ThirdOctave"/>); null of bands that are not measured.</summary>
    public required IReadOnlyList<double?> Bands { get; init; }

    /// <summary>The interval in steps of 10 ms, but for those that were lost whole; empty without a signal.</summary>
    public required StepTrace Steps { get; init; }

    /// <summary>Samples in the interval.</summary>
    public required int Samples { get; init; }

    /// <summary>
    /// Those of <see cref="Samples"/> that no microphone delivered: one value, zeros as a rule, held for 10 ms or more. They count in no level.
    /// </summary>
    public int Lost { get; init; }

    /// <summary>How long the sound was that was measured, in seconds.</summary>
    public double MeasuredSeconds => (double)(Samples - Lost) / SampleRate;

    /// <summary>The sample rate in Hz.</summary>
    public required int SampleRate { get; init; }

    /// <summary>A-weighted sound exposure level: the energy of the interval as if it had lasted one second.</summary>
    public double? LAE => LAeq + Energy.LevelDb(MeasuredSeconds);

    /// <summary>
    /// What is doubtful: <see cref="NoSignal"/>, <see cref="Overload"/>, <see cref="UnderRange"/>, <see cref="LostSamples"/>,
    /// <see cref="BandLimited"/>.
    /// </summary>
    public IReadOnlyList<string> Flags { get; init; } = [];
}
