using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Http;

namespace Solutions.Edge.ControlRoom.Alerts.Shifts;

/// <summary>Body of <c>POST /api/v1/shifts</c>.</summary>
/// <param name="IsSoundTested">True: the test tone was heard.</param>
internal sealed record ShiftRequest(bool? IsSoundTested);

/// <summary>Body of <c>POST /api/v1/shifts/{number}/hand-over</c>.</summary>
/// <param name="Note">What the sheet does not say by itself; null = nothing.</param>
internal sealed record HandOverRequest(string? Note);

/// <summary>Body of <c>POST /api/v1/roster</c>.</summary>
/// <param name="Function">Such as <c>door staff</c>.</param>
/// <param name="Reach">Call sign, channel or telephone.</param>
internal sealed record DutyRequest(string? Function, string? Reach);

/// <summary>One shift as a client reads it.</summary>
internal sealed record ShiftView(
    long Number, string By, DateTimeOffset Started, bool IsSoundTested, DateTimeOffset? Ended, string? Note, string? AcceptedBy, DateTimeOffset? Accepted)
{
    public static ShiftView Of(Shift shift) => new(
        shift.Number, shift.By, At(shift.StartedMs)!.Value, shift.IsSoundTested, At(shift.EndedMs), shift.Note, shift.AcceptedBy, At(shift.AcceptedMs));

    private static DateTimeOffset? At(long? ms) => ms is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
}

/// <summary>A shift with its sheet.</summary>
internal sealed record ShiftWithSheet(ShiftView Shift, ShiftSheet Sheet);

/// <summary>One function of the roster as a client reads it.</summary>
internal sealed record DutyView(string Function, string Reach, bool IsConfirmed, DateTimeOffset? Confirmed, string? ConfirmedBy);

/// <summary>Shifts, their hand-over, and the functions that are on duty.</summary>
internal static class ShiftsApi
{
    private const int Most = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/shifts", async (ShiftBook book, CancellationToken stopping) =>
                TypedResults.Ok<IReadOnlyList<ShiftView>>([.. (await book.LatestAsync(Most, stopping)).Select(ShiftView.Of)]))
            .Needs(Right.SeeAlerts).WithSummary("The last shifts, the latest first.");
        routes.MapGet("/api/v1/shifts/{number:long}", async Task<Results<Ok<ShiftWithSheet>, ProblemHttpResult>> (
                long number, ShiftBook book, ShiftSheets sheets, CancellationToken stopping) =>
                await book.FindAsync(number, stopping) is { } shift
                    ? TypedResults.Ok(new ShiftWithSheet(ShiftView.Of(shift), shift.Sheet ?? await sheets.WriteAsync(shift.StartedMs, stopping)))
                    : TypedResults.Problem($"There is no shift {number}.", statusCode: StatusCodes.Status404NotFound))
            .Needs(Right.SeeAlerts).WithSummary("One shift with its sheet: as it was handed over, or as it would be now.");
        routes.MapPost("/api/v1/shifts", async Task<Results<NoContent, ProblemHttpResult>> (
                ShiftRequest request, ShiftBook book, Caller caller, CancellationToken stopping) =>
                request.IsSoundTested is not { } tested ? QueryValue.Wrong("isSoundTested", null, "true or false")
                    : Done(await book.StartAsync(caller.Hand, tested, stopping)))
            .Needs(Right.AnswerAlerts).WithSummary("Start one's own shift.");
        routes.MapPost("/api/v1/shifts/{number:long}/hand-over", async Task<Results<NoContent, ProblemHttpResult>> (
                long number, HandOverRequest request, ShiftBook book, Caller caller, CancellationToken stopping) =>
                Done(await book.HandOverAsync(number, caller.Hand, request.Note, stopping)))
            .Needs(Right.AnswerAlerts).WithSummary("End one's own shift; its sheet is kept as it stands.");
        routes.MapPost("/api/v1/shifts/{number:long}/accept", async Task<Results<NoContent, ProblemHttpResult>> (
                long number, ShiftBook book, Caller caller, CancellationToken stopping) =>
                Done(await book.AcceptAsync(number, caller.Hand, stopping)))
            .Needs(Right.AnswerAlerts).WithSummary("Accept the hand-over of a shift.");
        routes.MapGet("/api/v1/roster", async (DutyRoster roster, CancellationToken stopping) =>
                TypedResults.Ok<IReadOnlyList<DutyView>>([.. (await roster.ListAsync(stopping)).Select(d => new DutyView(d.Function, d.Reach,
                    roster.IsConfirmed(d), d.ConfirmedMs is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, d.ConfirmedBy))]))
            .Needs(Right.SeeAlerts).WithSummary("The functions that alerts are handed on to, and which are confirmed to be on duty.");
        routes.MapPost("/api/v1/roster", async Task<Results<NoContent, ProblemHttpResult>> (
                DutyRequest request, DutyRoster roster, Caller caller, CancellationToken stopping) =>
        {
            if (DutyRoster.FindFault(request.Function, request.Reach) is { } fault)
                return QueryValue.Wrong(fault.Field, fault.Value, fault.Expected);
            await roster.ConfirmAsync(request.Function!, request.Reach!, caller.Hand, stopping);
            return TypedResults.NoContent();
        }).Needs(Right.AnswerAlerts).WithSummary("A function is on duty, and is reached so.");
        routes.MapDelete("/api/v1/roster/{function}", async Task<Results<NoContent, ProblemHttpResult>> (
                string function, DutyRoster roster, CancellationToken stopping) => await roster.RemoveAsync(function, stopping) ? TypedResults.NoContent()
                    : TypedResults.Problem($"'{function}' is not on the roster.", statusCode: StatusCodes.Status404NotFound))
            .Needs(Right.AnswerAlerts).WithSummary("Take a function off the roster.");
    }

    private static Results<NoContent, ProblemHttpResult> Done(string? why) => why is null ? TypedResults.NoContent()
        : TypedResults.Problem($"Not done: {why}.", statusCode: StatusCodes.Status409Conflict);
}
