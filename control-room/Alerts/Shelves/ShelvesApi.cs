using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Alerts.Shelves;

/// <summary>What is held back, or was until lately, as a client reads it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Site">Where.</param>
/// <param name="Source">What: a device, a zone of it as device/zone, or the site.</param>
/// <param name="Code">The code; null = every code of it.</param>
/// <param name="IsOutOfService">True: out of service, without an end.</param>
/// <param name="Priority">What is more urgent rings all the same.</param>
/// <param name="By">Role and desk, or person number.</param>
/// <param name="Reason">Why.</param>
/// <param name="Since">Since when.</param>
/// <param name="Until">Until when; null = out of service.</param>
/// <param name="ReviewBy">When it is to be looked at; null = not said.</param>
/// <param name="IsReviewOverdue">True: that was before now.</param>
/// <param name="Hid">How many alerts would have rung.</param>
/// <param name="Real">How many of them were judged real since.</param>
/// <param name="Hidden">Ids of the latest of them.</param>
/// <param name="Alert">The alert that was shelved; null = none was.</param>
/// <param name="Ended">When it ended; null = it holds.</param>
/// <param name="EndedBy">The hand that ended it; null = its time was up, or it holds.</param>
internal sealed record ShelfView(string Id, string Site, string Source, string? Code, bool IsOutOfService, int Priority, string By, string Reason,
    DateTimeOffset Since, DateTimeOffset? Until, DateTimeOffset? ReviewBy, bool IsReviewOverdue, int Hid, int Real, IReadOnlyList<string> Hidden,
    string? Alert, DateTimeOffset? Ended, string? EndedBy)
{
    public static ShelfView Of(ShelfAccount account, DateTimeOffset now)
    {
        var shelf = account.Shelf;
        return new(shelf.Id, shelf.Site, shelf.Source.ToString(), shelf.Code, shelf.IsOutOfService, shelf.Priority, shelf.By, shelf.Reason,
            At(shelf.SinceMs), At(shelf.UntilMs), At(shelf.ReviewByMs), shelf.IsReviewOverdue(now), shelf.Hid, account.Real,
            [.. account.Hidden.Select(a => a.Id)], shelf.Alert, At(shelf.EndedMs), shelf.EndedBy);
    }

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private static DateTimeOffset? At(long? ms) => ms is { } known ? At(known) : null;
}

/// <summary>Shelves, and devices out of service.</summary>
internal static class ShelvesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/shelves", async (ShelfBook book, SiteCatalog sites, Caller caller, TimeProvider time, CancellationToken stopping) =>
                TypedResults.Ok<IReadOnlyList<ShelfView>>([.. (await book.ReadAsync(stopping)).Where(s => caller.SeesSite(sites, s.Shelf.Site))
                    .Select(s => ShelfView.Of(s, time.GetUtcNow()))]))
            .Needs(Right.SeeShelves).WithSummary("What is shelved or out of service, and what was in the last 24 h: hand, reason, end, what it hid.");
        routes.MapPost("/api/v1/shelves/{id}/end", async Task<Results<NoContent, ProblemHttpResult>> (
                string id, ShelfBook book, Shelving shelving, SiteCatalog sites, Caller caller, CancellationToken stopping) =>
                Ids.IsValid(id) && await book.FindAsync(id, stopping) is { } shelf && caller.SeesSite(sites, shelf.Site)
                    ? Answer("Shelf", id, await shelving.EndAsync(shelf, caller.Hand))
                    : Missing("shelf", id))
            .Needs(Right.AnswerAlerts).WithSummary("A shelf ends before its time: what still goes on rings.");
        routes.MapPost("/api/v1/devices/{id}/out-of-service", async Task<Results<NoContent, ProblemHttpResult>> (
                string id, OutOfServiceRequest? body, Shelving shelving, SiteCatalog sites, Caller caller, TimeProvider time) =>
                sites.Device(id) is null ? Missing("device", id)
                    : body is null ? QueryValue.Wrong("body", null, "a JSON object")
                    : body.FindFault(time.GetUtcNow()) is { } fault ? QueryValue.Wrong(fault.Field, fault.Value, fault.Expected)
                    : Answer("Device", id, await shelving.PutOutOfServiceAsync(id, body, caller.Hand)))
            .Needs(Right.PutOutOfService).WithSummary("Put a device, or one code of it, out of service: nothing of it rings until it is put in service.");
        routes.MapPost("/api/v1/devices/{id}/in-service", async Task<Results<NoContent, ProblemHttpResult>> (
                string id, InServiceRequest? body, Shelving shelving, SiteCatalog sites, Caller caller) =>
                sites.Device(id) is null ? Missing("device", id)
                    : ReasonText.FindCodeFault(body?.Code) is { } fault ? QueryValue.Wrong(fault.Field, fault.Value, fault.Expected)
                    : Answer("Device", id, await shelving.PutInServiceAsync(id, body?.Code, caller.Hand)))
            .Needs(Right.PutOutOfService).WithSummary("Put a device, or one code of it, in service again: what still goes on rings.");
    }

    private static Results<NoContent, ProblemHttpResult> Answer(string kind, string id, ActResult result) => result.Why is { } why
        ? TypedResults.Problem($"{kind} '{id}': {why}.", statusCode: StatusCodes.Status409Conflict) : TypedResults.NoContent();

    private static ProblemHttpResult Missing(string kind, string id) =>
        TypedResults.Problem($"There is no {kind} '{id}'.", statusCode: StatusCodes.Status404NotFound);
}
