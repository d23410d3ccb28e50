using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Solutions.Edge.Contracts;

/// <summary>Keys of a device's hardware, which sites files had before devices had files of their own. They are passed over, passwords among them.</summary>
internal static class HardwareKeys
{
    private static readonly JsonDocumentOptions AsRead = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    private static readonly (string Sensor, string[] Keys)[] Moved =
    [
        ("sound", ["source", "path", "sensitivityDbfs", "selfNoiseDba"]),
        ("camera", ["source", "path", "address", "command", "format", "framesPerSecond"]),
        ("gate", ["source", "path"]),
    ];

    /// <returns>The file without them, and a sentence about them; null = it had none.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static (ReadOnlyMemory<byte> Json, string? Remark) PassOver(ReadOnlyMemory<byte> json)
    {
        var file = JsonNode.Parse(json.Span, documentOptions: AsRead);
        var passed = new List<string>();
        foreach (var device in Elements(Elements([file], "sites"), "devices").OfType<JsonObject>())
        {
            Remove(device, "", ["scene"]);
            foreach (var (sensor, keys) in Moved)
            {
                if (device[sensor] is JsonObject fitted)
                    Remove(fitted, sensor + ".", keys);
            }
        }
        return passed.Count == 0 ? (json, null) : (Encoding.UTF8.GetBytes(file!.ToJsonString()), $"passed over: {string.Join(", ", passed.Distinct())}; "
            + "what a device knows of its hardware stands in its own file, /etc/solutions-agent/agent.json");

        void Remove(JsonObject from, string within, string[] keys) => passed.AddRange(keys.Where(from.Remove).Select(k => within + k));
    }

    private static IEnumerable<JsonNode?> Elements(IEnumerable<JsonNode?> from, string list) =>
        from.OfType<JsonObject>().SelectMany(o => o[list] as JsonArray ?? []);
}
