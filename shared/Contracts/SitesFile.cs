using System.Text.Json;
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

/// <summary>Sites and devices in one JSON file that control room and agents both read (comments and trailing commas allowed).</summary>
public sealed record SitesFile
{
    /// <summary>The sites.</summary>
    public required IReadOnlyList<SiteEntry> Sites { get; init; }

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="SitesFileException">The file is missing, is no such JSON, or says something that cannot be.</exception>
    public static SitesFile Load(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllBytes(path), SitesJson.Default.SitesFile)
                ?? throw new SitesFileException($"{path} is empty; it must hold {{\"sites\":[…]}}");
            return file.FindFault() is { } fault ? throw new SitesFileException($"{path}: {fault}") : file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new SitesFileException($"{path} cannot be read as a sites file: {e.Message}", e);
        }
    }

    /// <summary>The device and its site.</summary>
    /// <exception cref="SitesFileException">No device has this id.</exception>
    public (SiteEntry Site, DeviceEntry Device) Find(string device) =>
        (from s in Sites from d in s.Devices where d.Id == device select (s, d)) is var found && found.Any() ? found.First()
            : throw new SitesFileException($"no device is called '{device}'; there are {string.Join(", ", Sites.SelectMany(s => s.Devices).Select(d => d.Id))}");

    private string? FindFault()
    {
        var ids = Sites.Select(s => s.Id).Concat(Sites.SelectMany(s => s.Devices).Select(d => d.Id)).ToList();
        if (ids.Find(id => !Ids.IsValid(id)) is { } bad)
            return $"id '{bad}' must be 1 to 64 letters, digits, - or _";
        if (ids.GroupBy(id => id).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return $"id '{twice.Key}' stands twice; every site and device needs its own";
        foreach (var site in Sites)
        {
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(site.TimeZone, out _))
                return $"site '{site.Id}': timeZone '{site.TimeZone}' must be an IANA time zone such as Europe/London";
            if (site.Type == SiteType.HOME && site.Devices.Any(d => d.Camera is not null))
                return $"site '{site.Id}' is a HOME and has a camera; a HOME has none";
            if (site.Devices.Select(FindFault).FirstOrDefault(f => f is not null) is { } fault)
                return fault;
        }
        return null;
    }

    private static string? FindFault(DeviceEntry device) =>
        device.Sound is { Source: SourceKind.V4l2 or SourceKind.Rtsp or SourceKind.Command } ? $"device '{device.Id}': the source of its sound is a camera's; it must be scene or file"
        : device.Gate is { Source: SourceKind.V4l2 or SourceKind.Rtsp or SourceKind.Command } ? $"device '{device.Id}': the source of its gate is a camera's; it must be scene or file"
        : device.Camera?.FindFault() is { } fault ? $"device '{device.Id}', camera: {fault}" : null;
}

/// <summary>A sites file that cannot be used; the message says why.</summary>
/// <param name="message">The sentence.</param>
/// <param name="inner">What the reader said, if it was the one.</param>
public sealed class SitesFileException(string message, Exception? inner = null) : Exception(message, inner);

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

    /// <summary>True: night, night-time economy and closed hours hold at every hour, and every why says "(demo hours)".</summary>
    public bool DemoHours { get; init; }

    /// <summary>Of a HOME. True: its alerts are told over MQTT, and then only id, code, priority and state.</summary>
    public bool TellsHomeAlerts { get; init; }

    /// <summary>True: stills and clips show people as they are. False: wherever something moved within the last minute they are a mosaic. Masks hold either way.</summary>
    public bool ShowPeople { get; init; }

    /// <summary>True: the site exists only when recordings are played (see start.sh --audio, --video).</summary>
    public bool Recordings { get; init; }

    /// <summary>The council camera to call up for this site.</summary>
    public CouncilCamera? CallUp { get; init; }

    /// <summary>What is usual here, given rather than learnt; null = nothing is known yet.</summary>
    public SeededBaseline? Baseline { get; init; }

    /// <summary>Level of the seeded 1-s levels before the start, LAeq in dB; null = none are seeded.</summary>
    public double? SeededLAeq { get; init; }

    /// <summary>The devices.</summary>
    public required IReadOnlyList<DeviceEntry> Devices { get; init; }
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

/// <summary>A device and what it senses with. Sources not given are not fitted.</summary>
public sealed record DeviceEntry
{
    /// <summary>Random, meaningless id, also its MQTT client id.</summary>
    public required string Id { get; init; }

    /// <summary>What engineers call it.</summary>
    public required string Name { get; init; }

    /// <summary>The generated scene that sources of kind <see cref="SourceKind.Scene"/> play.</summary>
    public SceneEntry? Scene { get; init; }

    /// <summary>The microphone.</summary>
    public SoundEntry? Sound { get; init; }

    /// <summary>The camera.</summary>
    public CameraEntry? Camera { get; init; }

    /// <summary>The gate.</summary>
    public GateEntry? Gate { get; init; }
}

/// <summary>Where a sensor's input comes from.</summary>
public enum SourceKind
{
    /// <summary>The device's generated scene.</summary>
    Scene,

    /// <summary>A file, played in real time, looped.</summary>
    File,

    /// <summary>Of cameras: a V4L2 device such as a USB camera.</summary>
    V4l2,

    /// <summary>Of cameras: a network camera's stream.</summary>
    Rtsp,

    /// <summary>Of cameras: what a command writes to its standard output.</summary>
    Command,
}

/// <summary>A generated scene.</summary>
/// <param name="Name">Which story.</param>
/// <param name="Seed">Its seed; every repetition uses the next one.</param>
public sealed record SceneEntry(string Name, int Seed);

/// <summary>A microphone.</summary>
public sealed record SoundEntry
{
    /// <summary>Where the sound comes from.</summary>
    public required SourceKind Source { get; init; }

    /// <summary>The WAV file, of <see cref="SourceKind.File"/>.</summary>
    public string? Path { get; init; }

    /// <summary>dBFS of a 94 dB, 1 kHz tone; 0 dBFS is a full-scale sine (AES17). Of <see cref="SourceKind.File"/>.</summary>
    /// <remarks>Set, not init: the generated reader would hand 0 to an init-only property that is absent.</remarks>
    public double SensitivityDbfs { get; set; } = -26;

    /// <summary>The microphone's self-noise in dB(A), as its data sheet gives it: seconds less than 5 dB over it are flagged under range. Null = not known. Of <see cref="SourceKind.File"/>.</summary>
    public double? SelfNoiseDba { get; init; }
}

/// <summary>A gate.</summary>
public sealed record GateEntry
{
    /// <summary>Where its states come from.</summary>
    public required SourceKind Source { get; init; }

    /// <summary>The script, of <see cref="SourceKind.File"/>: {"repeat": seconds or null, "steps": [{"at": seconds, "contact", "bolt", "shock", "unlock"}]}.</summary>
    public string? Path { get; init; }

    /// <summary>The lock: what a forced opening looks like depends on it.</summary>
    public LockType Lock { get; init; }
}

/// <summary>How a gate is locked.</summary>
public enum LockType
{
    /// <summary>By a key; the bolt has a sensor.</summary>
    Keyed,

    /// <summary>By a key; no sensor on the bolt.</summary>
    KeyedWithoutBoltSensor,

    /// <summary>Electronically; a valid unlock is reported.</summary>
    Electronic,
}

/// <summary>Source-generated JSON of a sites file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(JsonStringEnumConverter<SiteType>), typeof(WordConverter<SourceKind>),
        typeof(WordConverter<LockType>), typeof(WordConverter<PipeFormat>), typeof(WordConverter<ZoneKind>)])]
[JsonSerializable(typeof(SitesFile))]
public sealed partial class SitesJson : JsonSerializerContext;
