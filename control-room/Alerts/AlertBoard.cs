using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Codes;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Evidence;
using Solutions.Edge.ControlRoom.Live;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>The open alerts as screens read them: a copy of the journal in memory, replaced whole on every transition.</summary>
internal sealed class AlertBoard(Feed feed, TimeProvider time)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly Lock writing = new();

    /// <summary>Each time that an alert rang: a site that wakes reports them again.</summary>
    private readonly HashSet<(string Alert, DateTimeOffset At, int Priority)> rang = [];
    private volatile IReadOnlyList<AlertRow> rows = [];
    private long rings;

    /// <summary>Every open alert.</summary>
    public IReadOnlyList<AlertRow> All => rows;

    /// <summary>What may ring for a CCTV operator: no HOME, no device fault, nothing of an officer's desk, no P4. Waiting first, then by
    /// priority, newest first.</summary>
    public IReadOnlyList<AlertRow> OperatorQueue =>
        [.. rows.Where(IsForOperator).OrderBy(r => !r.Waiting).ThenBy(r => r.Priority).ThenByDescending(r => r.Fired)];

    /// <summary>Since when the operator's queue has been empty; null = it is not.</summary>
    public DateTimeOffset? QuietSince { get; private set; } = time.GetUtcNow();

    /// <summary>Since when alerts cannot be stored, so that none is made; null = they can.</summary>
    public DateTimeOffset? StandsStillSince { get; set; }

    /// <summary>Sites of which nothing is judged, so that nothing rings there, while the others go on.</summary>
    public IReadOnlyList<FencedSite> Fenced { get; set; } = [];

    /// <summary>Alerts that wait for environmental health and its neighbours: a number only, an operator sees no more of a HOME.</summary>
    public int WaitingForEnvironmentalHealth =>
        rows.Count(r => r.Waiting && !IsFor(Audience.Engineers, r) && (r.SiteType == SiteType.HOME || IsFor(Audience.Officers, r)));

    /// <summary>How often an alert rang for an operator in the last hour.</summary>
    public int RangThisHour
    {
        get
        {
            var now = time.GetUtcNow();
            lock (writing)
                return rang.Count(r => r.At > now - Hour && r.At <= now);
        }
    }

    public static bool IsForOperator(AlertRow row) => IsForOperator(row.SiteType, row.Code, row.Priority);

    public static bool IsForOperator(SiteType type, string code, int priority) =>
        type != SiteType.HOME && AlertCodes.Find(code)?.Audience is not (Audience.Engineers or Audience.Officers) && priority <= 3;

    private static bool IsFor(Audience audience, AlertRow row) => AlertCodes.Find(row.Code)?.Audience == audience;

    /// <summary>Number of the latest ring: what is numbered higher has rung since.</summary>
    public long LastRing => Interlocked.Read(ref rings);

    /// <summary>Puts a changed alert on the board; a closed one leaves it.</summary>
    /// <param name="row">The alert.</param>
    /// <param name="ring">Its ring that this change is; null = it does not ring, or rang before.</param>
    public void Put(AlertRow row, AlertTransition? ring = null) => Change(old =>
    {
        var number = ring is not null && Rang(row, ring) ? Interlocked.Increment(ref rings) : old.FirstOrDefault(r => r.Id == row.Id)?.Ring ?? 0;
        return [.. old.Where(r => r.Id != row.Id), .. row.State == AlertState.Normal ? [] : (AlertRow[])[row with { Ring = number }]];
    });

    /// <summary>Takes an alert off the board: it folded under another.</summary>
    public void Remove(string id) => Change(old => [.. old.Where(r => r.Id != id)]);

    /// <summary>A still has arrived: the alert that asked for it shows it, if it is of the time that was asked for.</summary>
    public void ShowStill(string still, CaptureFacts? facts) =>
        Change(old => [.. old.Select(r => r.StillExpected == still ? r with { Still = facts?.IsOfItsTime == false ? null : still, StillFacts = facts } : r)]);

    /// <summary>What a device states of its still or clip has come.</summary>
    public void ShowFacts(string id, CaptureFacts facts) => Change(old => [.. old.Select(r =>
        r.StillExpected == id ? r with { Still = facts.IsOfItsTime ? r.Still : null, StillFacts = facts } : r.ClipExpected == id ? r with { ClipFacts = facts }
            : r)]);

    /// <summary>Of a clip something has arrived, or the last of it: screens receive these, not every block.</summary>
    public void ShowClip(string clip, bool complete)
    {
        if (rows.Any(r => r.ClipExpected == clip && (r.Clip is null || r.ClipComplete != complete)))
            Change(old => [.. old.Select(r => r.ClipExpected == clip ? r with { Clip = clip, ClipComplete = complete } : r)]);
    }

    /// <summary>Counts a ring against the operator's budget.</summary>
    /// <param name="row">The alert.</param>
    /// <param name="ring">When it rang, and how urgent it was.</param>
    /// <returns>False: it was counted before, or is not for an operator.</returns>
    public bool Rang(AlertRow row, AlertTransition ring)
    {
        if (!IsForOperator(row with { Priority = ring.Priority }))
            return false;
        lock (writing)
        {
            rang.RemoveWhere(r => r.At <= time.GetUtcNow() - Hour);
            return rang.Add((row.Id, DateTimeOffset.FromUnixTimeMilliseconds(ring.AtMs), ring.Priority));
        }
    }

    private void Change(Func<IReadOnlyList<AlertRow>, IReadOnlyList<AlertRow>> change)
    {
        lock (writing)
        {
            rows = change(rows);
            QuietSince = rows.Any(IsForOperator) ? null : QuietSince ?? time.GetUtcNow();
        }
        feed.Publish(new AlertsChanged());
    }
}
