using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Solutions.Edge.Contracts;

/// <summary>What is wrong in a document of objects within lists, such as a sites file: where, the value, and what would be right.</summary>
internal static class SitesFault
{
    private static readonly JsonDocumentOptions AsRead = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>What the reader stumbled over.</summary>
    public static string Of(Exception e, ReadOnlyMemory<byte> utf8, JsonTypeInfo type)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, AsRead);
            return At((e as JsonException)?.Path ?? "", document.RootElement, type) ?? e.Message;
        }
        catch (Exception inner) when (JsonFault.IsOfText(inner))
        {
            // No JSON at all, or no text: the reader's own words name the character and the place.
            return e.Message;
        }
    }

    /// <summary>A list with null in it, as a sentence: the reader takes it for an object. Null = there is none.</summary>
    public static string? FindNull(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8, AsRead);
        return Find(document.RootElement, "") is { } list ? $"{list} holds null; every one of a list must be given" : null;

        static string? Find(JsonElement value, string name) => value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().Index()
                .Select(i => i.Item.ValueKind == JsonValueKind.Null ? name : Find(i.Item, $"{name}[{i.Index}]")).FirstOrDefault(f => f is not null),
            JsonValueKind.Object => value.EnumerateObject().Select(p => Find(p.Value, name.Length == 0 ? p.Name : $"{name}.{p.Name}"))
                .FirstOrDefault(f => f is not null),
            _ => null,
        };
    }

    /// <param name="path">Such as <c>$.sites[0].devices[1].camera.zones[0].kind</c>.</param>
    /// <param name="value">The whole document.</param>
    /// <param name="within">What it is.</param>
    private static string? At(string path, JsonElement value, JsonTypeInfo within)
    {
        var name = "";
        foreach (var part in path.TrimStart('$').Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            Type? next;
            if (part.StartsWith('['))
            {
                if (value.ValueKind != JsonValueKind.Array || !int.TryParse(part.Trim('[', ']'), out var index) || index >= value.GetArrayLength())
                    return null;
                (name, value, next) = (name + part, value[index], within.ElementType);
            }
            else
            {
                if (within.Kind != JsonTypeInfoKind.Object || value.ValueKind != JsonValueKind.Object)
                    break;
                if (within.Properties.FirstOrDefault(p => p.Name == part) is not { } property)
                    return $"{Place(name)} holds '{part}', which is not known; it may hold {string.Join(", ", within.Properties.Select(p => p.Name))}";
                if (!value.TryGetProperty(part, out value))
                    return null;
                (name, next) = (name.Length == 0 ? part : $"{name}.{part}", property.PropertyType);
            }
            if (next is null || !within.Options.TryGetTypeInfo(Nullable.GetUnderlyingType(next) ?? next, out var inner))
                return null;
            within = inner;
        }
        if (value.ValueKind == JsonValueKind.Object && within.Kind == JsonTypeInfoKind.Object)
            return within.Properties.FirstOrDefault(p => p.IsRequired && !value.TryGetProperty(p.Name, out _)) is { } missing
                ? $"{Place(name)} has no {missing.Name}; it must be {JsonFault.Kind(missing.PropertyType)}" : null;
        return $"{Place(name)} is {JsonFault.Shown(value)}; it must be {JsonFault.Kind(within.Type)}";
    }

    private static string Place(string name) => name.Length == 0 ? "the document" : name;
}
