using System.Globalization;
using System.Text.Json.Nodes;
using Solutions.Edge.Tests.Support;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Solutions.Edge.Contracts.Tests;

/// <summary><c>shared/Contracts/asyncapi.yaml</c> as JSON, references followed.</summary>
internal static class Document
{
    public static JsonObject Root { get; } = Load();

    public static IEnumerable<string> Channels => Root["channels"]!.AsObject().Select(c => c.Key);

    public static string AddressOf(string channel) => (string)Root["channels"]![channel]!["address"]!;

    /// <summary>The payloads of a message's examples.</summary>
    public static IEnumerable<JsonNode> Examples(string message) =>
        Root["components"]!["messages"]![message]!["examples"]!.AsArray().Select(e => e!["payload"]!);

    /// <summary>A schema's properties by name, those of what it builds on first.</summary>
    public static Dictionary<string, JsonObject> Properties(string schema)
    {
        var own = Schema(schema);
        var inherited = (own["allOf"]?.AsArray() ?? []).SelectMany(s => Resolve(s!)["properties"]!.AsObject());
        return inherited.Concat(own["properties"]!.AsObject()).ToDictionary(p => p.Key, p => Resolve(p.Value!));
    }

    public static HashSet<string> Required(string schema)
    {
        var own = Schema(schema);
        var inherited = (own["allOf"]?.AsArray() ?? []).SelectMany(s => Resolve(s!)["required"]!.AsArray());
        return [.. inherited.Concat(own["required"]?.AsArray() ?? []).Select(r => (string)r!)];
    }

    /// <summary>The JSON types a property may have.</summary>
    public static HashSet<string> Types(JsonObject property) =>
        [.. property["type"] is JsonArray many ? many.Select(t => (string)t!) : [(string)property["type"]!]];

    private static JsonObject Schema(string name) => Root["components"]!["schemas"]![name]!.AsObject();

    private static JsonObject Resolve(JsonNode node)
    {
        if (node["$ref"] is not { } reference)
            return node.AsObject();
        return ((string)reference!)[2..].Split('/').Aggregate((JsonNode)Root, (at, part) => at[part]!).AsObject();
    }

    private static JsonObject Load()
    {
        using var text = File.OpenText(Path.Combine(Tree.Root, "shared", "Contracts", "asyncapi.yaml"));
        var yaml = new YamlStream();
        yaml.Load(text);
        return Json(yaml.Documents[0].RootNode)!.AsObject();
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Select(p => KeyValuePair.Create(((YamlScalarNode)p.Key).Value!, Json(p.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value!),
        _ => ((YamlScalarNode)node).Value,
    };

    private static JsonNode? Plain(string text) => text switch
    {
        "null" => null,
        "true" => true,
        "false" => false,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => text,
    };
}
