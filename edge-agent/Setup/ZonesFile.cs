using System.Text.Json;
using OpenCvSharp;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup;

/// <summary>Zones in a file of their own: the list that a camera has in a sites file, by itself or as {"zones": […]}.</summary>
internal static class ZonesFile
{
    private static readonly IReadOnlyList<string> Kinds = [.. Enum.GetNames<ZoneKind>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    /// <param name="path">The file.</param>
    /// <param name="picture">The size of the pictures that the zones are drawn on.</param>
    /// <exception cref="SetupException">The file is missing, is no such JSON, or has a zone that cannot be.</exception>
    public static IReadOnlyList<ZoneEntry> Load(string path, Size picture)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var root = document.RootElement;
            var list = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("zones", out var within) ? within : root;
            if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
                throw Wrong("holds no zones; it must be a list such as [{\"id\": \"road\", \"kind\": \"road\", \"polygon\": [[0, 0.6], [1, 0.6], [1, 1]]}]");
            foreach (var zone in list.EnumerateArray())
                if (zone.ValueKind == JsonValueKind.Object && zone.TryGetProperty("kind", out var kind)
                    && !Kinds.Contains(kind.ToString(), StringComparer.OrdinalIgnoreCase))
                    throw Wrong($"has a zone whose kind is {kind.GetRawText()}; it must be one of {string.Join(", ", Kinds)}");
            var zones = list.Deserialize(SitesJson.Default.IReadOnlyListZoneEntry)!;
            var camera = new CameraEntry { Width = picture.Width, Height = picture.Height, Zones = zones };
            return camera.FindFault() is { } fault ? throw Wrong($"does not fit a film of {picture.Width} x {picture.Height}: {fault}") : zones;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or JsonException or InvalidOperationException)
        {
            throw Wrong($"cannot be read as zones: {e.Message}");
        }

        SetupException Wrong(string what) => new($"--zones is '{path}', which {what}");
    }
}
