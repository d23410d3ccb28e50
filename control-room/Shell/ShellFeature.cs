using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Shell;

internal static class ShellFeature
{
    public static void AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        // What is made for each request; files are compressed as they are built. A page holds no secret that its length could show.
        services.AddResponseCompression(o => o.EnableForHttps = true);
    }

    public static void MapShell(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseAntiforgery();
        app.MapStaticAssets().ForAnyone();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null).Add(endpoint =>
        {
            // A page names its own right; what the framework adds carries a page's circuit, or its script.
            var address = (endpoint as RouteEndpointBuilder)?.RoutePattern.RawText?.TrimStart('/') ?? "";
            if (address.StartsWith("_blazor", StringComparison.Ordinal))
                endpoint.Metadata.Add(new NeedsAttribute(Right.OwnAccount));
            else if (address.StartsWith("_framework", StringComparison.Ordinal))
                endpoint.Metadata.Add(new ForAnyoneAttribute());
        });
    }
}
