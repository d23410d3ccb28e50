using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Http;

namespace Solutions.Edge.ControlRoom.Alerts.Hooks;

/// <summary>Body of <c>POST /api/v1/hooks</c>.</summary>
/// <param name="Address">Where to.</param>
/// <param name="LeastPriority">Least urgent priority that is sent, 1 to 4; 3 where it is left out.</param>
internal sealed record HookRequest(string? Address, int? LeastPriority = null);

/// <summary>A hook as a client reads it; its secret is shown once, when it is made.</summary>
internal sealed record HookView(
    long Number, string Address, int LeastPriority, string By, int Waiting, long Taken, long GivenUp, DateTimeOffset? LastTaken, string? Fault);

/// <summary>A hook that was made.</summary>
internal sealed record HookMade(long Number, string Secret);

/// <summary>Systems that every change of an alert is sent to.</summary>
internal static class HooksApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/hooks", async (HookBook book, CancellationToken stopping) =>
                TypedResults.Ok<IReadOnlyList<HookView>>([.. (await book.ListAsync(stopping)).Select(h => new HookView(
                    h.Hook.Number, h.Hook.Address, h.Hook.LeastPriority, h.Hook.By, h.Waiting, h.Hook.Taken, h.Hook.GivenUp,
                    h.Hook.TakenMs is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, h.Hook.Fault))]))
            .Needs(Right.ChangeSettings).WithSummary("Systems that every change of an alert is sent to.");
        routes.MapPost("/api/v1/hooks", async Task<Results<Ok<HookMade>, ProblemHttpResult>> (
                HookRequest request, HookBook book, Caller caller, CancellationToken stopping) =>
                book.FindFault(request.Address, request.LeastPriority ?? 3) is { } fault ? QueryValue.Wrong(fault.Field, fault.Value, fault.Expected)
                    : await book.AddAsync(request.Address!, request.LeastPriority ?? 3, caller.Hand, stopping) is { } hook
                        ? TypedResults.Ok(new HookMade(hook.Number, hook.Secret))
                        : TypedResults.Problem($"There are {HookBook.Most} hooks; remove one first.", statusCode: StatusCodes.Status409Conflict))
            .Needs(Right.ChangeSettings).WithSummary("Send every change of an alert to another system, signed; the secret is shown once.");
        routes.MapDelete("/api/v1/hooks/{number:long}", async Task<Results<NoContent, ProblemHttpResult>> (
                long number, HookBook book, CancellationToken stopping) => await book.RemoveAsync(number, stopping) ? TypedResults.NoContent()
                    : TypedResults.Problem($"There is no hook {number}.", statusCode: StatusCodes.Status404NotFound))
            .Needs(Right.ChangeSettings).WithSummary("Send nothing more to a system.");
    }
}
