using System.Net;

namespace Solutions.Edge.ControlRoom.Http;

/// <summary>
/// Over plain http an installation serves this machine only, for passwords, tokens and cookies travel no further unsealed. A proxy that takes https off
/// is believed only if it is listed.
/// </summary>
internal static class PlainHttpCheck
{
    /// <summary>What asks them may be a machine that knows no https, and learns nothing but a word.</summary>
    private static readonly string[] Probes = ["/healthz", "/readyz"];

    public static void UsePlainHttpCheck(this IApplicationBuilder app) => app.Use((context, next) =>
        context.Request.IsHttps || IsOfThisMachine(context) || Probes.Contains(context.Request.Path.Value) ? next(context)
            : HttpFeature.RefuseAsync(context, StatusCodes.Status403Forbidden,
                "Over http only this machine is served, as localhost, for a password would travel unsealed; ask by https. A proxy that takes https off must be "
                    + "named in SOLUTIONS__PROXIES and send X-Forwarded-Proto: https."));

    private static bool IsOfThisMachine(HttpContext context) => HostCheck.IsLoopback(context.Request.Host.Host)
        && context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from);
}
