using System.Text;
using Microsoft.AspNetCore.ResponseCompression;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Cases.Nights;

namespace Solutions.Edge.ControlRoom.Shell;

internal static class ShellFeature
{
    /// <summary>The authority that the control room made for its pages, for people that are to trust it.</summary>
    public const string CertificateAddress = "/certificate.pem", CertificateFile = "solutions-edge.crt";

    public static void AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddAntiforgery(o => o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        // What is made for each request; files are compressed as they are built. A page holds no secret that its length could show.
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, NightSeconds.ContentType];
        });
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

    /// <remarks>By this type, and a name that ends in .crt, a telephone takes it for what it is.</remarks>
    private static IResult ShowCertificate(IServiceProvider services) => services.GetService<ServerCertificate>()?.Root is { } root
        ? Results.File(Encoding.ASCII.GetBytes(root.ExportCertificatePem() + "\n"), "application/x-x509-ca-cert", CertificateFile)
        : Results.Problem("The control room shows no certificate of its own making.", statusCode: StatusCodes.Status404NotFound);
}
