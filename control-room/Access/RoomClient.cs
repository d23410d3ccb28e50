using System.CommandLine;
using System.Text.Json;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary>What a command asks of the running control room, which alone opens its stores.</summary>
internal static class RoomClient
{
    public static readonly Option<string> Url = new("--url")
    {
        Description = "The control room.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SOLUTIONS__URLS")?.Split(';')[0] ?? "http://127.0.0.1:8080",
    };

    /// <summary>Where the control room of this machine keeps its data.</summary>
    private static string DataFolder => Environment.GetEnvironmentVariable("SOLUTIONS__DATA") ?? CommandKey.DefaultDataFolder;

    /// <summary>A token given by the environment, for a control room elsewhere; without one what that of this machine left for its commands.</summary>
    private static string? Token => Environment.GetEnvironmentVariable("SOLUTIONS__TOKEN") ?? CommandKey.Read(DataFolder);

    /// <summary>Asks and prints what came of it.</summary>
    /// <returns>0; 2 if the control room does not answer or refuses.</returns>
    public static async Task<int> AskAsync(Func<HttpClient, Task<string>> ask, string url)
    {
        try
        {
            using var http = new HttpClient { BaseAddress = new(url.TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan };
            if (Token is { } token)
                http.DefaultRequestHeaders.Authorization = new("Bearer", token);
            await Console.Out.WriteLineAsync(await ask(http));
            return 0;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or UriFormatException)
        {
            await Console.Error.WriteLineAsync(
                e is HttpRequestException { StatusCode: null } ? $"The control room at {url} does not answer, or broke off: {e.Message}" : e.Message);
            return 2;
        }
    }

    /// <exception cref="HttpRequestException">It was refused; the message is the control room's sentence.</exception>
    public static async Task ThrowIfRefusedAsync(HttpResponseMessage answer, CancellationToken stopping)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var problem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? await answer.Content.ReadFromJsonAsync<JsonElement>(stopping) : default;
        var reason = problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty("detail", out var detail) ? detail.GetString() : answer.ReasonPhrase;
        throw new HttpRequestException(reason, null, answer.StatusCode);
    }
}
