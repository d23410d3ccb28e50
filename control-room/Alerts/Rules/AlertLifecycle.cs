using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Codes;
using Solutions.Edge.ControlRoom.Alerts.Shelves;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>
/// ISA-18.2 states of one site's alerts: raising, repeats, cool-down, folding, returning to normal, acknowledging. Pure:
/// takes findings and times, gives changes.
/// </summary>
internal sealed class AlertLifecycle(string site, bool hasCamera, RuleParameters parameters, TimeZoneInfo? zone = null)
{
    private readonly List<Alert> alerts = [];
    private readonly List<AlertChange> changes = [];

    private AlertAnswers Answers => field ??= new(alerts, Shelves, Record);

    /// <summary>What of the site is held back.</summary>
    public AlertShelves Shelves => field ??= new(site, zone ?? TimeZoneInfo.Utc, alerts, Record,
        (alert, why, atMs, by) => Fire(alert, why, atMs, AlertEvent.ShelfEnded, by));

    /// <summary>Alerts that are open or rang within the cool-down.</summary>
    public IReadOnlyList<Alert> Alerts => alerts;

    /// <summary>Takes what the journal states in place of what was worked out: after a restart the journal is right.</summary>
    public void Restore(IEnumerable<Alert> journal, IEnumerable<Shelf>? shelves = null)
    {
        alerts.Clear();
        alerts.AddRange(journal);
        Shelves.Restore(shelves ?? []);
        changes.Clear();
    }

    /// <summary>These hold for what rings from now on; what is open goes on.</summary>
    public void Follow(bool camera, RuleParameters figures) => (hasCamera, parameters) = (camera, figures);

    public IReadOnlyList<AlertChange> TakeChanges()
    {
        var taken = changes.ToArray();
        changes.Clear();
        return taken;
    }

    /// <summary>The open alert; with none but a test, that.</summary>
    public Alert? Open(string code, Source source) => alerts.Find(a => IsOpen(a, code, source) && !a.IsTest) ?? alerts.Find(a => IsOpen(a, code, source));

    public IReadOnlyList<Alert> AllOpen(string code, Source source) => alerts.FindAll(a => IsOpen(a, code, source));

    /// <summary>True if an alert of this code and source already covers <paramref name="atMs"/>. A test covers only what is one.</summary>
    public bool Covers(string code, Source source, long atMs, bool isTest) =>
        alerts.Exists(a => a.Code == code && a.Source == source && (isTest || !a.IsTest) && atMs >= a.SinceMs - parameters.ClearSeconds * 1000L
            && atMs <= (a.UntilMs ?? long.MaxValue - 10_000_000) + parameters.CoolDownSeconds * 1000L);

    /// <summary>The rule is met: a new alert, a repeat of the open one, or nothing if it simply goes on.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="source">What rang.</param>
    /// <param name="statement">What it states.</param>
    /// <param name="atMs">Event time.</param>
    /// <param name="limitDb">The rule's line.</param>
    /// <param name="again">True: a new occurrence even if the open alert has not returned (a second opening).</param>
    /// <param name="lateness">How long ago it happened.</param>
    /// <param name="visit">The engineer's visit during which it did: it is a test; null = none was on.</param>
    public void Met(Rule rule, Source source, Statement statement, long atMs, double? limitDb, bool again, TimeSpan lateness, long? visit = null)
    {
        var open = Open(rule.Code, source);
        if (visit is not null)
            Test(rule, source, statement, atMs, limitDb, again, lateness, visit.Value);
        else if (open is null || (open.IsTest && atMs < open.SinceMs))
            Raise(rule, source, statement, atMs, limitDb, lateness);
        else
            GoOn(open, statement, atMs, again, lateness);
    }

    /// <summary>The condition has been clear for long enough, or is judged no more.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="untilMs">Since when.</param>
    /// <param name="why">What the journal says of it; null = what the alert says.</param>
    public void Returned(Alert alert, long untilMs, string? why = null)
    {
        if (alert.UntilMs is not null)
            return;
        // Since it began, the clock may have been set back.
        alert.UntilMs = Math.Max(untilMs, alert.SinceMs);
        alert.State = alert is { State: AlertState.Acknowledged, IsOnHold: true } ? AlertState.Acknowledged
            : alert is { State: AlertState.Acknowledged } or { FoldedUnder: not null } or { Suppressed: not null } or { IsShelved: true }
            ? AlertState.Normal : AlertState.ReturnedUnacknowledged;
        Record(alert, AlertEvent.Returned, untilMs, rings: false, why: why);
    }

    /// <summary>A person's act. One that is closed long since may be brought from the journal first (<see cref="Bring"/>).</summary>
    public ActResult Do(string id, AlertAct act, long atMs) => Answers.Do(id, act, parameters, atMs);

    /// <summary>What waits again because nobody has judged it in time, and what is held back no longer.</summary>
    public void Expire(long nowMs)
    {
        Answers.Expire(nowMs);
        Shelves.Pass(nowMs);
    }

    /// <summary>Takes a closed alert of the journal, so that it can be acted on.</summary>
    public void Bring(Alert alert)
    {
        if (!alerts.Exists(a => a.Id == alert.Id))
            alerts.Add(alert);
    }

    /// <summary>Lets go of closed alerts that no cool-down or late record can ask for any more.</summary>
    public void Forget(long nowMs) =>
        alerts.RemoveAll(a => !a.IsOpen && a.LastMs < nowMs - 2 * parameters.CoolDownSeconds * 1000L
            && a.UntilMs < nowMs - 2 * parameters.CoolDownSeconds * 1000L);

    private void GoOn(Alert open, Statement statement, long atMs, bool again, TimeSpan lateness)
    {
        var (holding, shelf) = (Shelves.Holding(open), Shelves.Over(open.Code, open.Source, statement.Priority, atMs));
        if (holding?.UntilMs <= atMs)
            Shelves.Pass(atMs);
        else if (holding is not null ? shelf is null
            : open.Suppressed is not null && !CoolDown.Silences(open, statement.Priority, atMs, lateness, shelf, alerts, parameters))
            Silenced(open, statement, atMs, shelf);
        else if (open.UntilMs is not null || again)
        {
            var (returned, moreUrgent) = (open.UntilMs is not null, statement.Priority < open.Priority);
            open.Priority = Math.Min(open.Priority, statement.Priority);
            open.Count++;
            // One that is known late is not the last.
            open.LastMs = Math.Max(open.LastMs, atMs);
            open.UntilMs = null;
            open.State = open.AcknowledgedMs is null || returned ? AlertState.Unacknowledged : AlertState.Acknowledged;
            open.Why = statement.Why;
            if (open.IsListed && (moreUrgent || (returned && open.Priority == 1)))
                Fire(open, statement.Why, atMs, moreUrgent ? AlertEvent.PriorityRaised : AlertEvent.Rang);
            else
                Record(open, AlertEvent.Repeated, atMs, rings: false);
        }
        else if (statement.Priority < open.Priority)
        {
            (open.Priority, open.Why, open.LastMs) = (statement.Priority, statement.Why, atMs);
            Record(open, AlertEvent.PriorityRaised, atMs, rings: open.IsListed);
        }
    }

    /// <summary>It went on past the cool-down that kept it silent, or is more urgent than what is held back: it rings now, if nothing else holds it.</summary>
    private void Silenced(Alert open, Statement statement, long atMs, Shelf? shelf)
    {
        open.Priority = Math.Min(open.Priority, statement.Priority);
        if (shelf is not null)
        {
            Shelves.Hide(open, shelf);
            Record(open, AlertEvent.Suppressed, atMs, rings: false);
            return;
        }
        Fire(open, statement.Why, atMs, AlertEvent.Rang);
    }

    /// <summary>An engineer is there: nothing rings, and what was open before goes on as it was.</summary>
    private void Test(Rule rule, Source source, Statement statement, long atMs, double? limitDb, bool again, TimeSpan lateness, long visit)
    {
        if (alerts.Find(a => IsOpen(a, rule.Code, source) && a.IsTest) is { } test)
        {
            if (!again)
                return;
            (test.Count, test.LastMs, test.Why) = (test.Count + 1, Math.Max(test.LastMs, atMs), TestWhy(statement.Why));
            Record(test, AlertEvent.Repeated, atMs, rings: false);
        }
        else if (again || Open(rule.Code, source) is not { UntilMs: null })
            Raise(rule, source, statement, atMs, limitDb, lateness, visit);
    }

    private void Raise(Rule rule, Source source, Statement statement, long atMs, double? limitDb, TimeSpan lateness, long? visit = null)
    {
        var late = lateness.TotalSeconds >= 60;
        var alert = new Alert
        {
            Id = Ids.New(),
            Code = rule.Code,
            Site = site,
            Source = source,
            Devices = [.. statement.Devices],
            Priority = statement.Priority,
            State = AlertState.Unacknowledged,
            Why = visit is not null ? TestWhy(statement.Why) : late ? $"happened {lateness.TotalMinutes:0} min ago: {statement.Why}" : statement.Why,
            SinceMs = statement.SinceMs,
            FiredMs = atMs,
            LastMs = atMs,
            LimitDb = limitDb,
            Still = hasCamera && rule.TakesPicture && visit is null ? Ids.New() : null,
            Clip = hasCamera && rule.TakesPicture && visit is null ? Ids.New() : null,
            Rule = rule.Version,
            Parameters = parameters.Version,
            Visit = visit,
            Suppressed = visit is null ? null : "an engineer's visit",
        };
        if (lateness > rule.RingsUpTo)
            (alert.Suppressed, alert.State, alert.UntilMs) = (alert.Suppressed ?? "found later", AlertState.Normal, atMs);
        else if (!alert.IsTest)
            Place(alert, atMs, lateness);
        alerts.Add(alert);
        Record(alert, alert.Suppressed is not null ? AlertEvent.Suppressed : alert.FoldedUnder is not null ? AlertEvent.Folded : AlertEvent.Raised, atMs,
            alert.IsListed);
        if (!alert.IsListed)
            return;
        foreach (var child in Folding.Fold(alert, alerts, parameters))
            Record(child, AlertEvent.Folded, atMs, rings: false);
    }

    /// <summary>Whether one that has just been raised rings, goes under another, or stays silent.</summary>
    private void Place(Alert alert, long atMs, TimeSpan lateness)
    {
        var shelf = Shelves.Over(alert.Code, alert.Source, alert.Priority, atMs);
        if (alert.Priority > 1 && CoolDown.Silences(alert, alert.Priority, atMs, lateness, shelf, alerts, parameters))
            (alert.Suppressed, alert.Shelf) = ($"within {parameters.CoolDownSeconds / 60} min of the one before", shelf?.Id);
        else if (shelf is not { IsOutOfService: true })
            alert.FoldedUnder = Folding.Parent(alert, alerts, parameters)?.Id;
        if (shelf is not null && alert is { Suppressed: null, FoldedUnder: null })
            Shelves.Hide(alert, shelf);
    }

    private static string TestWhy(string why) => $"TEST: {why}";

    private static bool IsOpen(Alert alert, string code, Source source) => alert.IsOpen && alert.Code == code && alert.Source == source;

    private void Fire(Alert alert, string why, long atMs, AlertEvent happened, string? by = null)
    {
        (alert.Why, alert.FiredMs, alert.LastMs, alert.State) = (why, atMs, atMs, AlertState.Unacknowledged);
        (alert.Suppressed, alert.IsShelved) = (null, false);
        // What rings now has not been judged; the journal keeps the verdict before.
        AlertAnswers.ForgetVerdict(alert);
        // The picture of an hour ago does not show what rings now.
        (alert.Still, alert.Clip) = hasCamera && AlertCodes.Find(alert.Code) is not { TakesPicture: false } ? (Ids.New(), Ids.New()) : (null, null);
        Record(alert, happened, atMs, rings: true, by);
    }

    private void Record(Alert alert, AlertEvent happened, long atMs, bool rings, string? by = null, string? why = null) => changes.Add(new(
        alert.Copy(),
        new()
        {
            Alert = alert.Id,
            AtMs = atMs,
            Event = happened,
            State = alert.State,
            Priority = alert.Priority,
            Rings = rings,
            By = by,
            Why = why ?? alert.Suppressed ?? alert.Why,
        }));
}
