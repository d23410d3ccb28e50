using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Alerts.Answers;

/// <summary>A person's act on an alert, carried to the site that has it.</summary>
internal sealed class AnswerAlert(AlertJournal journal, IGrainFactory grains)
{
    /// <param name="alertId">The alert.</param>
    /// <param name="act">What is done.</param>
    /// <param name="cancellationToken">Gives up waiting; what is stored stays stored.</param>
    public async Task<ActResult> HandleAsync(string alertId, AlertAct act, CancellationToken cancellationToken) =>
        Ids.IsValid(alertId) && await journal.SiteOfAsync(alertId) is { } site
            ? await grains.GetGrain<ISiteGrain>(site).ActAsync(alertId, act).WaitAsync(cancellationToken)
            : ActResult.NotFound;
}
