using System.Net;

namespace Solutions.Edge.ControlRoom.Http;

/// <summary>
/// Answers to loopback and to the names that it was given, and to no other: a page of another site that has its own name lead here
/// (DNS rebinding) would read what is only for this machine.
/// </summary>
internal static class HostCheck
{
    public static void UseHostCheck(this IApplicationBuilder app, Func<IEnumerable<string>> hosts) =>
        app.Use((context, next) => IsOurs(context.Request.Headers.Host.ToString(), hosts) ? next(context)
            : HttpFeature.RefuseAsync(context, StatusCodes.Status400BadRequest,
                "Host is not a name of this control room; it must be localhost, 127.0.0.1, [::1] or one of SOLUTIONS__HOSTS, with or without a port."));

    public static bool IsLoopback(string name) => name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name is "127.0.0.1" or "[::1]";

    private static bool IsOurs(string header, Func<IEnumerable<string>> hosts)
    {
        var (name, port) = Split(header);
        // No numeric spellings such as 127.1 or 0x7f000001: a browser writes an address out.
        return port is null or (> 0 and <= IPEndPoint.MaxPort)
            && (IsLoopback(name) || hosts().Contains(name, StringComparer.OrdinalIgnoreCase));
    }

    /// <returns>The port -1 for what is none.</returns>
    private static (string Name, int? Port) Split(string header)
    {
        var colon = header.LastIndexOf(':');
        if (colon < 0 || colon < header.LastIndexOf(']'))
            return (header, null);
        return (header[..colon], int.TryParse(header.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out var port) ? port : -1);
    }
}
