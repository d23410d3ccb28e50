using System.Text.Json;
using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>Sites and what is fitted there in one JSON file of the control room (comments and trailing commas allowed).</summary>
public sealed record SitesFile
{
    private static readonly SitesJson Indented = new(new(SitesJson.Default.Options) { WriteIndented = true });

    /// <summary>Of an export: the version of the catalogue that it is of. Imported, it must be that still. Null = whatever the version is.</summary>
    public long? Version { get; init; }

    /// <summary>The sites.</summary>
    public required IReadOnlyList<SiteEntry> Sites { get; init; }

    /// <summary>What was passed over when it was read, as a sentence; null = nothing.</summary>
    [JsonIgnore]
    public string? Remark { get; init; }

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="SitesFileException">The file is missing, is no such JSON, or says something that cannot be.</exception>
    public static SitesFile Load(string path)
    {
        try
        {
            return Read(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SitesFileException($"{path} cannot be read as a sites file: {e.Message}", e);
        }
    }

    /// <summary>Reads and checks what a file holds.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="name">What the sentence calls it.</param>
    /// <exception cref="SitesFileException">It is no such JSON, or says something that cannot be.</exception>
    public static SitesFile Read(ReadOnlyMemory<byte> json, string name)
    {
        try
        {
            (json, var remark) = HardwareKeys.PassOver(json);
            var file = JsonSerializer.Deserialize(json.Span, SitesJson.Default.SitesFile)
                ?? throw new SitesFileException($"{name} is empty; it must hold {{\"sites\":[…]}}");
            return (SitesFault.FindNull(json) ?? file.FindFault()) is { } fault ? throw new SitesFileException($"{name}: {fault}")
                : file with { Remark = remark };
        }
        catch (Exception e) when (JsonFault.IsOfText(e))
        {
            throw new SitesFileException($"{name} cannot be read as a sites file: {SitesFault.Of(e, json, SitesJson.Default.SitesFile)}", e);
        }
    }

    /// <summary>Reads one of a file's sites, and checks it by itself.</summary>
    /// <inheritdoc cref="Read" path="/param"/>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static SiteEntry ReadSite(ReadOnlyMemory<byte> json, string name)
    {
        var type = SitesJson.Default.SiteEntry;
        try
        {
            var site = JsonSerializer.Deserialize(json.Span, type)
                ?? throw new SitesFileException($"{name} is empty; it must be an object such as one of a sites file");
            return (SitesFault.FindNull(json) ?? new SitesFile { Sites = [site] }.FindFault()) is { } fault
                ? throw new SitesFileException($"{name}: {fault}") : site;
        }
        catch (Exception e) when (JsonFault.IsOfText(e))
        {
            throw new SitesFileException($"{name} cannot be read as a site: {SitesFault.Of(e, json, type)}", e);
        }
    }

    /// <summary>As it is read, indented, in UTF-8.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Indented.SitesFile);

    /// <summary>The device and its site.</summary>
    /// <exception cref="SitesFileException">No device has this id.</exception>
    public (SiteEntry Site, DeviceEntry Device) Find(string device) =>
        (from s in Sites from d in s.Devices where d.Id == device select (s, d)) is var found && found.Any() ? found.First()
            : throw new SitesFileException(
                $"no device is called '{device}'; there are {string.Join(", ", Sites.SelectMany(s => s.Devices).Select(d => d.Id))}");

    /// <summary>What cannot be, as a sentence with what would be right; null = nothing.</summary>
    public string? FindFault()
    {
        var ids = Sites.Select(s => s.Id).Concat(Sites.SelectMany(s => s.Devices).Select(d => d.Id)).ToList();
        if (ids.Find(id => !Ids.IsValid(id)) is { } bad)
            return $"id '{bad}' must be 1 to 64 letters, digits, - or _";
        if (ids.GroupBy(id => id).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return $"id '{twice.Key}' stands twice; every site and device needs its own";
        return Sites.Select(s => s.FindFault()).FirstOrDefault(f => f is not null);
    }
}

/// <summary>A sites file that cannot be used; the message says why.</summary>
/// <param name="message">The sentence.</param>
/// <param name="inner">What the reader said, if it was the one.</param>
public sealed class SitesFileException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Source-generated JSON of a sites file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(JsonStringEnumConverter<SiteType>), typeof(WordConverter<LockType>), typeof(WordConverter<ZoneKind>),
        typeof(WordConverter<DayOfWeek>), typeof(DailyHoursConverter), typeof(FireworksNightConverter)])]
[JsonSerializable(typeof(SitesFile))]
public sealed partial class SitesJson : JsonSerializerContext;
