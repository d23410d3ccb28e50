namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>What is usual at a site in one hour of the week. Null = not known.</summary>
/// <param name="LAeqMedian">Median of LAeq,1min in dB.</param>
/// <param name="LAeqP95">95th percentile of LAeq,1min in dB.</param>
/// <param name="LA90Median">Median LA90 in dB.</param>
/// <param name="OccupiedP95">95th percentile of occupied %.</param>
/// <param name="OccupiedP99">99th percentile of occupied %.</param>
internal sealed record HourBaseline(double? LAeqMedian, double? LAeqP95, double? LA90Median, double? OccupiedP95, double? OccupiedP99)
{
    public static readonly HourBaseline Unknown = new(null, null, null, null, null);
}

/// <summary>What is usual at a site, for each of the 168 hours of the week in its time zone.</summary>
/// <param name="hours">By hour of week.</param>
/// <param name="otherwise">For the hours that are not among them; null = nothing is known of those.</param>
internal sealed class SiteBaseline(IReadOnlyDictionary<int, HourBaseline> hours, HourBaseline? otherwise = null)
{
    public const int HoursPerWeek = 168;

    /// <param name="hourOfWeek">0 = Monday 00:00 to 01:00.</param>
    public HourBaseline At(int hourOfWeek) => hours.GetValueOrDefault(hourOfWeek) ?? otherwise ?? HourBaseline.Unknown;
}
