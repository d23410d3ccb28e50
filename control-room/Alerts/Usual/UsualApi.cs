using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Alerts.Usual;

/// <summary>Body of <c>POST /api/v1/sites/{id}/baseline/reset</c>.</summary>
/// <param name="Reason">Why it is learnt anew.</param>
internal sealed record ResetRequest(string? Reason);

/// <summary>A time at which what was learnt was forgotten, as a client reads it.</summary>
internal sealed record ResetView(DateTimeOffset At, string Author, string Reason)
{
    public static ResetView Of(BaselineReset reset) => new(DateTimeOffset.FromUnixTimeMilliseconds(reset.AtMs), reset.Author, reset.Reason);
}

/// <summary>What is usual at a site as a client reads it.</summary>
/// <param name="Site">The site.</param>
/// <param name="Learnt">When it was learnt last; null = never.</param>
/// <param name="LearningDay">The day of seven that it learns on; null = it has learnt, or was given what is usual.</param>
/// <param name="Hours">All 168 hours of the week.</param>
/// <param name="Resets">When it was forgotten, the latest first.</param>
internal sealed record BaselineView(
    string Site, DateTimeOffset? Learnt, int? LearningDay, IReadOnlyList<ShownHour> Hours, IReadOnlyList<ResetView> Resets);

/// <summary><c>GET /api/v1/sites/{id}/baseline</c> and <c>POST /api/v1/sites/{id}/baseline/reset</c>.</summary>
internal static class UsualApi
{
    private const string Address = "/api/v1/sites/{id}/baseline";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, async Task<Results<Ok<BaselineView>, ProblemHttpResult>> (
                string id, SiteCatalog sites, UsualBook book, Caller caller, CancellationToken stopping) =>
            {
                if (sites.Find(id) is not { } site)
                    return NoSuchSite(id);
                if (!caller.Sees(site))
                    return TypedResults.Problem($"Site '{id}' is a home, whose levels your roles do not include.", statusCode: StatusCodes.Status403Forbidden);
                var week = await book.ReadAsync(site, stopping);
                return TypedResults.Ok(new BaselineView(id, week.Learnt, week.LearningDay, week.Hours, [.. week.Resets.Select(ResetView.Of)]));
            })
            .Needs(Right.SeeReadings).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("What is usual at a site in each hour of the week, what that was learnt from and what was left out.")
            .WithDescription("""
                Levels in dB, movement in % of the picture, by the clock of the place; null = not known. inForce is what rules go by: what was learnt of the
                last 28 days and, where that is too little, what the catalogue gives. sound and motion say from how many minutes of how many dates; with
                isOfOtherDays the hour itself was not there twice, and it is of the same hour of every day. leftOut are minutes that teach nothing.
                """);
        routes.MapPost(Address + "/reset", async Task<Results<NoContent, ProblemHttpResult>> (
                string id, ResetRequest request, SiteCatalog sites, LearnUsual learn, AuditLog audit, Caller caller, CancellationToken stopping) =>
            {
                if (sites.Find(id) is null)
                    return NoSuchSite(id);
                if (await learn.ForgetAsync(id, caller.Hand, request.Reason, stopping) is { } fault)
                    return TypedResults.Problem(fault, statusCode: StatusCodes.Status400BadRequest);
                await audit.WriteAsync(caller.Hand, "usual forgotten", id);
                return TypedResults.NoContent();
            })
            .Needs(Right.ChangeParameters).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Forgets what was learnt of a site, with author and reason: from now on it learns anew.");
    }

    private static ProblemHttpResult NoSuchSite(string id) => TypedResults.Problem($"There is no site '{id}'.", statusCode: StatusCodes.Status404NotFound);
}
