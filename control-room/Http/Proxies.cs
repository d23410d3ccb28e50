using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Solutions.Edge.ControlRoom.Http;

/// <summary>Programs in front of the control room whose word on a request's scheme, host and client is taken; nobody else's is.</summary>
internal static class Proxies
{
    /// <summary>Why the setting cannot be used; null = it can.</summary>
    public static string? FindFault(string setting) => Split(setting).FirstOrDefault(p => !IPAddress.TryParse(p, out _)) is { } wrong
        ? $"SOLUTIONS__PROXIES holds '{wrong}'; it must be addresses separated by semicolons, such as 127.0.0.1;10.0.0.2." : null;

    public static void UseProxies(this IApplicationBuilder app, string setting)
    {
        if (Split(setting).Select(IPAddress.Parse).ToList() is not { Count: > 0 } proxies)
            return;
        var options = new ForwardedHeadersOptions
        {
            // From the nearest to the first that is not listed.
            ForwardLimit = null,
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
        };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        proxies.ForEach(options.KnownProxies.Add);
        app.UseForwardedHeaders(options);
    }

    private static string[] Split(string setting) => setting.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
