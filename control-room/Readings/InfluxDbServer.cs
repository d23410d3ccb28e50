using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>
/// InfluxDB's <c>/write</c> (line protocol) and <c>/query</c> (InfluxQL), the dialect of 1.x that 2.x and 3.x serve as well.
/// What goes wrong comes as an <see cref="IOException"/> that states what to look at.
/// </summary>
internal sealed class InfluxDbServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly InfluxDbSettings settings;
    private readonly HttpClient http;

    /// <summary>Of a server of version 2 or 3; null = of version 1.</summary>
    private readonly InfluxDbV2? v2;

    public InfluxDbServer(InfluxDbSettings settings)
    {
        this.settings = settings;
        v2 = settings.Api == 1 ? null : new(settings, Patience);
        http = new() { BaseAddress = new(settings.Url.TrimEnd('/') + "/"), Timeout = Patience };
        if (settings.Token.Length > 0)
            http.DefaultRequestHeaders.Authorization = new("Token", settings.Token);
        else if (settings.User.Length > 0)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.User}:{settings.Password}")));
    }

    private string Database => Uri.EscapeDataString(settings.Database);

    /// <returns>Null, or why one or more of the lines were refused; the server may have stored the others.</returns>
    /// <exception cref="IOException">The server is away or refuses all.</exception>
    public async Task<string?> WriteAsync(string lines, CancellationToken cancellationToken)
    {
        if (v2 is not null)
            return await v2.WriteAsync(lines, cancellationToken);
        using var content = new StringContent(lines, Encoding.UTF8, "text/plain");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"write?db={Database}&precision=ns") { Content = content };
        using var response = await SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
            return null;
        var reason = await ReasonAsync(response, cancellationToken);
        return IsOfTheLines(response.StatusCode) ? reason : throw Refused(settings, response.StatusCode, reason);
    }

    /// <summary>The rows of a SELECT on one measurement, time in ns first.</summary>
    /// <returns>The rows, and whether the server broke off before their end.</returns>
    /// <exception cref="IOException">The server is away or refuses.</exception>
    public async Task<(IReadOnlyList<JsonElement> Rows, bool BrokenOff)> QueryAsync(string select, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"query?db={Database}&epoch=ns&q={Uri.EscapeDataString(select)}");
        var result = await ResultAsync(request, cancellationToken);
        return result.TryGetProperty("series", out var series)
            ? ([.. series[0].GetProperty("values").EnumerateArray()],
                result.TryGetProperty("partial", out _) || series[0].TryGetProperty("partial", out _))
            : ([], false);
    }

    /// <summary>Erases what a measurement has before an instant, in ns.</summary>
    /// <exception cref="IOException">The server is away or refuses.</exception>
    public async Task DeleteAsync(string measurement, DateTimeOffset before, CancellationToken cancellationToken)
    {
        if (v2 is not null)
        {
            await v2.DeleteAsync(measurement, before, cancellationToken);
            return;
        }
        var delete = FormattableString.Invariant($"DELETE FROM {measurement} WHERE time < {InfluxDbLines.FromMilliseconds(before.ToUnixTimeMilliseconds())}");
        using var content = new FormUrlEncodedContent([new("q", delete)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"query?db={Database}") { Content = content };
        await ResultAsync(request, cancellationToken);
    }

    public void Dispose()
    {
        v2?.Dispose();
        http.Dispose();
    }

    /// <summary>Whether an answer states that one or more of the lines are wrong, and nothing of the server.</summary>
    public static bool IsOfTheLines(HttpStatusCode status) => status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity;

    /// <summary>What a refusal means, with the settings to look at.</summary>
    public static IOException Refused(InfluxDbSettings settings, HttpStatusCode status, string reason) =>
        new($"InfluxDB at {settings.Url} refused: {reason}" + status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                $"; see {InfluxDbSettings.Keys}TOKEN, or USER and PASSWORD, and what they may do to the database '{settings.Database}'",
            HttpStatusCode.NotFound =>
                $"; make the database '{settings.Database}' on the server, or name another in {InfluxDbSettings.Keys}DATABASE"
                    + (settings.Api == 1 ? "" : " and BUCKET"),
            _ => "",
        });

    public static IOException Silent(InfluxDbSettings settings, Exception e) => new($"InfluxDB at {settings.Url} does not answer: {e.Message}", e);

    public static IOException Late(InfluxDbSettings settings, TimeSpan patience, Exception e) =>
        new($"InfluxDB at {settings.Url} did not answer within {patience.TotalSeconds:0} s", e);

    private async Task<JsonElement> ResultAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw Refused(settings, response.StatusCode, await ReasonAsync(response, cancellationToken));
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var result = (await JsonSerializer.DeserializeAsync<JsonElement>(body, cancellationToken: cancellationToken)).GetProperty("results")[0];
        if (!result.TryGetProperty("error", out var error))
            return result;
        var isAbsent = error.GetString()!.StartsWith("database not found", StringComparison.Ordinal);
        throw Refused(settings, isAbsent ? HttpStatusCode.NotFound : HttpStatusCode.BadRequest, error.GetString()!);
    }

    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text).GetProperty("error").GetString() ?? text;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"{(int)response.StatusCode} {response.ReasonPhrase}";
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw Silent(settings, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            // Its timeout looks like a cancellation, and nobody tries again what was cancelled.
            throw Late(settings, Patience, e);
        }
    }
}
