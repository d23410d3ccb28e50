using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

/// <summary>Lets through to an open InfluxDB 1 only what shows the token, as 2.x and 3.x do by themselves, and speaks the v2 API for it:
/// write and delete.</summary>
internal sealed class TokenGate : IAsyncDisposable
{
    private readonly HttpClient http = new();
    private readonly WebApplication app;

    private TokenGate(string server, string token, string org)
    {
        Url = $"http://127.0.0.1:{FreePort.Take(1)[0]}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Url);
        app = builder.Build();
        app.Run(async context =>
        {
            if (context.Request.Headers.Authorization != $"Token {token}")
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                await context.Response.WriteAsync("""{"code":"unauthorized","message":"unauthorized access"}""");
                return;
            }
            if (context.Request.Path.StartsWithSegments("/api/v2"))
            {
                await AnswerV2Async(context, server, org);
                return;
            }
            using var request = new HttpRequestMessage(new(context.Request.Method), new Uri(server + context.Request.GetEncodedPathAndQuery()));
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            context.Response.StatusCode = (int)answer.StatusCode;
            await answer.Content.CopyToAsync(context.Response.Body);
        });
    }

    public string Url { get; }

    /// <summary>What came by the v2 API.</summary>
    public ConcurrentQueue<string> AskedByV2 { get; } = [];

    public static async Task<TokenGate> StartAsync(string server, string token, string org)
    {
        var gate = new TokenGate(server, token, org);
        await gate.app.StartAsync();
        return gate;
    }

    private async Task AnswerV2Async(HttpContext context, string server, string org)
    {
        var (query, database) = (context.Request.Query, Uri.EscapeDataString(context.Request.Query["bucket"].ToString()));
        if (query["org"] != org)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsJsonAsync(new { code = "not found", message = $"organization name \"{query["org"]}\" not found" });
            return;
        }
        var isWrite = context.Request.Path == "/api/v2/write";
        AskedByV2.Enqueue(isWrite ? $"{context.Request.Path} {context.Request.Headers.ContentEncoding} {query["precision"]}" : context.Request.Path.ToString());
        using var content = isWrite ? new StreamContent(new GZipStream(context.Request.Body, CompressionMode.Decompress)) : await DeleteAsync(context);
        using var answer = await http.PostAsync(
            new Uri(isWrite ? $"{server}/write?db={database}&precision={query["precision"]}" : $"{server}/query?db={database}"), content);
        context.Response.StatusCode = answer.StatusCode == HttpStatusCode.OK ? StatusCodes.Status204NoContent : (int)answer.StatusCode;
        if (!answer.IsSuccessStatusCode)
            await context.Response.WriteAsJsonAsync(
                new { code = "invalid", message = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString() });
    }

    private static async Task<HttpContent> DeleteAsync(HttpContext context)
    {
        var asked = await context.Request.ReadFromJsonAsync<JsonElement>();
        var measurement = asked.GetProperty("predicate").GetString()!.Replace("_measurement=", "", StringComparison.Ordinal);
        return new FormUrlEncodedContent([new("q",
            $"DELETE FROM {measurement} WHERE time >= '{asked.GetProperty("start").GetString()}' AND time < '{asked.GetProperty("stop").GetString()}'")]);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }
}
