using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Cases.Nights;

/// <summary>
/// <c>GET /nights/{device}/{date}/seconds</c>: every second of a night for the page, as <see cref="NightSeconds"/> writes it. What is not there
/// and what is not seen are answered alike, with 404.
/// </summary>
internal static class ReadNight
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/nights/{device}/{date}/seconds", HandleAsync).Needs(Right.SeeReadings)
        .AddEndpointFilter<StoreIsAway>().ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(
        string device, string date, HttpResponse response, IReadingStore store, SiteCatalog sites, Caller caller, CancellationToken cancellationToken)
    {
        if (NightPlace.Find(sites, caller, device, date) is not { } place)
            return Results.Problem("There is no such night of a microphone that you see.", statusCode: StatusCodes.Status404NotFound);
        var readings = await store.NoiseAsync(place.Device, place.Night.From, place.Night.To, int.MaxValue, cancellationToken);
        response.Headers.CacheControl = "no-store";
        return Results.Bytes(NightSeconds.Write(place.Night, readings.Where(r => place.IsThere(r.T))), NightSeconds.ContentType);
    }
}
