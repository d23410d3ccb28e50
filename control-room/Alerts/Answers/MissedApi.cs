using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Alerts.Answers;

/// <summary>Body of <c>POST /api/v1/missed</c>.</summary>
/// <param name="Site">Where.</param>
/// <param name="At">When it happened.</param>
/// <param name="Line">What happened.</param>
internal sealed record MissedRequest(string? Site, DateTimeOffset? At, string? Line);

/// <summary>One missed incident as a client reads it.</summary>
internal sealed record MissedView(long Number, string Site, DateTimeOffset At, string Line, string By, DateTimeOffset Entered)
{
    public static MissedView Of(MissedIncident missed) =>
        new(missed.Number, missed.Site, DateTimeOffset.FromUnixTimeMilliseconds(missed.AtMs), missed.Line, missed.By,
            DateTimeOffset.FromUnixTimeMilliseconds(missed.EnteredMs));
}

/// <summary>Incidents of which nothing rang.</summary>
internal static class MissedApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/missed", async Task<Results<Ok<IReadOnlyList<MissedView>>, ProblemHttpResult>> (
                string from, string to, MissedBook book, SiteCatalog sites, Caller caller, CancellationToken stopping) =>
                QueryValue.FindFault(from, to, out var range) is { } wrong ? wrong : TypedResults.Ok<IReadOnlyList<MissedView>>(
                    [.. (await book.ReadAsync(range.From.ToUnixTimeMilliseconds(), range.To.ToUnixTimeMilliseconds(), stopping))
                        .Where(m => caller.SeesSite(sites, m.Site)).Select(MissedView.Of)]))
            .Needs(Right.SeeAlerts).WithSummary("Incidents of which nothing rang, the latest first.");
        routes.MapPost("/api/v1/missed", async Task<Results<NoContent, ProblemHttpResult>> (
                MissedRequest request, MissedBook book, SiteCatalog sites, Caller caller, CancellationToken stopping) =>
        {
            if (request.Site is null || sites.Find(request.Site) is null || !caller.SeesSite(sites, request.Site))
                return QueryValue.Wrong("site", request.Site, "the id of a site");
            if (book.FindFault(request.At, request.Line) is { } fault)
                return QueryValue.Wrong(fault.Field, fault.Value, fault.Expected);
            await book.AddAsync(request.Site, request.At!.Value, request.Line!, caller.Hand, stopping);
            return TypedResults.NoContent();
        }).Needs(Right.AnswerAlerts).WithSummary("Something happened and nothing rang: site, time, one line.");
    }
}
