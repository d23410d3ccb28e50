namespace Solutions.Edge.Tests.Support;

/// <summary>A device's own file.</summary>
public static class AgentFileWriter
{
    /// <summary>Scene sensors of the kinds named, playing a generated scene.</summary>
    public static string OfScene(string scene, int seed, params string[] sensors) =>
        string.Join(", ", sensors.Select(s => $$"""{{Quoted(s)}}: {"source": "scene"}""").Prepend($$"""
        "scene": {"name": {{Quoted(scene)}}, "seed": {{seed}}}
        """.Trim()));

    /// <summary>A gate that plays a script.</summary>
    public static string OfGate(string script) => $$"""
        "gate": {"source": "file", "path": {{Quoted(script)}}}
        """.Trim();

    /// <summary>Writes it into <paramref name="folder"/> and says where.</summary>
    /// <param name="folder">Made if it is not there.</param>
    /// <param name="device">Its id.</param>
    /// <param name="hardware">The file's further keys, as JSON.</param>
    public static string Write(string folder, string device, params string[] hardware)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, device + ".agent.json");
        File.WriteAllText(path, $$"""{ {{string.Join(", ", hardware.Prepend($"\"device\": {Quoted(device)}"))}} }""");
        return path;
    }

    private static string Quoted(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";
}
