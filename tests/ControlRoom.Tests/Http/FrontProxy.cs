using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Http;

/// <summary>A reverse proxy on this machine that takes https off and states what it took off.</summary>
internal sealed class FrontProxy : IAsyncDisposable
{
    private readonly HttpClient behind = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly WebApplication app;

    private FrontProxy(WebApplication app, string address, X509Certificate2 root) => (this.app, Address, Root) = (app, address, root);

    public string Address { get; }

    /// <summary>Vouches for its certificate.</summary>
    public X509Certificate2 Root { get; }

    /// <param name="to">The address behind it.</param>
    /// <param name="name">Its own name.</param>
    /// <param name="keepsHost">True: it passes Host on; false: it puts the address behind it there, as nginx does.</param>
    public static async Task<FrontProxy> StartAsync(string to, string name, bool keepsHost)
    {
        var (port, now) = (FreePort.Take(1)[0], TimeProvider.System.GetUtcNow());
        var root = Issue.Root("proxy", now, TimeSpan.FromDays(1), isForServers: true);
        using var key = DeviceKey.New();
        using var made = Issue.Server(root, [name], new(key), now, TimeSpan.FromDays(1));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(made.CopyWithPrivateKey(key))));
        var proxy = new FrontProxy(builder.Build(), $"https://{name}:{port}", root);
        proxy.app.Run(context => proxy.PassAsync(context, to, keepsHost));
        await proxy.app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        behind.Dispose();
        Root.Dispose();
    }

    private async Task PassAsync(HttpContext context, string to, bool keepsHost)
    {
        var request = context.Request;
        using var passed = new HttpRequestMessage(new(request.Method), to + request.Path + request.QueryString);
        if (request.ContentLength is not null)
            passed.Content = new StreamContent(request.Body);
        foreach (var (name, values) in request.Headers)
        {
            if (name is not ("Host" or "Connection") && !passed.Headers.TryAddWithoutValidation(name, values.ToArray()))
                passed.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }
        if (keepsHost)
            passed.Headers.Host = request.Host.Value;
        passed.Headers.Add("X-Forwarded-For", context.Connection.RemoteIpAddress!.ToString());
        passed.Headers.Add("X-Forwarded-Proto", "https");
        passed.Headers.Add("X-Forwarded-Host", request.Host.Value);
        using var answer = await behind.SendAsync(passed, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Transfer-Encoding"))
            context.Response.Headers[name] = values.ToArray();
        await answer.Content.CopyToAsync(context.Response.Body);
    }
}
