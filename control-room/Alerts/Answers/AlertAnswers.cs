using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Alerts.Shelves;

namespace Solutions.Edge.ControlRoom.Alerts.Answers;

/// <summary>What people do with a site's alerts, by ISA-18.2. Pure: takes acts and times, changes alerts and records it.</summary>
/// <remarks>An act on an alert is one on what folded under it too; the verdict is on the alert alone, so that one incident counts once.</remarks>
/// <param name="alerts">The site's, of the life cycle.</param>
/// <param name="shelves">What of it is held back.</param>
/// <param name="record">Writes a change to the journal.</param>
internal sealed class AlertAnswers(List<Alert> alerts, AlertShelves shelves, Action<Alert, AlertEvent, long, bool, string?, string?> record)
{
    /// <summary>The 10 s that a screen offers it, and what a slow disk and line take of them.</summary>
    private const long UndoableMs = 15_000;

    public ActResult Do(string id, AlertAct act, RuleParameters parameters, long atMs)
    {
        if (alerts.Find(a => a.Id == id) is not { } alert)
            return ActResult.NotFound;
        // A second hand that has not seen what the first did would do it over.
        if (act.Known is { } known && known != alert.Acts)
            return ActResult.Refused($"meanwhile it was {alert.LastAct}");
        var why = act.Verb switch
        {
            AlertVerb.Acknowledge => Acknowledge(alert, act, atMs + parameters.AcknowledgedSeconds * 1000L, atMs),
            AlertVerb.Hold => Hold(alert, act, atMs + parameters.HoldSeconds * 1000L, atMs),
            AlertVerb.Judge => Judge(alert, act, atMs),
            AlertVerb.NameCause => NameCause(alert, act, atMs),
            AlertVerb.Escalate => Escalate(alert, act, atMs + parameters.AcknowledgedSeconds * 1000L, atMs),
            AlertVerb.Note => Note(alert, act, atMs),
            AlertVerb.Reopen => Reopen(alert, act, atMs),
            AlertVerb.Shelve => Shelve(alert, act, parameters, atMs),
            _ => Undo(alert, act.By, atMs),
        };
        return why is null ? ActResult.Done : ActResult.Refused(why);
    }

    /// <summary>An alert that was acknowledged and not judged waits again once its time is up: no acknowledgement holds for ever.</summary>
    public void Expire(long nowMs)
    {
        foreach (var alert in alerts.Where(a => a is { State: AlertState.Acknowledged, Verdict: null } && a.AcknowledgedUntilMs <= nowMs).ToList())
        {
            var why = $"{(alert.IsOnHold ? "on hold" : "acknowledged")} by {alert.AcknowledgedBy}, without a verdict, and the time is up: {alert.Why}";
            ForgetAcknowledgement(alert);
            alert.State = alert.UntilMs is null ? AlertState.Unacknowledged : AlertState.ReturnedUnacknowledged;
            record(alert, AlertEvent.AcknowledgementExpired, nowMs, alert.IsListed, null, why);
        }
    }

    public static void ForgetVerdict(Alert alert) =>
        (alert.Verdict, alert.Cause, alert.VerdictBy, alert.VerdictMs, alert.IsVerdictCounted) = (null, null, null, null, false);

    private string? Acknowledge(Alert alert, AlertAct act, long untilMs, long atMs)
    {
        if (!IsWaiting(alert))
            return $"it is {alert.LastAct ?? "acknowledged"} already";
        Acknowledged(alert, act.By, untilMs, atMs);
        Acted(alert, AlertEvent.Acknowledged, act.By, "acknowledged", atMs);
        return null;
    }

    private string? Hold(Alert alert, AlertAct act, long untilMs, long atMs)
    {
        if (!alert.IsOpen)
            return "it is closed";
        if (alert.Verdict is { } verdict)
            return $"it is judged {VerdictWords.Of(verdict)} already";
        alert.IsOnHold = true;
        Acknowledged(alert, act.By, untilMs, atMs);
        Acted(alert, AlertEvent.Held, act.By, "put on hold", atMs);
        return null;
    }

    private string? Judge(Alert alert, AlertAct act, long atMs)
    {
        if (act.Verdict is not { } verdict)
            return "a verdict must be real, not real or cannot tell";
        if (act.Cause is not null && verdict != Verdict.NotReal)
            return "only one that is not real has a cause";
        if (alert.FoldedUnder is not null)
            return "it went under another alert, which is judged in its place";
        if (IsWaiting(alert) || alert.IsOnHold)
            Acknowledged(alert, act.By, null, atMs);
        (alert.Verdict, alert.Cause, alert.VerdictBy, alert.VerdictMs) = (verdict, act.Cause, act.By, atMs);
        (alert.IsVerdictCounted, alert.AcknowledgedUntilMs, alert.IsOnHold) = (act.IsCounted, null, false);
        if (alert.UntilMs is not null)
            alert.State = AlertState.Normal;
        Acted(alert, AlertEvent.Judged, act.By, $"judged {VerdictWords.Of(verdict, act.Cause)}", atMs);
        return null;
    }

    private string? NameCause(Alert alert, AlertAct act, long atMs)
    {
        if (act.Cause is not { } cause)
            return "a cause must be one of 1 to 6";
        if (alert.Verdict != Verdict.NotReal)
            return "only one that is judged not real has a cause";
        alert.Cause = cause;
        Acted(alert, AlertEvent.CauseNamed, act.By, $"judged {VerdictWords.Of(Verdict.NotReal, cause)}", atMs);
        return null;
    }

    private string? Escalate(Alert alert, AlertAct act, long untilMs, long atMs)
    {
        if (act.Text is not { } text)
            return "an escalation must name its agency";
        alert.Escalated = text;
        if (IsWaiting(alert))
            Acknowledged(alert, act.By, untilMs, atMs);
        Acted(alert, AlertEvent.Escalated, act.By, $"escalated: {text}", atMs);
        return null;
    }

    private string? Note(Alert alert, AlertAct act, long atMs)
    {
        if (act.Text is not { Length: > 0 and <= AlertAct.LongestText } || string.IsNullOrWhiteSpace(act.Text))
            return $"a note must have 1 to {AlertAct.LongestText} characters";
        Acted(alert, AlertEvent.Noted, act.By, $"noted: {act.Text}", atMs);
        return null;
    }

    private string? Reopen(Alert alert, AlertAct act, long atMs)
    {
        if (act.Text is { Length: > AlertAct.LongestText })
            return $"the reason has {act.Text.Length} characters; it must have at most {AlertAct.LongestText}";
        if (alert.IsOpen)
            return "it is open";
        if (alert.FoldedUnder is not null || alert.Suppressed is not null)
            return "it has not rung by itself";
        if (alerts.Exists(a => a.IsOpen && (a.Code, a.Source) == (alert.Code, alert.Source)))
            return "the same is open again, as an alert of its own";
        ForgetAcknowledgement(alert);
        ForgetVerdict(alert);
        alert.State = AlertState.ReturnedUnacknowledged;
        Acted(alert, AlertEvent.Reopened, act.By, act.Text is { } text ? $"reopened: {text}" : "reopened", atMs);
        return null;
    }

    private string? Shelve(Alert alert, AlertAct act, RuleParameters parameters, long atMs)
    {
        if (alert.FoldedUnder is not null)
            return "it went under another alert, which is shelved in its place";
        if (shelves.Shelve(alert, act, parameters, atMs) is { } why)
            return why;
        Acted(alert, AlertEvent.Shelved, act.By, $"shelved for {act.Minutes} min: {act.Text!.Trim()}", atMs);
        return null;
    }

    /// <summary>A slip: the alert and what folded under it wait again, as if nobody had seen them; or only the verdict is taken back.</summary>
    private string? Undo(Alert alert, string by, long atMs)
    {
        const string tooLate = "it is too late, or it has rung again";
        if (shelves.TakeBack(alert, by, atMs, UndoableMs))
        {
            Acted(alert, AlertEvent.ShelfEnded, by, "taken back", atMs);
            return null;
        }
        var judged = alert.VerdictBy == by ? alert.VerdictMs : null;
        var acknowledged = alert.AcknowledgedBy == by ? alert.AcknowledgedMs : null;
        if ((judged ?? acknowledged) is not { } last || atMs - last > UndoableMs || IsWaiting(alert)
            || (!alert.IsOpen && alerts.Exists(a => a.IsOpen && (a.Code, a.Source) == (alert.Code, alert.Source))))
            return tooLate;
        if (judged is not null)
            ForgetVerdict(alert);
        if (acknowledged == last)
            foreach (var one in alerts.Where(a => a != alert && a.FoldedUnder == alert.Id && (a.AcknowledgedBy, a.AcknowledgedMs) == (by, acknowledged)))
            {
                ForgetAcknowledgement(one);
                one.State = one.UntilMs is null ? AlertState.Unacknowledged : AlertState.Normal;
                record(one, AlertEvent.AcknowledgementUndone, atMs, false, by, null);
            }
        if (acknowledged == last)
        {
            ForgetAcknowledgement(alert);
            alert.State = alert.UntilMs is null ? AlertState.Unacknowledged : AlertState.ReturnedUnacknowledged;
        }
        Acted(alert, judged is null ? AlertEvent.AcknowledgementUndone : AlertEvent.VerdictUndone, by, "taken back", atMs);
        return null;
    }

    private void Acknowledged(Alert alert, string by, long? untilMs, long atMs)
    {
        foreach (var one in alerts.Where(a => a.IsOpen && (a == alert || a.FoldedUnder == alert.Id)))
        {
            (one.AcknowledgedBy, one.AcknowledgedMs, one.AcknowledgedUntilMs) = (by, atMs, one == alert ? untilMs : null);
            one.State = one.UntilMs is null || one.IsOnHold ? AlertState.Acknowledged : AlertState.Normal;
            if (one != alert)
                record(one, AlertEvent.Acknowledged, atMs, false, by, null);
        }
    }

    private void Acted(Alert alert, AlertEvent happened, string by, string words, long atMs)
    {
        (alert.Acts, alert.LastAct) = (alert.Acts + 1, $"{words} by {by}");
        record(alert, happened, atMs, false, by, happened is AlertEvent.Acknowledged or AlertEvent.AcknowledgementUndone ? null : words);
    }

    private static bool IsWaiting(Alert alert) => alert.State is AlertState.Unacknowledged or AlertState.ReturnedUnacknowledged;

    private static void ForgetAcknowledgement(Alert alert) =>
        (alert.AcknowledgedBy, alert.AcknowledgedMs, alert.AcknowledgedUntilMs, alert.IsOnHold) = (null, null, null, false);
}
