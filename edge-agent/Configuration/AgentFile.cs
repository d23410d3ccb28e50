using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Configuration;

/// <summary>Reads a device's file: JSON with comments and trailing commas. A key that is not known is refused by its name.</summary>
internal static class AgentFile
{
    private static readonly JsonDocumentOptions AsRead = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <param name="path">The file.</param>
    /// <param name="override">Sets what a command line gives in place of the file.</param>
    /// <exception cref="ConfigurationException">The file cannot be read, or a value in it or over it cannot be.</exception>
    public static AgentOptions Load(string path, Action<AgentOptions>? @override = null)
    {
        var options = Read(path);
        @override?.Invoke(options);
        options.Check();
        return options;
    }

    /// <summary>What the file holds, not checked.</summary>
    /// <exception cref="ConfigurationException">The file cannot be read.</exception>
    public static AgentOptions Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), AsRead);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new ConfigurationException($"it holds a JSON {document.RootElement.ValueKind}; it must hold an object such as {{\"device\": \"d-1\"}}");
            Check(document.RootElement, AgentJson.Default.AgentOptions, "");
            return document.Deserialize(AgentJson.Default.AgentOptions)!;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw new ConfigurationException($"{path} cannot be read as a device's file: {e.Message}", e);
        }
        catch (ConfigurationException e)
        {
            throw new ConfigurationException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Each key is known, and its value of the kind that it must be.</summary>
    private static void Check(JsonElement value, JsonTypeInfo type, string within)
    {
        foreach (var given in value.EnumerateObject())
        {
            var key = within + given.Name;
            var property = Keys(type).FirstOrDefault(p => p.Name == given.Name)
                ?? throw new ConfigurationException($"{key} is no key; {(within.Length == 0 ? "there are" : $"in {within.TrimEnd('.')} there are")} "
                    + string.Join(", ", Keys(type).Select(p => p.Name)));
            var inner = AgentJson.Default.GetTypeInfo(property.PropertyType);
            if (inner?.Kind == JsonTypeInfoKind.Object && given.Value.ValueKind == JsonValueKind.Object)
                Check(given.Value, inner, key + ".");
            else if (!Reads(given.Value, property, inner))
                throw new ConfigurationException($"{key} is {given.Value.GetRawText()}; it must be {Kind(property.PropertyType)}");
        }
    }

    /// <summary>What may stand in an object of this type: what is only derived cannot be set.</summary>
    internal static IEnumerable<JsonPropertyInfo> Keys(JsonTypeInfo type) => type.Properties.Where(p => p.Set is not null);

    private static bool Reads(JsonElement value, JsonPropertyInfo property, JsonTypeInfo? type)
    {
        try
        {
            return value.ValueKind == JsonValueKind.Null ? property.IsSetNullable : type is not null && value.Deserialize(type) is not null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string Kind(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } word => "one of " + string.Join(", ", Enum.GetNames(word).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)),
        var kind when kind == typeof(string) => "a text",
        var kind when kind == typeof(bool) => "true or false",
        var kind when kind == typeof(int) => "a whole number",
        var kind when kind == typeof(double) => "a number",
        var kind when kind == typeof(IReadOnlyList<string>) => "a list of texts",
        _ => "an object",
    };
}

/// <summary>Source-generated JSON of a device's file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(WordConverter<SensorSource>), typeof(WordConverter<PipeFormat>)])]
[JsonSerializable(typeof(AgentOptions))]
internal sealed partial class AgentJson : JsonSerializerContext;
