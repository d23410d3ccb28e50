using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>
/// One UTC minute of sound, from its whole seconds. Levels in dB re 20 µPa, rounded to 0.01 dB; null = nothing was measured.
/// Where the sound broke off and began again within a minute there is a record for each part, and the parts add up.
/// </summary>
/// <remarks>Quantities and symbols as in IEC 61672-1:2013, bands as in IEC 61260-1:2014.</remarks>
public sealed record NoiseMinuteRecord : UpRecord
{
    /// <summary>A-weighted equivalent continuous level of what was measured.</summary>
    [JsonPropertyName("LAeq")]
    public double? LAeq { get; init; }

    /// <summary>C-weighted equivalent continuous level of what was measured.</summary>
    [JsonPropertyName("LCeq")]
    public double? LCeq { get; init; }

    /// <summary>Greatest A-weighted, F time-weighted level.</summary>
    [JsonPropertyName("LAFmax")]
    public double? LAFmax { get; init; }

    /// <summary>C-weighted peak level.</summary>
    [JsonPropertyName("LCpeak")]
    public double? LCpeak { get; init; }

    /// <summary>LAF every 10 ms, 6000 readings in a whole minute; null without a reading.</summary>
    public LafHistogram? Histogram { get; init; }

    /// <summary>Unweighted one-third-octave Leq, 34 values as in <see cref="NoiseRecord.Bands"/>;
    /// null (the list or a band) where it was not measured.</summary>
    public double?[]? Bands { get; init; }

    /// <summary>Seconds flagged <c>overload</c>: with one or more, every level and percentile is at least the value given.</summary>
    public required int OverloadSeconds { get; init; }

    /// <summary>Seconds flagged <c>under-range</c>: with one or more, LAeq and the low percentiles are at most the value given.</summary>
    public required int UnderRangeSeconds { get; init; }

    /// <summary>How much of the minute was measured, in %, 0 to 100.</summary>
    public required double Capture { get; init; }

    /// <inheritdoc/>
    public override Fault? FindFault() => base.FindFault()
        ?? Unless(T.Ticks % TimeSpan.TicksPerMinute == 0, "t", InstantConverter.Write(T), "the start of a UTC minute")
        ?? NoiseRecord.Level("LAeq", LAeq) ?? NoiseRecord.Level("LCeq", LCeq) ?? NoiseRecord.Level("LAFmax", LAFmax) ?? NoiseRecord.Level("LCpeak", LCpeak)
        ?? Histogram?.FindFault() ?? NoiseRecord.BandsFault(Bands)
        ?? Unless(OverloadSeconds is >= 0 and <= 60, "overloadSeconds", OverloadSeconds, "a number of seconds, 0 to 60")
        ?? Unless(UnderRangeSeconds is >= 0 and <= 60, "underRangeSeconds", UnderRangeSeconds, "a number of seconds, 0 to 60")
        ?? Outside("capture", Capture, 0, 100);
}
