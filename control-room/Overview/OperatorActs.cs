using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Overview;

/// <summary>What an operator does on the page, each with the sentence that reports what became of it.</summary>
internal sealed class OperatorActs(AnswerAlert answer, MissedBook missed, SiteCatalog sites, TimeProvider time, ILogger<OperatorActs> log)
{
    /// <summary>How long the control room may take over an act before the page states that it has not confirmed it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public Act Refused(string why) => new(why, true, time.GetUtcNow());

    public Act Forbidden => Refused("Not done: your roles do not include answering alerts.");

    public Task<Act> AnswerAsync(AlertRow alert, Press press, string hand) => AttemptAsync(async stopping =>
        await WhyNotAsync(alert.Id, press.By(hand), stopping) is { } why ? Refused($"Not done: {Wording.Name(alert)}: {why}.")
            : Done($"{press.Done}: {Wording.Name(alert)}.", alert.Id) with { AsksCauseOf = press.Verdict == Verdict.NotReal ? alert.Id : null });

    public Task<Act> NameCauseAsync(string alert, FalseCause cause, string hand) => AttemptAsync(async stopping =>
        await WhyNotAsync(alert, new(AlertVerb.NameCause, hand) { Cause = cause }, stopping) is { } why ? Refused($"Not done: {why}.")
            : Done($"Not real: {VerdictWords.Of(cause)}.", alert));

    public Task<Act> EscalateAsync(string alert, string text, string hand) => AttemptAsync(async stopping =>
        await WhyNotAsync(alert, new(AlertVerb.Escalate, hand) { Text = text }, stopping) is { } why ? Refused($"Not done: {why}.")
            : Done($"Escalated: {text}."));

    /// <param name="alert">The alert.</param>
    /// <param name="name">What it is called; null = it had left the queue.</param>
    /// <param name="act">For how long, and why.</param>
    public Task<Act> ShelveAsync(string alert, string? name, AlertAct act) => AttemptAsync(async stopping =>
        await WhyNotAsync(alert, act, stopping) is { } why ? Refused($"Not done: {name ?? "the alert"}: {why}.")
            : Done($"Shelved for {act.Minutes} min: {name ?? "the alert"}.", alert));

    public Task<Act> EnterMissedAsync(string site, DateTimeOffset at, string line, string hand) => AttemptAsync(async stopping =>
    {
        await missed.AddAsync(site, at, line, hand, stopping);
        return Done($"Entered as missed: {sites.Find(site)?.Name}, {line}.");
    });

    /// <param name="alert">The alert.</param>
    /// <param name="name">What it is called; null = it had left the queue.</param>
    /// <param name="hand">Whose answer it was.</param>
    public Task<Act> UndoAsync(string alert, string? name, string hand) => AttemptAsync(async stopping =>
        await WhyNotAsync(alert, new(AlertVerb.Undo, hand), stopping) is { } why ? Refused($"Not taken back: {why}.")
            : Done($"Taken back: {name ?? "it"} waits again."));

    private Act Done(string word, string? undoes = null) => new(word, false, time.GetUtcNow(), undoes);

    private async Task<string?> WhyNotAsync(string alert, AlertAct act, CancellationToken stopping) => (await answer.HandleAsync(alert, act, stopping)).Why;

    private async Task<Act> AttemptAsync(Func<CancellationToken, Task<Act>> attempt)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            return await attempt(patience.Token);
        }
        catch (OperationCanceledException)
        {
            return Refused(
                $"Not confirmed: the control room has not stored it within {Patience.TotalSeconds:0} s. Look whether it still waits, and try again.");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            OverviewLog.NotDone(log, e.Message);
            return Refused("Not done: the control room could not store it. Try again.");
        }
    }
}
