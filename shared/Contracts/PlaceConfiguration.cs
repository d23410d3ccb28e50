using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>
/// What a device is to know of the place it stands at. The control room sends it whole, the device keeps it for its next start, and states the version in
/// force in its <see cref="StatusMessage"/>.
/// </summary>
public sealed record PlaceConfiguration
{
    /// <summary>The highest number of a version: what every reader of JSON takes for a whole number.</summary>
    public const long HighestVersion = (1L << 53) - 1;

    /// <summary>Most zones, as many as a <see cref="MotionRecord"/> can hold, and most masks.</summary>
    public const int MostZones = 64, MostMasks = 64;

    /// <summary>The message's schema version.</summary>
    [JsonRequired]
    public int V { get; init; } = 1;

    /// <summary>Which one it is, 1 to <see cref="HighestVersion"/>: another number is another content. There is no order in them.</summary>
    [JsonRequired]
    public long Version { get; init; }

    /// <summary>What kind of place it is. At a <see cref="SiteType.HOME"/> no camera looks.</summary>
    [JsonRequired]
    public SiteType Type { get; init; }

    /// <summary>True: stills and clips show people as they are.</summary>
    public bool ShowPeople { get; init; }

    /// <summary>Parts of the camera's picture that mean something.</summary>
    public IReadOnlyList<ZoneEntry> Zones { get; init => field = value ?? []; } = [];

    /// <summary>Privacy masks: polygons of [x, y] in parts of the picture's width and height, black before anything leaves the capture.</summary>
    public IReadOnlyList<double[][]> Masks { get; init => field = value ?? []; } = [];

    /// <summary>The evidence session that runs there; null = none does: no sound is kept or delivered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SoundGrant? Sound { get; init; }

    /// <summary>The same with the version that its content has: a part of its SHA-256, so that it is the same after every restart and restore.</summary>
    public PlaceConfiguration Numbered()
    {
        var content = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { Version = 0 }, ContractsJson.Default.PlaceConfiguration));
        return this with { Version = Math.Max(1, BinaryPrimitives.ReadInt64BigEndian(content) & HighestVersion) };
    }

    /// <summary>The message as UTF-8 JSON.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, ContractsJson.Default.PlaceConfiguration);

    /// <summary>Reads a message.</summary>
    /// <exception cref="RecordException">It is longer than any message may be, does not read, or holds something that cannot be.</exception>
    public static PlaceConfiguration Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > RecordJson.MaxBytes)
            throw new RecordException($"the configuration has {utf8.Length} bytes; it must have 1 to {RecordJson.MaxBytes}");
        var read = JsonFault.Read(utf8, ContractsJson.Default.PlaceConfiguration, "configuration");
        return read.FindFault() is { } fault ? throw new RecordException(fault) : read;
    }

    /// <summary>What is wrong with a camera's zones and masks in a picture of whatever size; null = nothing.</summary>
    internal static string? FindFault(IReadOnlyList<ZoneEntry> zones, IReadOnlyList<double[][]> masks)
    {
        if (zones.Count > MostZones)
            return $"it has {zones.Count} zones; it must have at most {MostZones}";
        if (masks.Count > MostMasks)
            return $"it has {masks.Count} masks; it must have at most {MostMasks}";
        if (zones.Any(z => z is null) || masks.Any(m => m is null))
            return "a zone or a mask is null; each must be given";
        if (zones.GroupBy(z => z.Id).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return $"zone '{twice.Key}' stands twice; every zone needs its own id";
        return zones.Select(z => z.FindFault()).FirstOrDefault(f => f is not null)
            ?? masks.Select((mask, n) => ZoneEntry.FindFault(mask) is { } wrong ? $"mask {n + 1}: {wrong}" : null).FirstOrDefault(f => f is not null);
    }

    private string? FindFault() => this switch
    {
        { V: not 1 } => new Fault("v", V, "1").ToString(),
        { Version: < 1 or > HighestVersion } => new Fault("version", Version, $"1 to {HighestVersion}").ToString(),
        _ when !Enum.IsDefined(Type) => new Fault("type", (int)Type, $"one of {string.Join(", ", Enum.GetNames<SiteType>())}").ToString(),
        _ => FindFault(Zones, Masks) ?? Sound?.FindFault(),
    };
}
