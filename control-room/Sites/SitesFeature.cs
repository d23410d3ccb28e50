using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Sites;

/// <summary>A site as scripts see it.</summary>
internal sealed record SiteView(string Id, string Name, string Type, string TimeZone, IReadOnlyList<string> Devices);

internal static class SitesFeature
{
    public static void AddSites(this IServiceCollection services, IEnumerable<SiteEntry> sites) => services.AddSingleton(new SiteCatalog(sites));

    public static void MapSites(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/sites", (SiteCatalog sites) => sites.Sites.Select(s =>
            new SiteView(s.Id, s.Name, s.Type.ToString(), s.TimeZone, [.. s.Devices.Select(d => d.Id)]))).WithSummary("The sites and their devices.");
}
