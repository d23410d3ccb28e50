using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

/// <summary>Lets through to an open InfluxDB only who shows the token, as 2.x and 3.x do by themselves.</summary>
internal sealed class TokenGate : IAsyncDisposable
{
    private readonly HttpClient http = new();
    private readonly WebApplication app;

    private TokenGate(string server, string token)
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
            using var request = new HttpRequestMessage(new(context.Request.Method), new Uri(server + context.Request.GetEncodedPathAndQuery()));
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            context.Response.StatusCode = (int)answer.StatusCode;
            await answer.Content.CopyToAsync(context.Response.Body);
        });
    }

    public string Url { get; }

    public static async Task<TokenGate> StartAsync(string server, string token)
    {
        var gate = new TokenGate(server, token);
        await gate.app.StartAsync();
        return gate;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }
}
