using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>What became of an acknowledgement.</summary>
internal enum AcknowledgeResult
{
    Done,
    NotFound,
    AlreadyAcknowledged,
}

/// <summary>What became of taking one back.</summary>
internal enum UndoResult
{
    Done,
    NotFound,

    /// <summary>Or it was another's, or the alert has rung again since.</summary>
    TooLate,
}

/// <summary>A person has seen an alert.</summary>
internal sealed class AcknowledgeAlert(AlertJournal journal, IGrainFactory grains)
{
    /// <param name="alertId">The alert.</param>
    /// <param name="by">Role and desk, or person number; never a name.</param>
    /// <param name="cancellationToken">Gives up waiting; what is stored stays stored.</param>
    public async Task<AcknowledgeResult> HandleAsync(string alertId, string by, CancellationToken cancellationToken) =>
        Ids.IsValid(alertId) && await journal.SiteOfAsync(alertId) is { } site
            ? await grains.GetGrain<ISiteGrain>(site).AcknowledgeAsync(alertId, by).WaitAsync(cancellationToken)
            : AcknowledgeResult.NotFound;

    /// <summary>Takes back what the same hand did within the last 10 s.</summary>
    /// <param name="alertId">The alert.</param>
    /// <param name="by">Role and desk, or person number; never a name.</param>
    /// <param name="cancellationToken">Gives up waiting; what is stored stays stored.</param>
    public async Task<UndoResult> UndoAsync(string alertId, string by, CancellationToken cancellationToken) =>
        await journal.SiteOfAsync(alertId) is { } site
            ? await grains.GetGrain<ISiteGrain>(site).UndoAsync(alertId, by).WaitAsync(cancellationToken)
            : UndoResult.NotFound;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/alerts/{id}/acknowledge", AnswerAsync)
        .Needs(Right.AnswerAlerts).WithSummary("Acknowledge an alert: somebody has seen it.");

    private static async Task<Results<NoContent, ProblemHttpResult>> AnswerAsync(
        string id, AcknowledgeAlert acknowledge, AlertJournal journal, SiteCatalog sites, Caller caller, CancellationToken cancellationToken)
    {
        // An alert of a home is not there for a role that does not see homes.
        var isSeen = Ids.IsValid(id) && await journal.SiteOfAsync(id) is { } site && caller.SeesSite(sites, site);
        return (isSeen ? await acknowledge.HandleAsync(id, caller.Hand, cancellationToken) : AcknowledgeResult.NotFound) switch
        {
            AcknowledgeResult.Done => TypedResults.NoContent(),
            AcknowledgeResult.NotFound => TypedResults.Problem($"There is no alert '{id}'.", statusCode: StatusCodes.Status404NotFound),
            _ => TypedResults.Problem($"Alert '{id}' is acknowledged already.", statusCode: StatusCodes.Status409Conflict),
        };
    }
}
