using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>A page of alerts; <paramref name="Next"/> goes into <c>next=</c> for the page after, null = that was all.</summary>
internal sealed record AlertPage(IReadOnlyList<AlertMessage> Items, string? Next);

/// <summary><c>GET /api/v1/alerts?state=open|all&amp;from=&amp;to=&amp;limit=&amp;next=</c>: by start, from ≤ since &lt; to.</summary>
internal static class ListAlerts
{
    private const int MostItems = 1000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/alerts", HandleAsync)
        .WithSummary("Alerts by start; state=open (default) or all.").Needs(Right.SeeAlerts);

    private static async Task<Results<Ok<AlertPage>, ProblemHttpResult>> HandleAsync(
        AlertJournal journal, SiteCatalog sites, Caller caller,
        string state = "open", string? from = null, string? to = null, string limit = "100", string? next = null)
    {
        if (state is not ("open" or "all"))
            return QueryValue.Wrong("state", state, "open or all");
        if (!QueryValue.TryCount(limit, MostItems, out var most))
            return QueryValue.Wrong("limit", limit, $"1 to {MostItems}");
        if (QueryValue.FindFault(from, to, out var range, areOptional: true) is { } wrong)
            return wrong;
        if (next is not null && !Ids.IsValid(next))
            return QueryValue.Wrong("next", next, "what the page before gave as next");
        var alerts = await journal.ListAsync(state == "open", range.From.ToUnixTimeMilliseconds(), range.To.ToUnixTimeMilliseconds(), next, most);
        var seen = alerts.Where(a => caller.SeesSite(sites, a.Site)).Select(AlertMessages.Whole);
        return TypedResults.Ok(new AlertPage([.. seen], alerts.Count == most ? alerts[^1].Id : null));
    }
}
