namespace Solutions.Edge.Acoustics.Statistics;

/// <summary>LAeq over the day, the evening or the night hours of a span.</summary>
/// <param name="Level">LAeq in dB re 20 µPa; null = nothing was measured.</param>
/// <param name="Measured">How much was measured.</param>
/// <param name="Elapsed">How much of the span lies in these hours, in time that really went by.</param>
public readonly record struct PeriodLevel(BoundedLevel? Level, TimeSpan Measured, TimeSpan Elapsed)
{
    /// <summary>Measured in % of elapsed; null of a span that has none of these hours.</summary>
    public double? CapturePercent => Elapsed > TimeSpan.Zero ? Math.Min(100, 100 * (Measured / Elapsed)) : null;
}
