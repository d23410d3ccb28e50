using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Devices.Identities;

/// <summary><c>/api/v1/authorities</c>: the roots of the device authority, and how one takes the place of another.</summary>
internal static class AuthoritiesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/authorities/roots", (AuthorityRotation rotation, CancellationToken stopping) => rotation.ListAsync(stopping))
            .Needs(Right.EnrolDevices).WithSummary("The roots that vouch for devices, the newest first, and how many devices hold a certificate of each.");
        routes.MapPost("/api/v1/authorities/next",
            async (AuthorityRotation rotation, CancellationToken stopping) => Answer(await rotation.BeginAsync(stopping)))
            .Needs(Right.ChangeSettings)
            .WithSummary("Makes a new root beside the present one; devices get certificates of it within a day, and both are believed.");
        routes.MapPost("/api/v1/authorities/retire",
            async (AuthorityRotation rotation, CancellationToken stopping, bool force = false) => Answer(await rotation.RetireAsync(force, stopping)))
            .Needs(Right.ChangeSettings)
            .WithSummary("Believes the old root no more: refused while devices hold a certificate of it, unless forced, and these have to enrol anew.");
    }

    private static Results<NoContent, ProblemHttpResult> Answer(string? fault) =>
        fault is null ? TypedResults.NoContent() : TypedResults.Problem(fault, statusCode: StatusCodes.Status409Conflict);
}
