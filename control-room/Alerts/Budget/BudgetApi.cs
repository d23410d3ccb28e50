using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Alerts.Budget;

/// <summary>A source with how often it rang, and its share of all.</summary>
internal sealed record TopSourceView(string Site, string Code, string Source, int Rang, double Share);

/// <summary>A time in which more rang than an operator can look at.</summary>
internal sealed record FloodView(DateTimeOffset From, DateTimeOffset To, int Rang);

/// <summary>A source that comes and goes: how often in all, in its worst minute, and in its worst hour.</summary>
internal sealed record ChatteringView(string Site, string Code, string Source, int Times, int InMinute, int InHour);

/// <summary>An alert that has been open for more than a day.</summary>
internal sealed record StaleView(string Alert, string Site, string Code, DateTimeOffset Since, string? AcknowledgedBy);

/// <summary>What rang for an operator against what one can look at.</summary>
/// <param name="Rang">Rings of the time asked for.</param>
/// <param name="InTenMinutes">Rings of the last 10 min of it; one can be looked at.</param>
/// <param name="InHour">Rings of the last hour of it; 6 can be.</param>
/// <param name="InDay">Rings of the last 24 h of it; 144 can be.</param>
/// <param name="PerTenMinutes">The mean.</param>
/// <param name="Worst">The most in any 10 min.</param>
/// <param name="Priorities">Shares of P1, P2 and P3; null = nothing rang.</param>
/// <param name="Floods">From more than 10 in 10 min until fewer than 5.</param>
/// <param name="Chattering">At least 3 times in a minute, or 5 in an hour.</param>
/// <param name="Stale">Open for more than a day now.</param>
/// <param name="Top">The ten sources that rang most.</param>
internal sealed record BudgetView(int Rang, int InTenMinutes, int InHour, int InDay, double PerTenMinutes, int Worst, IReadOnlyList<double>? Priorities,
    IReadOnlyList<FloodView> Floods, IReadOnlyList<ChatteringView> Chattering, IReadOnlyList<StaleView> Stale, IReadOnlyList<TopSourceView> Top);

/// <summary><c>GET /api/v1/alert-budget?from=&amp;to=</c>.</summary>
internal static class BudgetApi
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(92);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/alert-budget", async Task<Results<Ok<BudgetView>, ProblemHttpResult>> (
            string from, string to, BudgetReader reader, SiteCatalog sites, Caller caller, TimeProvider time, CancellationToken stopping) =>
    {
        if (QueryValue.FindFault(from, to, out var range) is { } wrong)
            return wrong;
        if (range.To - range.From > Longest)
            return QueryValue.Wrong("to", to, $"at most {Longest.TotalDays} days after from, which is '{from}'");
        var budget = await reader.ReadAsync(range.From.ToUnixTimeMilliseconds(), range.To.ToUnixTimeMilliseconds(), IsSeen, stopping);
        return TypedResults.Ok(Of(budget, await reader.StaleAsync(time.GetUtcNow().ToUnixTimeMilliseconds(), IsSeen, stopping)));

        bool IsSeen(string site) => caller.SeesSite(sites, site);
    }).Needs(Right.SeeVerdicts).WithSummary("What rang for an operator against what one can look at: rates, floods, chattering and stale alerts, top ten.");

    private static BudgetView Of(AlertBudget budget, IReadOnlyList<Alert> stale) => new(budget.Rang, budget.InTenMinutes, budget.InHour, budget.InDay,
        Math.Round(budget.PerTenMinutes, 3), budget.Worst, budget.Rang == 0 ? null : [.. budget.ByPriority.Select(n => Math.Round((double)n / budget.Rang, 3))],
        [.. budget.Floods.Select(f => new FloodView(At(f.FromMs), At(f.ToMs), f.Rang))],
        [.. budget.Chattering.Select(c => new ChatteringView(c.Of.Site, c.Of.Code, c.Of.Source.ToString(), c.Times, c.InMinute, c.InHour))],
        [.. stale.Select(a => new StaleView(a.Id, a.Site, a.Code, At(a.SinceMs), a.AcknowledgedBy))],
        [.. budget.Top.Select(t => new TopSourceView(t.Of.Site, t.Of.Code, t.Of.Source.ToString(), t.Rang, Math.Round((double)t.Rang / budget.Rang, 3)))]);

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
