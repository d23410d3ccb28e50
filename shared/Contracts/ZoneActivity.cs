using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>How many people there are: never a count.</summary>
public enum CrowdBand
{
    /// <summary>Room for fewer than about five, or nobody.</summary>
    Few,

    /// <summary>About five to fourteen.</summary>
    Some,

    /// <summary>About fifteen or more.</summary>
    Many,
}

/// <summary>The people in a zone during one second. Nobody is identified: it is the zone that is occupied.</summary>
/// <remarks>Someone is in a zone whose feet are: a zone is drawn on the ground.</remarks>
public sealed record ZoneActivity
{
    /// <summary>The longest <see cref="Dwell"/> that is reported, in seconds: seven days.</summary>
    public const int LongestDwellSeconds = 7 * 86400;

    /// <summary>Share of the second in which someone was there, 0 to 1.</summary>
    public double Presence { get; init; }

    /// <summary>Seconds that the zone has been occupied without a gap over 5 s, up to the end of this second or, in a gap, up to its begin;
    /// 0 = nobody is there.</summary>
    public double Dwell { get; init; }

    /// <summary>How many came in and how many went out in this second: [in, out].</summary>
    public int[] Crossings { get; init => field = value ?? [0, 0]; } = [0, 0];

    /// <summary>Of a zone of persons: how many it holds, as a band; null = not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CrowdBand? Crowd { get; init; }
}
