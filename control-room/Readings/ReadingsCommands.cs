using System.CommandLine;
using System.Net;
using System.Text.Json;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary><c>export</c> and <c>import</c>: they ask the running control room, which alone opens the store.</summary>
internal static class ReadingsCommands
{
    private static readonly Option<string> Url = new("--url")
    {
        Description = "The control room.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SOLUTIONS__URLS")?.Split(';')[0] ?? "http://127.0.0.1:8080",
    };

    public static Command Export()
    {
        var from = new Option<string>("--from") { Description = "The first instant, such as 2026-11-23T23:00:00Z.", DefaultValueFactory = _ => "1970-01-01T00:00:00Z" };
        var to = new Option<string>("--to") { Description = "The instant before which records are told.", DefaultValueFactory = _ => "2200-01-01T00:00:00Z" };
        var file = new Argument<string>("FILE") { Description = "Where to write it." };
        var export = new Command("export", "Writes every stored reading to a file, one record a line (NDJSON), to be imported into another store.") { file, from, to, Url };
        export.SetAction((given, stopping) => AskAsync(async http =>
        {
            var address = $"api/v1/readings/export?from={Uri.EscapeDataString(given.GetValue(from)!)}&to={Uri.EscapeDataString(given.GetValue(to)!)}";
            using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stopping);
            await ThrowIfRefusedAsync(answer, stopping);
            // Whole or not at all: what breaks off is never taken for an export.
            var part = given.GetValue(file) + ".part";
            await using (var written = File.Create(part))
                await answer.Content.CopyToAsync(written, stopping);
            File.Move(part, given.GetValue(file)!, overwrite: true);
            return $"{new FileInfo(given.GetValue(file)!).Length} bytes are in {given.GetValue(file)}.";
        }, given.GetValue(Url)!));
        return export;
    }

    public static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "What export wrote." };
        var import = new Command("import", "Stores the readings of an exported file. One that is there already is not doubled.") { file, Url };
        import.SetAction((given, stopping) => AskAsync(async http =>
        {
            using var content = new StreamContent(File.OpenRead(given.GetValue(file)!));
            content.Headers.ContentType = new("application/x-ndjson");
            using var answer = await http.PostAsync("api/v1/readings/import", content, stopping);
            await ThrowIfRefusedAsync(answer, stopping);
            return $"{(await answer.Content.ReadFromJsonAsync<JsonElement>(stopping)).GetProperty("lines")} readings are in the store.";
        }, given.GetValue(Url)!));
        return import;
    }

    private static async Task<int> AskAsync(Func<HttpClient, Task<string>> ask, string url)
    {
        try
        {
            using var http = new HttpClient { BaseAddress = new(url.TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan };
            await Console.Out.WriteLineAsync(await ask(http));
            return 0;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or UriFormatException)
        {
            await Console.Error.WriteLineAsync(e is HttpRequestException { StatusCode: null } ? $"The control room at {url} does not answer, or broke off: {e.Message}" : e.Message);
            return 2;
        }
    }

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage answer, CancellationToken stopping)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var reason = answer.StatusCode == HttpStatusCode.BadRequest ? (await answer.Content.ReadFromJsonAsync<JsonElement>(stopping)).GetProperty("detail").GetString() : answer.ReasonPhrase;
        throw new HttpRequestException(reason, null, answer.StatusCode);
    }
}
