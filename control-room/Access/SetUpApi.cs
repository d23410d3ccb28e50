using Microsoft.AspNetCore.Http.HttpResults;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary><c>POST /api/v1/set-up/code</c>: for the command of this machine.</summary>
internal static class SetUpApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/set-up/code",
        async Task<Results<Ok<string>, ProblemHttpResult>> (SetUpCode code, People people) => await people.AnyAsync()
            ? TypedResults.Problem("There is an account already; an administrator invites others.", statusCode: StatusCodes.Status409Conflict)
            : TypedResults.Ok(code.Renew()))
        .WithSummary("Makes a new code for the set-up of the first account.").Needs(Right.ManagePeople);
}
