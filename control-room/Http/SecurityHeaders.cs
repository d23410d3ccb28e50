namespace Solutions.Edge.ControlRoom.Http;

/// <summary>What every answer states of itself, refusals and faults too.</summary>
internal static class SecurityHeaders
{
    /// <summary>Everything comes from here: no script, style or picture from elsewhere, and none written into a page.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // As it begins: an answer to a fault is made anew, without what stood in its headers.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            // To no other site; a form of our own must state its origin (OriginCheck).
            headers["Referrer-Policy"] = "same-origin";
            // Not of localhost: there the word would also hold for whatever else this machine serves by http.
            if (context.Request.IsHttps && !HostCheck.IsLoopback(context.Request.Host.Host))
                headers.StrictTransportSecurity = "max-age=31536000";
            return Task.CompletedTask;
        });
        return next(context);
    });
}
