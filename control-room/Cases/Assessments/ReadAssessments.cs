using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>The assessments of a night, as a script gets them.</summary>
/// <param name="Device">The microphone's id.</param>
/// <param name="Date">The evening on which the night began.</param>
/// <param name="Assessments">Those that may not speak among them.</param>
internal sealed record AssessedNight(string Device, string Date, IReadOnlyList<Assessment> Assessments);

/// <summary>
/// <c>GET /api/v1/nights/{device}/{date}/assessments</c>. What is not there and what is not seen are answered alike, with 404.
/// </summary>
internal static class ReadAssessments
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/nights/{device}/{date}/assessments", HandleAsync).Needs(Right.SeeReadings)
        .AddEndpointFilter<StoreIsAway>().WithSummary("What each text makes of a night: inputs, working, clause, and why it does not apply.");

    private static async Task<Results<Ok<AssessedNight>, ProblemHttpResult>> HandleAsync(
        string device, string date, NightFactsReader reader, SiteCatalog sites, Caller caller, CancellationToken cancellationToken)
    {
        if (NightPlace.Find(sites, caller, device, date) is not { } place)
            return TypedResults.Problem("There is no such night of a microphone that you see.", statusCode: StatusCodes.Status404NotFound);
        return TypedResults.Ok(new AssessedNight(place.Device, place.Night.Date, NightAssessments.Of(await reader.ReadAsync(place, cancellationToken))));
    }
}
