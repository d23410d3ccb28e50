using System.CommandLine;
using System.Text.Json;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary><c>export</c> and <c>import</c>: they ask the running control room, which alone opens the store.</summary>
internal static class ReadingsCommands
{
    public static Command Export()
    {
        var from = new Option<string>("--from")
        {
            Description = "The first instant, such as 2026-11-23T23:00:00Z.",
            DefaultValueFactory = _ => "1970-01-01T00:00:00Z",
        };
        var to = new Option<string>("--to") { Description = "The instant before which records are told.", DefaultValueFactory = _ => "2200-01-01T00:00:00Z" };
        var file = new Argument<string>("FILE") { Description = "Where to write it." };
        var export = new Command("export", "Writes every stored reading to a file, one record a line (NDJSON), to be imported into another store.")
        {
            file, from, to, RoomClient.Url,
        };
        export.SetAction((given, stopping) => RoomClient.AskAsync(async http =>
        {
            var address = $"api/v1/readings/export?from={Uri.EscapeDataString(given.GetValue(from)!)}&to={Uri.EscapeDataString(given.GetValue(to)!)}";
            using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stopping);
            await RoomClient.ThrowIfRefusedAsync(answer, stopping);
            // Whole or not at all: what breaks off is never taken for an export.
            var part = given.GetValue(file) + ".part";
            await using (var written = File.Create(part))
                await answer.Content.CopyToAsync(written, stopping);
            File.Move(part, given.GetValue(file)!, overwrite: true);
            return $"{new FileInfo(given.GetValue(file)!).Length} bytes are in {given.GetValue(file)}.";
        }, given.GetValue(RoomClient.Url)!));
        return export;
    }

    public static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "What export wrote." };
        var import = new Command("import", "Stores the readings of an exported file. One that is there already is not doubled.") { file, RoomClient.Url };
        import.SetAction((given, stopping) => RoomClient.AskAsync(async http =>
        {
            using var content = new StreamContent(File.OpenRead(given.GetValue(file)!));
            content.Headers.ContentType = new("application/x-ndjson");
            using var answer = await http.PostAsync("api/v1/readings/import", content, stopping);
            await RoomClient.ThrowIfRefusedAsync(answer, stopping);
            return $"{(await answer.Content.ReadFromJsonAsync<JsonElement>(stopping)).GetProperty("lines")} readings are in the store.";
        }, given.GetValue(RoomClient.Url)!));
        return import;
    }
}
