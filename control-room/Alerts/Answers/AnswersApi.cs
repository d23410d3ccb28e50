using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Alerts.Shelves;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Alerts.Answers;

/// <summary>Body of <c>POST /api/v1/alerts/{id}/verdict</c>.</summary>
/// <param name="Verdict"><c>real</c>, <c>not-real</c> or <c>cannot-tell</c>.</param>
/// <param name="Cause">Of one that is not real: <c>weather-or-light</c>, ...; null = not said.</param>
internal sealed record VerdictRequest(Verdict? Verdict, FalseCause? Cause = null);

/// <summary>Body of <c>POST /api/v1/alerts/{id}/note</c> and, where it may be left out, of <c>/reopen</c>.</summary>
internal sealed record NoteRequest(string? Text);

/// <summary>Body of <c>POST /api/v1/alerts/{id}/escalate</c>.</summary>
/// <param name="Agency">One of <see cref="Agencies.Names"/>.</param>
/// <param name="Log">The agency's log number; null = none was given.</param>
/// <param name="Outcome">The agency's answer; null = not known.</param>
internal sealed record EscalationRequest(string? Agency, string? Log = null, string? Outcome = null)
{
    private const int Longest = 200;

    /// <summary>Such as <c>Police, log 0412: a unit in 5 min</c>.</summary>
    public string Text => $"{Agency}{(Part(Log) is { } log ? $", log {log}" : "")}{(Part(Outcome) is { } outcome ? $": {outcome}" : "")}";

    /// <summary>The field that is wrong, its value and what would be right; null = none.</summary>
    public (string Field, string? Value, string Expected)? FindFault() =>
        !Agencies.Names.Contains(Agency) ? ("agency", Agency, string.Join(", ", Agencies.Names))
        : Log is { Length: > Longest } ? ("log", Log, $"at most {Longest} characters")
        : Outcome is { Length: > Longest } ? ("outcome", Outcome, $"at most {Longest} characters") : null;

    private static string? Part(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>The operator's verbs for scripts; a page does the same by <see cref="AnswerAlert"/>.</summary>
internal static class AnswersApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Verb("acknowledge", "Acknowledge an alert: somebody has seen it.", AlertVerb.Acknowledge);
        Verb("hold", "Put an alert aside: without a verdict it waits again after its time.", AlertVerb.Hold);
        Verb("undo", "Take one's own last acknowledgement or verdict back, within seconds.", AlertVerb.Undo);
        Post<VerdictRequest>("verdict", "Give an alert its verdict, which acknowledges it.", (body, by) => body.Verdict is null
            ? (null, QueryValue.Wrong("verdict", null, "real, not-real or cannot-tell"))
            : (new(AlertVerb.Judge, by) { Verdict = body.Verdict, Cause = body.Cause }, null));
        Post<NoteRequest>("note", "Enter a note on an alert.", (body, by) => body.Text is not { Length: > 0 and <= AlertAct.LongestText }
            ? (null, QueryValue.Wrong("text", body.Text, $"1 to {AlertAct.LongestText} characters"))
            : (new(AlertVerb.Note, by) { Text = body.Text }, null));
        Post<NoteRequest>("reopen", "A closed alert waits again, with its trail.", (body, by) => body.Text is { Length: > AlertAct.LongestText }
            ? (null, QueryValue.Wrong("text", body.Text, $"at most {AlertAct.LongestText} characters"))
            : (new(AlertVerb.Reopen, by) { Text = body.Text }, null));
        Post<ShelveRequest>("shelve", "Hold the source of an alert back for some minutes: what would ring is kept and counted.",
            (body, by) => body.FindFault() is { } fault ? (null, QueryValue.Wrong(fault.Field, fault.Value, fault.Expected))
                : (new(AlertVerb.Shelve, by) { Text = body.Reason, Minutes = body.Minutes }, null));
        Post<EscalationRequest>("escalate", "An alert was handed on to an agency.", (body, by) => body.FindFault() is { } fault
            ? (null, QueryValue.Wrong(fault.Field, fault.Value, fault.Expected))
            : (new(AlertVerb.Escalate, by) { Text = body.Text }, null));

        void Verb(string name, string summary, AlertVerb verb) => routes.MapPost($"/api/v1/alerts/{{id}}/{name}",
                (string id, Answering answering, Caller caller, CancellationToken stopping) =>
                    answering.DoAsync(id, new(verb, caller.Hand), caller, stopping))
            .Needs(Right.AnswerAlerts).WithSummary(summary);

        void Post<T>(string name, string summary, Func<T, string, (AlertAct? Act, ProblemHttpResult? Fault)> read) => routes.MapPost(
                $"/api/v1/alerts/{{id}}/{name}", async Task<Results<NoContent, ProblemHttpResult>> (string id, T? body, Answering answering,
                    Caller caller, CancellationToken stopping) =>
                {
                    if (body is null)
                        return QueryValue.Wrong("body", null, "a JSON object");
                    var (act, fault) = read(body, caller.Hand);
                    return act is null ? fault! : await answering.DoAsync(id, act, caller, stopping);
                })
            .Needs(Right.AnswerAlerts).WithSummary(summary);
    }
}

/// <summary>An act that came over HTTP.</summary>
internal sealed class Answering(AnswerAlert answer, AlertJournal journal, SiteCatalog sites)
{
    public async Task<Results<NoContent, ProblemHttpResult>> DoAsync(string id, AlertAct act, Caller caller, CancellationToken stopping)
    {
        // An alert of a home is not there for a role that does not see homes.
        var isSeen = Ids.IsValid(id) && await journal.SiteOfAsync(id) is { } site && caller.SeesSite(sites, site);
        var (outcome, why) = isSeen ? await answer.HandleAsync(id, act, stopping) : ActResult.NotFound;
        return outcome switch
        {
            ActOutcome.Done => TypedResults.NoContent(),
            ActOutcome.NotFound => TypedResults.Problem($"There is no alert '{id}'.", statusCode: StatusCodes.Status404NotFound),
            _ => TypedResults.Problem($"Alert '{id}': {why}.", statusCode: StatusCodes.Status409Conflict),
        };
    }
}
