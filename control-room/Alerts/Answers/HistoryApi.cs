using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Alerts.Answers;

/// <summary>One thing that happened to an alert.</summary>
/// <param name="At">When.</param>
/// <param name="Event">What, for example <c>judged</c>.</param>
/// <param name="By">Role and desk, or person number; null = the rules.</param>
/// <param name="Words">In words.</param>
internal sealed record TrailEntry(DateTimeOffset At, AlertEvent Event, string? By, string Words);

/// <summary>An alert with its verdict and its whole trail.</summary>
internal sealed record AlertView(
    AlertMessage Alert, Verdict? Verdict, FalseCause? Cause, string? VerdictBy, bool IsVerdictCounted, string? Escalated, IReadOnlyList<TrailEntry> Trail);

/// <summary>One rule at one site, as a client reads it.</summary>
internal sealed record RuleTallyView(
    string Site, string Code, int Rang, int Real, int NotReal, int CannotTell, int NotCounted, double? Precision, bool IsToBeDemoted);

/// <summary>What people made of alerts.</summary>
internal static class HistoryApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/alerts/{id}", async Task<Results<Ok<AlertView>, ProblemHttpResult>> (
                string id, AlertJournal journal, AlertHistory history, SiteCatalog sites, Caller caller, CancellationToken stopping) =>
                Ids.IsValid(id) && await journal.FindAsync(id) is { } alert && caller.SeesSite(sites, alert.Site)
                    ? TypedResults.Ok(Of(alert, await history.TrailAsync(id, stopping)))
                    : TypedResults.Problem($"There is no alert '{id}'.", statusCode: StatusCodes.Status404NotFound))
            .Needs(Right.SeeAlerts).WithSummary("One alert with its verdict and all that happened to it.");
        routes.MapGet("/api/v1/verdicts", async Task<Results<Ok<IReadOnlyList<RuleTallyView>>, ProblemHttpResult>> (
                string from, string to, AlertHistory history, SiteCatalog sites, Caller caller, CancellationToken stopping) =>
                QueryValue.FindFault(from, to, out var range) is { } wrong ? wrong : TypedResults.Ok<IReadOnlyList<RuleTallyView>>(
                    [.. (await history.TallyAsync(new(range.From.ToUnixTimeMilliseconds(), range.To.ToUnixTimeMilliseconds()), stopping))
                        .Where(t => caller.SeesSite(sites, t.Site)).Select(t => new RuleTallyView(
                            t.Site, t.Code, t.Rang, t.Real, t.NotReal, t.CannotTell, t.NotCounted, t.Precision, t.IsToBeDemoted))]))
            .Needs(Right.SeeVerdicts).WithSummary("How often each rule rang and was right, by site.");
    }

    private static AlertView Of(Alert alert, IReadOnlyList<AlertTransition> trail) => new(
        AlertMessages.Whole(alert), alert.Verdict, alert.Cause, alert.VerdictBy, alert.IsVerdictCounted, alert.Escalated,
        [.. trail.Select(t => new TrailEntry(DateTimeOffset.FromUnixTimeMilliseconds(t.AtMs), t.Event, t.By, t.Why))]);
}
