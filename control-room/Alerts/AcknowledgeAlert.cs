using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.Contracts;

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
    /// <inheritdoc cref="HandleAsync" path="/param"/>
    public async Task<UndoResult> UndoAsync(string alertId, string by, CancellationToken cancellationToken) =>
        await journal.SiteOfAsync(alertId) is { } site
            ? await grains.GetGrain<ISiteGrain>(site).UndoAsync(alertId, by).WaitAsync(cancellationToken)
            : UndoResult.NotFound;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/alerts/{id}/acknowledge",
        async Task<Results<NoContent, ProblemHttpResult>> (string id, AcknowledgeAlert acknowledge, CancellationToken cancellationToken) =>
            await acknowledge.HandleAsync(id, "api", cancellationToken) switch
            {
                AcknowledgeResult.Done => TypedResults.NoContent(),
                AcknowledgeResult.NotFound => TypedResults.Problem($"There is no alert '{id}'.", statusCode: StatusCodes.Status404NotFound),
                _ => TypedResults.Problem($"Alert '{id}' is acknowledged already.", statusCode: StatusCodes.Status409Conflict),
            }).WithSummary("Acknowledge an alert: somebody has seen it.");
}
