using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Sites.Pages;

namespace Solutions.Edge.ControlRoom.Sites;

/// <summary>A site as scripts see it.</summary>
internal sealed record SiteView(string Id, string Name, string Type, string TimeZone, IReadOnlyList<string> Devices);

/// <summary>What a change of the catalogue made.</summary>
/// <param name="Version">The catalogue's.</param>
/// <param name="Sites">How many there are.</param>
/// <param name="Devices">How many there are.</param>
/// <param name="Remark">What was passed over; null = nothing.</param>
internal sealed record CatalogueView(long Version, int Sites, int Devices, string? Remark);

internal static class SitesFeature
{
    /// <summary>A town's sites in one file; 1,000 sites of ten devices with their zones are 5 MB.</summary>
    private const long LargestFile = 32 * 1024 * 1024;

    /// <param name="services">Where it is put.</param>
    /// <param name="recordings">Whether sites that only play recordings are among them.</param>
    public static void AddSites(this IServiceCollection services, bool recordings)
    {
        services.AddSingleton<IModelPart, SitesModel>();
        services.AddSingleton(_ => new SiteCatalog([]));
        services.AddSingleton<ChangeSite>();
        services.AddSingleton(s => new SiteStore(s.GetRequiredService<IDbContextFactory<ControlRoomDb>>(), s.GetRequiredService<SiteCatalog>(), recordings,
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<SiteStore>>()));
    }

    public static void MapSites(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/sites", (SiteCatalog sites, Caller caller) => sites.Sites.Select(s =>
            new SiteView(s.Id, caller.NameOf(s), s.Type.ToString(), s.TimeZone, [.. s.Devices.Select(d => d.Id)])))
            .WithSummary("The sites and their devices.").Needs(Right.SeeSites);
        routes.MapGet("/api/v1/sites/export", async (SiteStore store, CancellationToken cancellationToken) =>
            Results.Bytes((await store.ExportAsync(cancellationToken)).Write(), "application/json"))
            .WithSummary("The whole catalogue as a file that can be imported.").Needs(Right.ChangeSites).Needs(Right.SeeHomes).Audited()
            .Produces<SitesFile>();
        routes.MapPost("/api/v1/sites/import", ImportAsync).Needs(Right.ChangeSites).Needs(Right.SeeHomes)
            .WithSummary("Makes the catalogue what a file says, all of it or nothing; a site that it does not name is closed.")
            .WithDescription("A file that states a version is taken only while the catalogue is of that version: 409 otherwise.")
            .Accepts<SitesFile>("application/json").Produces<CatalogueView>().ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict).WithMetadata(new RequestSizeLimitAttribute(LargestFile));
        routes.MapGet("/api/v1/sites/{id}", ShowAsync)
            .WithSummary("A site with its hours, devices and zones.").Needs(Right.SeeSites).Produces<SiteEntry>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPut("/api/v1/sites/{id}", PutAsync).Needs(Right.ChangeSites)
            .WithSummary("Makes one site what the body says, or adds it; the others stay as they are.")
            .Accepts<SiteEntry>("application/json").Produces<SiteEntry>().ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static Task<IResult> ImportAsync(HttpRequest request, SiteStore store, CancellationToken cancellationToken) => ChangeAsync(request, async json =>
    {
        var file = SitesFile.Read(json, "the file");
        var version = await store.ImportAsync(file, cancellationToken);
        return TypedResults.Ok(new CatalogueView(version, file.Sites.Count, file.Sites.Sum(s => s.Devices.Count), file.Remark));
    }, cancellationToken);

    private static async Task<IResult> ShowAsync(string id, SiteStore store, Caller caller, CancellationToken cancellationToken) =>
        (await store.ExportAsync(cancellationToken)).Sites.FirstOrDefault(s => s.Id == id) is not { } site
            ? Results.Problem($"There is no site '{id}'.", statusCode: StatusCodes.Status404NotFound)
            : caller.Sees(site) ? TypedResults.Json(site, SitesJson.Default.SiteEntry) : NotSeen(id);

    private static IResult NotSeen(string id) => Results.Problem($"Site '{id}' is a home; the roles that are signed in with do not see homes.",
        statusCode: StatusCodes.Status403Forbidden);

    private static Task<IResult> PutAsync(string id, HttpRequest request, SiteStore store, SiteCatalog sites, Caller caller,
        CancellationToken cancellationToken) =>
        ChangeAsync(request, async json =>
        {
            var site = SitesFile.ReadSite(json, "the site");
            if (site.Id != id)
                throw new SitesFileException($"id is '{site.Id}'; it must be '{id}', as in the address");
            if (!caller.Sees(site) || (sites.Find(id) is { } present && !caller.Sees(present)))
                return NotSeen(id);
            await store.PutAsync(site, cancellationToken);
            return await ShowAsync(id, store, caller, cancellationToken);
        }, cancellationToken);

    private static async Task<IResult> ChangeAsync(HttpRequest request, Func<ReadOnlyMemory<byte>, Task<IResult>> change, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        try
        {
            await request.Body.CopyToAsync(body, cancellationToken);
            return await change(body.ToArray());
        }
        catch (SitesFileException e)
        {
            return Results.Problem(e.Message, statusCode: StatusCodes.Status400BadRequest);
        }
        catch (BadHttpRequestException e)
        {
            return Results.Problem($"The body does not read: {e.Message}", statusCode: e.StatusCode);
        }
        catch (StaleSitesException e)
        {
            return Results.Problem(e.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }
}
