using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Shell;

internal static class ShellFeature
{
    /// <summary>The certificate that the control room made for itself, for people that are to trust it.</summary>
    public const string CertificateAddress = "/certificate.pem";

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
        app.MapGet(CertificateAddress, ShowCertificate).ForAnyone().ExcludeFromDescription();
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

    private static IResult ShowCertificate(ControlRoomOptions options, TimeProvider time)
    {
        if (!options.HasHttps || options.Certificate.Length > 0)
            return Results.Problem("The control room shows no certificate of its own making.", statusCode: StatusCodes.Status404NotFound);
        using var own = ServerCertificate.Load(options, time);
        return Results.Text(own.ExportCertificatePem() + "\n", "application/x-pem-file");
    }
}
