using System.CommandLine;
using System.Text.Json;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Sites;

/// <summary><c>sites export</c> and <c>sites import</c>: the whole catalogue as one file.</summary>
internal static class SitesCommand
{
    public static Command Sites() => new("sites", "The sites and their devices.") { Export(), Import() };

    private static Command Export()
    {
        var file = new Argument<string>("FILE") { Description = "Where to write it." };
        var export = new Command("export", "Writes the sites and their devices to a file (JSON).") { file, RoomClient.Url };
        export.SetAction((given, stopping) => RoomClient.AskAsync(async http =>
        {
            using var answer = await http.GetAsync("api/v1/sites/export", stopping);
            await RoomClient.ThrowIfRefusedAsync(answer, stopping);
            await File.WriteAllBytesAsync(given.GetValue(file)!, await answer.Content.ReadAsByteArrayAsync(stopping), stopping);
            return $"The sites are in {given.GetValue(file)}.";
        }, given.GetValue(RoomClient.Url)!));
        return export;
    }

    private static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "What export wrote, or a file of the same form." };
        var import = new Command("import", "Makes the sites and devices what a file says, at once; a site that it does not name is closed.")
        {
            file, RoomClient.Url,
        };
        import.SetAction((given, stopping) => RoomClient.AskAsync(async http =>
        {
            using var content = new ByteArrayContent(await File.ReadAllBytesAsync(given.GetValue(file)!, stopping));
            content.Headers.ContentType = new("application/json");
            using var answer = await http.PostAsync("api/v1/sites/import", content, stopping);
            await RoomClient.ThrowIfRefusedAsync(answer, stopping);
            var made = await answer.Content.ReadFromJsonAsync<JsonElement>(stopping);
            var done = $"{made.GetProperty("sites")} sites with {made.GetProperty("devices")} devices are in force, version {made.GetProperty("version")}.";
            return made.GetProperty("remark").GetString() is { } remark ? $"{done} Of the file was {remark}." : done;
        }, given.GetValue(RoomClient.Url)!));
        return import;
    }
}
