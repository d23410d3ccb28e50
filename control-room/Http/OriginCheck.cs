namespace Solutions.Edge.ControlRoom.Http;

/// <summary>
/// What changes something, and a connection that stays open, is taken from this control room's own pages and from programs, not from another
/// site's page. A browser states which it is by Origin or Sec-Fetch-Site; a program states neither.
/// </summary>
internal static class OriginCheck
{
    public static void UseOriginCheck(this IApplicationBuilder app) =>
        app.Use((context, next) => IsHarmless(context.Request) || IsOwn(context.Request) ? next(context)
        : HttpFeature.RefuseAsync(context, StatusCodes.Status403Forbidden,
            "The request comes from a page of another site (Origin or Sec-Fetch-Site); only this control room's own pages and programs may send it."));

    private static bool IsHarmless(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            && request.Headers.Upgrade.Count == 0;

    private static bool IsOwn(HttpRequest request) => request.Headers.Origin.Count > 0 ? IsSame(request.Headers.Origin.ToString(), request)
        : request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";

    private static bool IsSame(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Scheme is "http" or "https"
        && Uri.TryCreate($"{from.Scheme}://{request.Headers.Host}", UriKind.Absolute, out var here) && from.Authority == here.Authority;
}
