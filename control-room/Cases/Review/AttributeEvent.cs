using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Cases.Events;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Cases.Review;

/// <summary>What an officer sends of an event.</summary>
/// <param name="Finding">A name of <see cref="FindingWords.Each"/>.</param>
/// <param name="Perceived">A name of <see cref="FindingWords.Ways"/>.</param>
/// <param name="Source">The source as found.</param>
/// <param name="Considered">Other sources that were considered.</param>
internal sealed record AttributionRequest(string Finding, string Perceived, string? Source, string? Considered);

/// <summary>
/// <c>POST /cases/{id}/review/{device}/{date}/{start}</c>: an officer attributes an event, or anew. <c>DELETE</c> of the same strikes it. Both
/// answer with what is then established of the event, and of two answers with neither before both are there.
/// </summary>
internal static class AttributeEvent
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/cases/{id}/review/{device}/{date}/{start}", AddAsync).Needs(Right.ReviewNoise).AddEndpointFilter<StoreIsAway>()
            .ExcludeFromDescription();
        routes.MapDelete("/cases/{id}/review/{device}/{date}/{start}", StrikeAsync).Needs(Right.ReviewNoise).ExcludeFromDescription();
    }

    private static async Task<IResult> AddAsync(string id, string device, string date, long start, AttributionRequest request, CaseBook cases,
        CaseJournal journal, SiteCatalog sites, EventReader events, Caller caller, CancellationToken cancellationToken)
    {
        if (FindFault(request) is { } fault)
            return Results.Problem(fault, statusCode: StatusCodes.Status400BadRequest);
        if (await cases.FindAsync(id, cancellationToken) is not { } file || CaseNights.Find(file, sites, caller, device, date) is not { } place)
            return Results.Problem(ReadReview.NoSuchNight, statusCode: StatusCodes.Status404NotFound);
        if (!await IsEventAsync(events, place, start, cancellationToken))
            return Results.Problem($"No event of {device} begins at {start}.", statusCode: StatusCodes.Status404NotFound);
        await StrikeOwnAsync(journal, id, new(device, start), "answered anew", caller, cancellationToken);
        var body = new Attribution(device, start, FindingWords.Each.First(e => e.Name == request.Finding).Finding,
            FindingWords.Ways.First(w => w.Name == request.Perceived).Perceived, request.Source?.Trim() ?? "", request.Considered?.Trim() ?? "");
        await journal.AddAsync(id, body, null, caller.Hand, cancellationToken);
        return await AnswerAsync(journal, id, new(device, start), cancellationToken);
    }

    private static async Task<IResult> StrikeAsync(string id, string device, string date, long start, CaseBook cases, CaseJournal journal, SiteCatalog sites,
        Caller caller, CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(id, cancellationToken) is not { } file || CaseNights.Find(file, sites, caller, device, date) is null)
            return Results.Problem(ReadReview.NoSuchNight, statusCode: StatusCodes.Status404NotFound);
        return await StrikeOwnAsync(journal, id, new(device, start), "taken back", caller, cancellationToken)
            ? await AnswerAsync(journal, id, new(device, start), cancellationToken)
            : Results.Problem("You have not attributed this event.", statusCode: StatusCodes.Status409Conflict);
    }

    private static async Task<bool> IsEventAsync(EventReader events, NightPlace place, long start, CancellationToken cancellationToken) =>
        (await events.OfAsync(place, cancellationToken)).Ranked.Any(e => e.Start == start);

    private static async Task<bool> StrikeOwnAsync(CaseJournal journal, string id, EventKey noise, string why, Caller caller,
        CancellationToken cancellationToken)
    {
        var struck = false;
        foreach (var (entry, _) in (await journal.ReadAsync<Attribution>(id, cancellationToken)).Holding<Attribution>()
            .Where(a => a.Entry.By == caller.Hand && a.Body.Event == noise))
            struck |= await journal.StrikeAsync(id, entry.Number, why, caller.Hand, cancellationToken);
        return struck;
    }

    private static async Task<IResult> AnswerAsync(CaseJournal journal, string id, EventKey noise, CancellationToken cancellationToken) => Results.Json(new
    {
        words = SecondReview.Of(id, await journal.ReadAsync<Attribution>(id, cancellationToken)).GetValueOrDefault(noise, EventAnswers.None).Words,
    });

    private static string? FindFault(AttributionRequest request) =>
        !FindingWords.Each.Any(e => e.Name == request.Finding)
            ? $"finding is '{request.Finding}'; it must be {string.Join(", ", FindingWords.Each.Select(e => e.Name))}."
        : !FindingWords.Ways.Any(w => w.Name == request.Perceived)
            ? $"perceived is '{request.Perceived}'; it must be {string.Join(", ", FindingWords.Ways.Select(w => w.Name))}."
        : request.Source?.Length > Attribution.LongestText || request.Considered?.Length > Attribution.LongestText
            ? $"source and considered must be of at most {Attribution.LongestText} characters each."
        : null;
}
