using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Cases.Files;

namespace Solutions.Edge.ControlRoom.Cases.Sessions;

/// <summary>An evidence session as scripts see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Site">The home.</param>
/// <param name="Authoriser">The person that authorised it.</param>
/// <param name="Basis">On what it rests, in words.</param>
/// <param name="Entered">When it was entered.</param>
/// <param name="By">By which hand.</param>
/// <param name="Expires">When it ends by itself.</param>
/// <param name="Ended">When it was ended early; null = it was not.</param>
/// <param name="Runs">Whether it runs now.</param>
internal sealed record SessionView(
    string Id, string Site, string Authoriser, string Basis, DateTimeOffset Entered, string By, DateTimeOffset Expires, DateTimeOffset? Ended, bool Runs)
{
    public static SessionView Of(EvidenceSession session, EvidenceSession? running) => new(
        session.Says.Session, session.Says.Site, session.Says.Authoriser, session.Says.Rests, session.Entry.Stamped, session.Entry.By, session.Says.Expires,
        session.Ended, running?.Says.Session == session.Says.Session);
}

/// <param name="Why">Why it ends early.</param>
internal sealed record EndedSession(string? Why);

/// <summary>Evidence sessions of a case.</summary>
internal static class SessionsApi
{
    private const string Address = "/api/v1/cases/{id}/sessions";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, ListAsync).Needs(Right.SeeCases).WithSummary("Evidence sessions of a case, the latest first.");
        routes.MapPost(Address, EnterAsync).Needs(Right.OpenClips)
            .WithSummary("Enters an evidence session at a home of the case, in force at once: site, authoriser, basis (overt or assessed-not-surveillance), "
                + "dated (of the letter or the assessment), expires; of an assessment also policy and officer.");
        routes.MapPost($"{Address}/{{session}}/end", EndAsync).Needs(Right.OpenClips).WithSummary("Ends an evidence session early: why.");
    }

    private static async Task<Results<Ok<IReadOnlyList<SessionView>>, ProblemHttpResult>> ListAsync(
        string id, CaseBook book, EvidenceSessions sessions, CancellationToken stopping) =>
        await book.FindAsync(id, stopping) is null ? NoCase(id)
            : TypedResults.Ok<IReadOnlyList<SessionView>>([.. (await sessions.OfCaseAsync(id, stopping)).Select(s =>
                SessionView.Of(s, sessions.InForce(s.Says.Site)))]);

    private static async Task<Results<Created<SessionView>, ProblemHttpResult>> EnterAsync(
        string id, NewSession given, CaseBook book, EvidenceSessions sessions, Caller caller, CancellationToken stopping)
    {
        if (await book.FindAsync(id, stopping) is not { } file)
            return NoCase(id);
        if (await sessions.EnterAsync(file, given, caller.Hand, stopping) is { } fault)
            return Refuse(StatusCodes.Status400BadRequest, fault);
        var entered = sessions.InForce(given.Site);
        return entered is null ? Refuse(StatusCodes.Status409Conflict, "The session has ended meanwhile.")
            : TypedResults.Created((string?)null, SessionView.Of(entered, entered));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(
        string id, string session, EndedSession given, CaseBook book, EvidenceSessions sessions, Caller caller, CancellationToken stopping) =>
        await book.FindAsync(id, stopping) is not { } file ? NoCase(id)
            : await sessions.EndAsync(file, session, given.Why, caller.Hand, stopping) is { } fault ? Refuse(StatusCodes.Status400BadRequest, fault)
            : TypedResults.NoContent();

    internal static ProblemHttpResult NoCase(string id) => Refuse(StatusCodes.Status404NotFound, $"There is no case '{id}'.");

    internal static ProblemHttpResult Refuse(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}
