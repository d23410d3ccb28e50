using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>A page of alerts; <paramref name="Next"/> goes into <c>next=</c> for the page after, null = that was all.</summary>
internal sealed record AlertPage(IReadOnlyList<AlertMessage> Items, string? Next);

/// <summary><c>GET /api/v1/alerts?state=open|all&amp;from=&amp;to=&amp;limit=&amp;next=</c>: by start, from ≤ since &lt; to.</summary>
internal static class ListAlerts
{
    private const int MostItems = 1000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/alerts", HandleAsync)
        .WithSummary("Alerts by start; state=open (default) or all.");

    private static async Task<Results<Ok<AlertPage>, ProblemHttpResult>> HandleAsync(
        AlertJournal journal, string state = "open", string? from = null, string? to = null, string limit = "100", string? next = null)
    {
        if (state is not ("open" or "all"))
            return Wrong($"state is '{state}'; it must be open or all.");
        if (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var most) || most is < 1 or > MostItems)
            return Wrong($"limit is '{limit}'; it must be 1 to {MostItems}.");
        if (!TryInstant(from, long.MinValue, out var fromMs))
            return Wrong($"from is '{from}'; it must be a UTC instant such as 2026-11-23T23:00:00Z.");
        if (!TryInstant(to, long.MaxValue, out var toMs))
            return Wrong($"to is '{to}'; it must be a UTC instant such as 2026-11-23T23:00:00Z.");
        var alerts = await journal.ListAsync(state == "open", fromMs, toMs, next, most);
        return TypedResults.Ok(new AlertPage([.. alerts.Select(AlertMessages.Whole)], alerts.Count == most ? alerts[^1].Id : null));
    }

    private static bool TryInstant(string? text, long absent, out long unixMs)
    {
        unixMs = absent;
        if (text is null)
            return true;
        var right = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant);
        unixMs = instant.ToUnixTimeMilliseconds();
        return right;
    }

    private static ProblemHttpResult Wrong(string sentence) => TypedResults.Problem(sentence, statusCode: StatusCodes.Status400BadRequest);
}
