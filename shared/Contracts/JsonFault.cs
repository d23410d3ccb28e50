using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Solutions.Edge.Contracts;

/// <summary>What the JSON reader stumbled over, in the words of the wire: the field, its value and what would be right.</summary>
internal static class JsonFault
{
    private const int ShownCharacters = 80;

    /// <summary>Reads a message that is one object.</summary>
    /// <exception cref="RecordException">It does not read; the sentence names the field, its value and what would be right.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type, string what) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, type) ?? throw new RecordException($"the {what} is null; it must be a JSON object");
        }
        catch (JsonException e)
        {
            throw new RecordException(Of(e, utf8, type).Sentence, e);
        }
        catch (Exception e) when (RecordException.IsOfBytes(e))
        {
            throw new RecordException($"the {what} does not read: {e.Message}", e);
        }
    }

    /// <returns>The sentence, and what of it may be stated where the value is personal data; null = nothing.</returns>
    public static (string Sentence, string? WithoutValue) Of(JsonException e, ReadOnlySpan<byte> utf8, JsonTypeInfo type)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8.ToArray());
            var record = document.RootElement;
            if (record.ValueKind != JsonValueKind.Object)
                return Alike($"the record is a JSON {record.ValueKind}; it must be an object");
            if (type.Properties.FirstOrDefault(p => p.IsRequired && !record.TryGetProperty(p.Name, out _)) is { } missing)
                return Alike($"{missing.Name} is missing; it must be {Expected(missing)}");
            return Wrong(e.Path, record, type) is var (name, value, wrong)
                ? ($"{name} is {Shown(value)}; it must be {Expected(wrong)}", $"{name} is not shown; it must be {Expected(wrong)}") : (e.Message, null);
        }
        catch (Exception inner) when (IsOfText(inner))
        {
            // No JSON at all, or no text: the reader's own words name the character and the place.
            return (e.Message, null);
        }
    }

    /// <summary>True of what a document's text can do to its reader: bytes that are no UTF-8, or half of a surrogate pair, in a name or in a value that
    /// is looked at by itself, are no <see cref="JsonException"/>.</summary>
    public static bool IsOfText(Exception e) => e is JsonException or InvalidOperationException;

    private static (string, string) Alike(string holdsNoValue) => (holdsNoValue, holdsNoValue);

    /// <summary>The field at the end of a path such as <c>$.activity.gate.crowd</c>, or the one that holds it, as of <c>$.zones.gate</c> or
    /// <c>$.bands[3]</c>.</summary>
    private static (string Name, JsonElement Value, JsonPropertyInfo Property)? Wrong(string? path, JsonElement value, JsonTypeInfo type)
    {
        (string, JsonElement, JsonPropertyInfo)? found = null;
        var (name, within) = ("", type);
        foreach (var part in path?.TrimStart('$', '.').Split('.', '[') ?? [])
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(part, out value))
                break;
            name = name.Length == 0 ? part : $"{name}.{part}";
            var property = within.Properties.FirstOrDefault(p => p.Name == part);
            if (property is not null)
                found = (name, value, property);
            if ((property?.PropertyType ?? within.ElementType) is not { } next || !type.Options.TryGetTypeInfo(next, out var inner))
                break;
            within = inner;
        }
        return found;
    }

    internal static string Shown(JsonElement value) =>
        value.GetRawText() is var text && text.Length <= ShownCharacters ? text : text[..ShownCharacters] + "…";

    private static string Expected(JsonPropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var kind = Kind(type);
        var orNull = type != property.PropertyType || (!type.IsValueType && property.IsSetNullable);
        return orNull ? kind + " or null" : kind;
    }

    internal static string Kind(Type type) => type switch
    {
        _ when type == typeof(DateTimeOffset) => "like 2026-11-23T23:04:05.000Z",
        _ when type == typeof(SiteType) => "one of " + string.Join(", ", Enum.GetNames(type)),
        _ when type.IsEnum => "one of " + string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)),
        _ when type == typeof(DailyHours) => DailyHours.Form,
        _ when type == typeof(FireworksNight) => FireworksNight.Form,
        _ when type == typeof(double) => "a number",
        _ when type == typeof(string) => "a text",
        _ when type == typeof(bool) => "true or false",
        _ when type.IsValueType => "a whole number",
        _ when type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) => "a list",
        _ => "an object",
    };
}
