using System.Text.Json.Serialization;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>What is usual at a site in one hour of the week. Null = not known.</summary>
/// <param name="LAeqMedian">Median of LAeq,1min in dB.</param>
/// <param name="LAeqP95">95th percentile of LAeq,1min in dB.</param>
/// <param name="LA90Median">Median LA90 in dB.</param>
/// <param name="OccupiedP95">95th percentile of occupied %.</param>
/// <param name="OccupiedP99">99th percentile of occupied %.</param>
internal sealed record HourBaseline(
    [property: JsonPropertyName("LAeqMedian")] double? LAeqMedian, [property: JsonPropertyName("LAeqP95")] double? LAeqP95,
    [property: JsonPropertyName("LA90Median")] double? LA90Median, double? OccupiedP95, double? OccupiedP99)
{
    public static readonly HourBaseline Unknown = new(null, null, null, null, null);

    /// <summary>99th percentile of LAeq,1min in dB.</summary>
    [JsonPropertyName("LAeqP99")]
    public double? LAeqP99 { get; init; }

    /// <summary>Median of occupied %.</summary>
    public double? OccupiedMedian { get; init; }

    /// <summary>These, and where one is not known that of <paramref name="other"/>.</summary>
    public HourBaseline Or(HourBaseline? other) => other is null ? this
        : new(LAeqMedian ?? other.LAeqMedian, LAeqP95 ?? other.LAeqP95, LA90Median ?? other.LA90Median, OccupiedP95 ?? other.OccupiedP95,
            OccupiedP99 ?? other.OccupiedP99)
        {
            LAeqP99 = LAeqP99 ?? other.LAeqP99,
            OccupiedMedian = OccupiedMedian ?? other.OccupiedMedian,
        };
}

/// <summary>What is usual at a site, for each of the 168 hours of the week in its time zone.</summary>
/// <param name="hours">By hour of week.</param>
/// <param name="otherwise">For what is not known of them; null = nothing is known of that.</param>
internal sealed class SiteBaseline(IReadOnlyDictionary<int, HourBaseline> hours, HourBaseline? otherwise = null)
{
    public const int HoursPerWeek = 168;

    /// <summary>For so many days a site's sound is learnt before its levels make an urgent alert.</summary>
    public const int LearningDays = 7;

    private readonly HourBaseline[] all =
        [.. Enumerable.Range(0, HoursPerWeek).Select(h => (hours.GetValueOrDefault(h) ?? HourBaseline.Unknown).Or(otherwise))];

    /// <summary>Another after each time that it was learnt.</summary>
    public int Version { get; init; }

    /// <summary>The day of <see cref="LearningDays"/> that the site learns on; null = it has learnt, or was given what is usual.</summary>
    public int? LearningDay { get; init; }

    /// <summary>0 = Monday 00:00 to 01:00, by the clock of the place.</summary>
    public static int HourOfWeek(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone) is var local ? ((int)local.DayOfWeek + 6) % 7 * 24 + local.Hour : 0;

    /// <param name="hourOfWeek">0 = Monday 00:00 to 01:00.</param>
    public HourBaseline At(int hourOfWeek) => all[hourOfWeek];
}
