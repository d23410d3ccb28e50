using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>One second of sound, cut at the UTC second. Levels in dB re 20 µPa, rounded to 0.01 dB; null = not known.</summary>
/// <remarks>Quantities and symbols as in IEC 61672-1:2013, bands as in IEC 61260-1:2014.</remarks>
public sealed record NoiseRecord : UpRecord
{
    /// <summary>Number of one-third-octave bands in <see cref="Bands"/>: 10 Hz to 20 kHz.</summary>
    public const int BandCount = 34;

    /// <summary>A-weighted equivalent continuous level of the second.</summary>
    [JsonPropertyName("LAeq")]
    public double? LAeq { get; init; }

    /// <summary>C-weighted equivalent continuous level of the second.</summary>
    [JsonPropertyName("LCeq")]
    public double? LCeq { get; init; }

    /// <summary>Unweighted equivalent continuous level of the second.</summary>
    [JsonPropertyName("LZeq")]
    public double? LZeq { get; init; }

    /// <summary>Greatest A-weighted, F time-weighted level in the second.</summary>
    [JsonPropertyName("LAFmax")]
    public double? LAFmax { get; init; }

    /// <summary>Least A-weighted, F time-weighted level in the second.</summary>
    [JsonPropertyName("LAFmin")]
    public double? LAFmin { get; init; }

    /// <summary>Greatest A-weighted, S time-weighted level in the second.</summary>
    [JsonPropertyName("LASmax")]
    public double? LASmax { get; init; }

    /// <summary>C-weighted peak level of the second.</summary>
    [JsonPropertyName("LCpeak")]
    public double? LCpeak { get; init; }

    /// <summary>
    /// Unweighted one-third-octave Leq of the second, 34 values from 10 Hz (index 0) to 20 kHz (index 33),
    /// exact mid-band frequency 1000·10^((index−20)/10) Hz; null (the list or a band) where it was not measured.
    /// </summary>
    public double?[]? Bands { get; init; }

    /// <summary>Samples measured in the second: those flagged <c>lost-samples</c> are not among them.</summary>
    public required int N { get; init; }

    /// <summary>What is doubtful: <c>overload</c>, <c>under-range</c>, <c>segment</c> (first second after a gap), <c>no-signal</c>, <c>lost-samples</c>,
    /// <c>wind</c>, …</summary>
    public string[] Flags { get; init => field = value ?? []; } = [];

    /// <inheritdoc/>
    public override Fault? FindFault() => base.FindFault()
        ?? Level("LAeq", LAeq) ?? Level("LCeq", LCeq) ?? Level("LZeq", LZeq)
        ?? Level("LAFmax", LAFmax) ?? Level("LAFmin", LAFmin) ?? Level("LASmax", LASmax) ?? Level("LCpeak", LCpeak)
        ?? BandsFault(Bands)
        ?? Unless(N is >= 0 and <= 1_000_000, "n", N, "a number of samples, 0 to 1000000")
        ?? TooLong("flags", Flags);

    internal static Fault? Level(string name, double? level) => Outside(name, level, -100, 220);

    internal static Fault? BandsFault(double?[]? bands) => Unless(bands is null or { Length: BandCount }, "bands", bands?.Length, "34 values or null")
        ?? bands?.Select(b => Level("bands", b)).FirstOrDefault(f => f is not null);
}
