using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Http;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary><c>/api/v1/people</c>: what is kept of a person, read and erased.</summary>
internal static class PeopleApi
{
    /// <summary>Of a sign-in name, as Identity stores it.</summary>
    private const int LongestName = 256;

    public static void Map(IEndpointRouteBuilder routes)
    {
        // A sign-in name goes into the query: what stands in a path is a row's subject.
        routes.MapGet("/api/v1/people/export", async Task<Results<Ok<PersonView>, ProblemHttpResult>> (
            string person, PersonalData data, AuditLog audit, Caller caller, CancellationToken cancellationToken) =>
        {
            if (person is not { Length: > 0 and <= LongestName })
                return QueryValue.Wrong("person", person, $"a person's number or sign-in name, 1 to {LongestName} characters");
            if (await data.ReadAsync(person, cancellationToken) is not { } view)
                return Missing($"There is no account of a person '{person}'; it must be a person's number or sign-in name.");
            await audit.WriteAsync(caller.Hand, "account exported", Caller.HandOf(view.Number));
            return TypedResults.Ok(view);
        }).WithSummary("All that is kept of a person, by number or sign-in name; secrets are named and not shown.").Needs(Right.ManagePeople);
        routes.MapDelete("/api/v1/people/{number:long}", async Task<Results<NoContent, ProblemHttpResult>> (long number, People people, Caller caller) =>
            await people.FindAsync(number) is not { } person
                ? Missing(string.Create(CultureInfo.InvariantCulture, $"There is no account of a person {number}."))
                : await people.EraseAsync(person, caller.Hand) is { } fault ? TypedResults.Problem(fault, statusCode: StatusCodes.Status409Conflict)
                    : TypedResults.NoContent())
            .WithSummary("Erases what is kept of a person; what the person did stays, by number.").Needs(Right.ManagePeople);
    }

    private static ProblemHttpResult Missing(string reason) => TypedResults.Problem(reason, statusCode: StatusCodes.Status404NotFound);
}
