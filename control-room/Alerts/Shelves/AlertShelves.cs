using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Shelves;

/// <summary>What of a site is shelved or out of service, by ISA-18.2. Pure: takes acts and times, changes alerts and shelves, records it.</summary>
/// <param name="site">The site.</param>
/// <param name="zone">Its time zone.</param>
/// <param name="alerts">The site's, of the life cycle.</param>
/// <param name="record">Writes a change of an alert to the journal.</param>
/// <param name="ring">Has an alert ring: why, when, and whose act it was.</param>
internal sealed class AlertShelves(
    string site, TimeZoneInfo zone, List<Alert> alerts, Action<Alert, AlertEvent, long, bool, string?, string?> record,
    Action<Alert, string, long, string?> ring)
{
    private readonly List<Shelf> open = [];
    private readonly List<ShelfChange> changes = [];

    public IReadOnlyList<Shelf> Open => open;

    /// <summary>Takes what the journal states.</summary>
    public void Restore(IEnumerable<Shelf> journal)
    {
        open.Clear();
        open.AddRange(journal);
        changes.Clear();
    }

    public IReadOnlyList<ShelfChange> TakeChanges()
    {
        var taken = changes.ToArray();
        changes.Clear();
        return taken;
    }

    /// <summary>What holds back an alert of this code, source and priority that happens at <paramref name="atMs"/>; null = it may ring.</summary>
    public Shelf? Over(string code, Source source, int priority, long atMs) =>
        open.Find(s => s.Holds(code, source) && priority >= s.Priority && !(s.UntilMs <= atMs));

    /// <summary>The shelf that holds an alert back now; null = none.</summary>
    public Shelf? Holding(Alert alert) => alert.IsShelved ? open.Find(s => s.Id == alert.Shelf) : null;

    /// <summary>An alert would have rung: it is kept with the reason why it did not.</summary>
    public void Hide(Alert alert, Shelf shelf)
    {
        (alert.Shelf, alert.IsShelved, alert.Suppressed, alert.Still, alert.Clip) = (shelf.Id, true, shelf.Words(zone), null, null);
        shelf.Hid++;
        changes.Add(new(shelf.Copy(), false, null));
    }

    /// <summary>Holds back the source of an alert.</summary>
    /// <returns>Why not; null = it is done.</returns>
    public string? Shelve(Alert alert, AlertAct act, AnswerFigures figures, long atMs)
    {
        var longest = LongestMinutes(alert.Priority, figures);
        if (FindFault(act.Text) is { } groundless)
            return groundless;
        if (act.Minutes is not { } minutes || minutes < 1 || minutes > longest)
            return $"minutes is {(act.Minutes is { } given ? $"{given}" : "not given")}; a P{alert.Priority} is shelved here for 1 to {longest} min";
        if (Over(alert.Code, alert.Source, alert.Priority, atMs) is { } before)
            return $"it is {before.Words(zone)}";
        var shelf = Begin(new()
        {
            Id = Ids.New(),
            Site = site,
            Source = alert.Source,
            Code = alert.Code,
            Priority = alert.Priority,
            Reason = act.Text!.Trim(),
            By = act.By,
            Alert = alert.Id,
            SinceMs = atMs,
            UntilMs = atMs + minutes * 60_000L,
        });
        HoldBack(alert, shelf);
        return null;
    }

    /// <summary>A slip: the shelf of an alert ends at once, and the alert stands as it did.</summary>
    /// <returns>False: there is no such shelf of that hand.</returns>
    public bool TakeBack(Alert alert, string by, long atMs, long undoableMs)
    {
        if (Holding(alert) is not { } shelf || shelf.Alert != alert.Id || shelf.By != by || atMs - shelf.SinceMs > undoableMs)
            return false;
        (alert.Shelf, alert.IsShelved) = (null, false);
        alert.State = alert.UntilMs is not null ? alert.Verdict is null ? AlertState.ReturnedUnacknowledged : AlertState.Normal
            : alert.AcknowledgedMs is null ? AlertState.Unacknowledged : AlertState.Acknowledged;
        End(shelf, atMs, atMs, by);
        return true;
    }

    public ActResult Do(ShelfAct act, long atMs) => act.Verb switch
    {
        ShelfVerb.PutOutOfService => PutOutOfService(act, atMs),
        ShelfVerb.PutInService => PutInService(act, atMs),
        _ => End(act, atMs),
    };

    /// <summary>Shelves whose time is up end.</summary>
    public void Pass(long nowMs)
    {
        foreach (var shelf in open.Where(s => s.UntilMs <= nowMs).ToList())
            End(shelf, shelf.UntilMs!.Value, nowMs, null);
    }

    public static int LongestMinutes(int priority, AnswerFigures figures) =>
        priority == 1 ? Math.Min(figures.ShelfMinutes, figures.UrgentShelfMinutes) : figures.ShelfMinutes;

    private static string? FindFault(string? reason) => string.IsNullOrWhiteSpace(reason) || reason.Length > AlertAct.LongestText
        ? $"the reason has {reason?.Trim().Length ?? 0} characters; it must have 1 to {AlertAct.LongestText}" : null;

    private ActResult End(ShelfAct act, long atMs)
    {
        if (open.Find(s => s.Id == act.Subject) is not { } shelf)
            return ActResult.Refused("it has ended");
        if (shelf.IsOutOfService)
            return ActResult.Refused("it is out of service: it ends when its device is put in service");
        End(shelf, atMs, atMs, act.By);
        return ActResult.Done;
    }

    private ActResult PutOutOfService(ShelfAct act, long atMs)
    {
        if (FindFault(act.Reason) is { } groundless)
            return ActResult.Refused(groundless);
        if (open.Find(s => s.IsOutOfService && s.Source.Id == act.Subject && s.Code == act.Code) is { } before)
            return ActResult.Refused($"it is {before.Words(zone)}");
        var shelf = Begin(new()
        {
            Id = Ids.New(),
            Site = site,
            Source = new(act.Subject),
            Code = act.Code,
            Priority = 1,
            Reason = act.Reason!.Trim(),
            By = act.By,
            SinceMs = atMs,
            ReviewByMs = act.ReviewByMs,
        });
        foreach (var alert in alerts.Where(a => a.IsListed && shelf.Holds(a.Code, a.Source)).ToList())
        {
            HoldBack(alert, shelf);
            record(alert, AlertEvent.Shelved, atMs, false, act.By, shelf.Words(zone));
        }
        return ActResult.Done;
    }

    private ActResult PutInService(ShelfAct act, long atMs)
    {
        var shelves = open.FindAll(s => s.IsOutOfService && s.Source.Id == act.Subject && (act.Code is null || s.Code == act.Code));
        foreach (var shelf in shelves)
            End(shelf, atMs, atMs, act.By);
        return shelves.Count > 0 ? ActResult.Done : ActResult.Refused("it is in service");
    }

    private Shelf Begin(Shelf shelf)
    {
        open.Add(shelf);
        changes.Add(new(shelf.Copy(), true, Of(shelf, AlertEvent.Shelved, shelf.SinceMs, shelf.By, shelf.Words(zone))));
        return shelf;
    }

    /// <summary>An alert that has rung leaves the queue; one that is over already is closed by it.</summary>
    private static void HoldBack(Alert alert, Shelf shelf)
    {
        (alert.Shelf, alert.IsShelved) = (shelf.Id, true);
        if (alert.UntilMs is not null)
            alert.State = AlertState.Normal;
    }

    /// <summary>What it held back and what still goes on rings: one row of each code and source.</summary>
    private void End(Shelf shelf, long atMs, long nowMs, string? by)
    {
        open.Remove(shelf);
        (shelf.EndedMs, shelf.EndedBy) = (atMs, by);
        changes.Add(new(shelf.Copy(), false, Of(shelf, AlertEvent.ShelfEnded, atMs, by, by is null ? "its time is up" : "ended")));
        foreach (var held in alerts.Where(a => a.Shelf == shelf.Id && a is { IsOpen: true, UntilMs: null, FoldedUnder: null, Visit: null }
            && !a.IsListed).GroupBy(a => (a.Code, a.Source)).ToList())
        {
            var alert = held.MaxBy(a => a.FiredMs)!;
            if (Over(alert.Code, alert.Source, alert.Priority, nowMs) is { } other)
                (alert.Shelf, alert.IsShelved) = (other.Id, true);
            else
                ring(alert, $"was {(shelf.IsOutOfService ? "out of service" : "shelved")}; hid {shelf.Hid}: {alert.Why}", nowMs, by);
        }
    }

    private static AlertTransition Of(Shelf shelf, AlertEvent happened, long atMs, string? by, string why) => new()
    {
        Alert = shelf.Id,
        AtMs = atMs,
        Event = happened,
        State = AlertState.Normal,
        Priority = shelf.Priority,
        By = by,
        Why = why,
    };
}
