using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>What kind of place a site is; rules and visibility depend on it.</summary>
public enum SiteType
{
    /// <summary>A town-centre street of the night-time economy.</summary>
    TOWN,

    /// <summary>A residential street.</summary>
    STREET,

    /// <summary>A complainant's home: no camera, address hidden, levels are personal data.</summary>
    HOME,

    /// <summary>A gated alley.</summary>
    ALLEY,

    /// <summary>The boundary of licensed premises.</summary>
    VENUE,
}

/// <summary>A site.</summary>
public sealed record SiteEntry
{
    /// <summary>Random, meaningless id.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of place it is.</summary>
    public required SiteType Type { get; init; }

    /// <summary>IANA time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>When it is night, when the gates are closed, when bins are collected.</summary>
    public SiteHours Hours { get; init => field = value ?? new(); } = new();

    /// <summary>True: night, night-time economy and closed hours hold at every hour, and every why says "(demo hours)".</summary>
    public bool DemoHours { get; init; }

    /// <summary>Of a HOME. True: its alerts are published over MQTT, and then only id, code, priority and state.</summary>
    public bool TellsHomeAlerts { get; init; }

    /// <summary>Of a HOME. True: its legal setting allows an evidence session that was "assessed as not surveillance", beside overt ones.</summary>
    public bool AllowsAssessedSound { get; init; }

    /// <summary>
    /// True: stills and clips show people as they are. False: wherever something moved within the last minute they are a mosaic. Masks hold either way.
    /// </summary>
    public bool ShowPeople { get; init; }

    /// <summary>True: the site exists only when recordings are played (see start.sh --audio, --video).</summary>
    public bool Recordings { get; init; }

    /// <summary>The council camera to call up for this site.</summary>
    public CouncilCamera? CallUp { get; init; }

    /// <summary>What is usual here, given rather than learnt; null = nothing is known yet.</summary>
    public SeededBaseline? Baseline { get; init; }

    /// <summary>Level of the seeded 1-s levels before the start, LAeq in dB; null = none are seeded. With a licence, of the seeded nights alone.</summary>
    public double? SeededLAeq { get; init; }

    /// <summary>
    /// How many of the nights before the start are seeded, 23:00 to 07:00, with <see cref="SeededLAeq"/> as their quiet; with a licence those of them that
    /// have music. Null = none.
    /// </summary>
    public int? SeededNights { get; init; }

    /// <summary>The condition of the licence whose premises the site is at; null = none is recorded.</summary>
    public LicenceCondition? Licence { get; init; }

    /// <summary>The devices.</summary>
    public required IReadOnlyList<DeviceEntry> Devices { get; init; }

    /// <summary>What cannot be, as a sentence with what would be right; null = nothing.</summary>
    public string? FindFault()
    {
        if (Name.Length is 0 or > LongestName)
            return $"site '{Id}': its name has {Name.Length} characters; it must have 1 to {LongestName}";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            return $"site '{Id}': timeZone '{TimeZone}' must be an IANA time zone such as Europe/London";
        if (Hours.FindFault() is { } wrong)
            return $"site '{Id}', hours: {wrong}";
        if (Licence?.FindFault() is { } unclear)
            return $"site '{Id}', licence: {unclear}";
        if (Type == SiteType.HOME && Devices.Any(d => d.Camera is not null))
            return $"site '{Id}' is a HOME and has a camera; a HOME has none";
        return Devices.Select(d => d.FindFault()).FirstOrDefault(f => f is not null);
    }

    /// <summary>In characters; of a device too.</summary>
    internal const int LongestName = 200;
}

/// <summary>A camera of the council's own that an operator can call up.</summary>
/// <param name="Number">Its number in the control room.</param>
/// <param name="Preset">The preset that looks at the site.</param>
public sealed record CouncilCamera(int Number, int Preset);

/// <summary>Hour-of-week values given directly, the same for all 168 hours. Null = not known.</summary>
public sealed record SeededBaseline
{
    /// <summary>Median of LAeq,1min in dB.</summary>
    [JsonPropertyName("LAeqMedian")]
    public double? LAeqMedian { get; init; }

    /// <summary>95th percentile of LAeq,1min in dB.</summary>
    [JsonPropertyName("LAeqP95")]
    public double? LAeqP95 { get; init; }

    /// <summary>Median LA90 in dB.</summary>
    [JsonPropertyName("LA90Median")]
    public double? LA90Median { get; init; }

    /// <summary>95th percentile of occupied %.</summary>
    public double? OccupiedP95 { get; init; }

    /// <summary>99th percentile of occupied %.</summary>
    public double? OccupiedP99 { get; init; }
}
