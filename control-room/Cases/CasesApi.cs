using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Cases.Acts;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Cases;

/// <summary>A case as scripts see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Reference">The council's own number of it; empty = it has none.</param>
/// <param name="Premises">From where the noise is said to come.</param>
/// <param name="Stage">complaint, letter, diary, recorder, notice, breach, prosecution or closed.</param>
/// <param name="Sites">The homes whose sensors belong to it.</param>
/// <param name="Opened">When it was opened.</param>
/// <param name="NextAct">What is due next; null = it is closed.</param>
/// <param name="Due">On which day, by the clock of its place.</param>
/// <param name="Overdue">True: that day is past.</param>
/// <param name="Acts">How many acts are open.</param>
/// <param name="Promises">How many promises are open.</param>
/// <param name="Taps">Taps of the diary in the last 7 nights.</param>
/// <param name="LoudQuarters">Quarter-hours of the last 7 nights whose LAeq is 10 dB or more over the night's LA90.</param>
/// <param name="UsableNights">Of the last 7 nights those of which something can be said.</param>
internal sealed record CaseView(string Id, string Reference, string Premises, CaseStage Stage, IReadOnlyList<string> Sites, DateTimeOffset Opened,
    string? NextAct, DateOnly? Due, bool Overdue, int Acts, int Promises, int Taps, int LoudQuarters, int UsableNights)
{
    public static CaseView Of(CaseLine line) => new(line.File.Id, line.File.Reference, line.File.Premises, line.File.Stage, line.File.Sites,
        line.File.Opened, line.Next?.What, line.Next?.Due, line.IsOverdue, line.Acts.Count, line.Promises, Nights(line).Sum(n => n.Taps),
        Nights(line).Sum(n => n.LoudQuarters), line.Evidence.UsableNights);

    private static IEnumerable<CaseNight> Nights(CaseLine line) => line.Evidence.Sensors.SelectMany(s => s.Nights);
}

internal static class CasesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/cases", async (CaseLines lines, Caller caller, CancellationToken stopping) =>
                (await lines.AllAsync(caller, stopping)).Select(CaseView.Of))
            .Needs(Right.SeeCases).AddEndpointFilter<StoreIsAway>()
            .WithSummary("Cases of noise with the next act of each: by act due, then harm, then evidence ready.");
        routes.MapGet("/api/v1/cases/{id}", async Task<Results<Ok<CaseView>, ProblemHttpResult>> (string id, CaseBook book, CaseLines lines, Caller caller,
                CancellationToken stopping) => await book.FindAsync(id, stopping) is { } file
                ? TypedResults.Ok(CaseView.Of(await lines.OfAsync(file, caller, stopping)))
                : TypedResults.Problem($"There is no case '{id}'.", statusCode: StatusCodes.Status404NotFound))
            .Needs(Right.SeeCases).AddEndpointFilter<StoreIsAway>().WithSummary("One case.");
    }
}
