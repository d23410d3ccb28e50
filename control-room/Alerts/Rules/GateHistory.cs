using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>An opening of the gate: when, and what had been going on just before.</summary>
/// <param name="AtMs">When the contact opened.</param>
/// <param name="Bolt">The bolt at that moment; null = no sensor.</param>
/// <param name="BoltWithdrawnMs">When the bolt was last withdrawn before.</param>
/// <param name="Shock">The greatest shock that counts; null = none.</param>
/// <param name="ShockMs">When it was felt.</param>
/// <param name="IsUnlocked">An electronic unlock was valid.</param>
internal sealed record GateOpening(long AtMs, BoltState? Bolt, long? BoltWithdrawnMs, double? Shock, long? ShockMs, bool IsUnlocked)
{
    public GateOpening Moved(long byMs) => new(AtMs + byMs, Bolt, BoltWithdrawnMs + byMs, Shock, ShockMs + byMs, IsUnlocked);
}

/// <summary>A gate's record and when it is taken to have been.</summary>
internal sealed record GateFact(GateRecord Record, long AtMs, bool IsOwn)
{
    /// <summary>
    /// Whether it was so shortly before, or after, another. What excuses an opening or a shock must have been so by the gate's own clock too, if
    /// that is not believed in one of them: two messages that arrive together may be of different days.
    /// </summary>
    public bool IsWithin(int seconds, GateFact other) => Math.Abs(AtMs - other.AtMs) <= seconds * 1000L
        && ((IsOwn && other.IsOwn) || (Record.T - other.Record.T).Duration() <= TimeSpan.FromSeconds(seconds));

    public GateFact Moved(long byMs) => this with { AtMs = AtMs + byMs };
}

/// <summary>Something a gate did that was not known before, or not as it is known now.</summary>
/// <param name="Record">The record that shows it.</param>
/// <param name="Change">Whether it opened or closed.</param>
/// <param name="AtMs">When.</param>
/// <param name="Opening">The opening, or the one that ended; null = it was not seen.</param>
/// <param name="ReportedAs">As what it was reported when less was known of it; null = it is new.</param>
internal sealed record GateEvent((string Boot, long Seq) Record, GateChange Change, long AtMs, GateOpening? Opening, GateOpening? ReportedAs = null);

/// <summary>
/// What a gate has been doing. After an outage what is new comes before what waited, and a clock may have been set meanwhile: records are
/// put in order by the device's own numbers, not by their times, and a late one is read again with what is known around it.
/// </summary>
internal sealed class GateHistory
{
    /// <summary>Three hours of a quiet gate: the records with which a late one is read.</summary>
    private const int MostRecords = 200;

    private readonly SortedList<(long Bn, string Boot, long Seq), GateFact> records = [];
    private readonly Dictionary<(long Bn, string Boot, long Seq), GateOpening?> reported = [];

    private readonly HashSet<(string Boot, long Seq)> rang = [];

    /// <summary>The state after the records before those that are kept.</summary>
    private GateState settled = new();

    private GateState state = new();

    /// <inheritdoc cref="GateState.OpenSinceMs"/>
    public long? OpenSinceMs => state.OpenSinceMs;

    /// <inheritdoc cref="GateState.Opening"/>
    public GateOpening? Opening => state.Opening;

    /// <inheritdoc cref="GateState.WasShut"/>
    public bool WasShut(long second) => state.WasShut(second);

    /// <summary>The records of openings that have rung: stored, so that after a restart they do not ring again.</summary>
    public IReadOnlyCollection<(string Boot, long Seq)> Rang => rang;

    /// <summary>The openings that were reported and have not rung.</summary>
    public IEnumerable<((string Boot, long Seq) Record, GateOpening Opening)> NotRung => reported
        .Where(t => t.Value is not null && records[t.Key].Record.Contact == ContactState.Open && !rang.Contains((t.Key.Boot, t.Key.Seq)))
        .Select(t => ((t.Key.Boot, t.Key.Seq), t.Value!));

    /// <summary>The opening for which this record stands has rung.</summary>
    public void HasRung((string Boot, long Seq) record) => rang.Add(record);

    /// <summary>Takes a record; returns what it shows to have happened, in order.</summary>
    /// <param name="record">The record.</param>
    /// <param name="time">When it is taken to have been.</param>
    /// <param name="parameters">The rules' parameters.</param>
    public IReadOnlyList<GateEvent> Add(GateRecord record, RecordTime time, RuleParameters parameters)
    {
        var fact = new GateFact(record, time.At.ToUnixTimeMilliseconds(), time.IsOwn);
        // The device counts its boots anew, on another card: what was before has another order.
        if (records.Count > 0 && records.GetKeyAtIndex(records.Count - 1) is var last && record.Bn <= last.Bn && record.Boot != last.Boot
            && DeviceRun.IsLater((record.Bn, fact.AtMs), (last.Bn, records.GetValueAtIndex(records.Count - 1).AtMs), time.IsSure))
        {
            records.Clear();
            reported.Clear();
            settled = new();
        }
        records.TryAdd((record.Bn, record.Boot, record.Seq), fact);
        if (records.Count > MostRecords)
        {
            // Later than all that is still known around it: it can no longer be put in order.
            if (records.GetValueAtIndex(0) is var oldest && oldest != fact)
                settled.Take(oldest, parameters);
            reported.Remove(records.GetKeyAtIndex(0));
            rang.Remove((oldest.Record.Boot, oldest.Record.Seq));
            records.RemoveAt(0);
        }
        var (found, latestIsFound) = (new List<GateEvent>(), false);
        state = settled.Copy();
        foreach (var (key, next) in records)
        {
            var itself = (next.Record.Boot, next.Record.Seq);
            if (state.Take(next, parameters) is var change and not GateChange.None)
            {
                var isReported = reported.TryGetValue(key, out var before);
                // By the control room that led before.
                if (!isReported && change == GateChange.Opened && rang.Contains(itself))
                    (isReported, before) = (true, state.Opening);
                latestIsFound = !isReported || (change == GateChange.Opened && before != state.Opening);
                if (latestIsFound)
                    found.Add(new(itself, change, next.AtMs, state.Opening, before));
                reported[key] = state.Opening;
            }
            // It only repeats what a record before it states, which came later.
            else if (latestIsFound && (reported.Remove(key, out var reportedAs) || (rang.Contains(itself) && found[^1].Change == GateChange.Opened)))
            {
                found[^1] = found[^1] with { ReportedAs = reportedAs ?? found[^1].Opening };
                latestIsFound = false;
                if (rang.Remove(itself))
                    rang.Add(found[^1].Record);
            }
        }
        return found;
    }

    /// <summary>The control room's own clock was set.</summary>
    public void Move(long byMs)
    {
        foreach (var key in records.Keys.ToList())
            records[key] = records[key].Moved(byMs);
        foreach (var key in reported.Keys.ToList())
            reported[key] = reported[key]?.Moved(byMs);
        (settled, state) = (settled.Moved(byMs), state.Moved(byMs));
    }
}

/// <summary>The state after a gate's records, taken one after the other.</summary>
internal sealed class GateState
{
    private List<(long AtMs, double G)> shocks = [];
    private List<(long FromMs, long UntilMs)> stoodOpen = [];
    private ContactState? contact;
    private BoltState? bolt;
    private long? boltWithdrawnMs;
    private GateFact? unlocked, closed;

    /// <summary>Since when the gate has been open; null while it is shut.</summary>
    public long? OpenSinceMs { get; private set; }

    /// <summary>The latest opening; null = none seen.</summary>
    public GateOpening? Opening { get; private set; }

    /// <summary>A copy that changes on its own.</summary>
    public GateState Copy()
    {
        var copy = (GateState)MemberwiseClone();
        (copy.shocks, copy.stoodOpen) = ([.. shocks], [.. stoodOpen]);
        return copy;
    }

    /// <summary>The same after the control room's own clock was set.</summary>
    public GateState Moved(long byMs)
    {
        var moved = Copy();
        moved.shocks = [.. shocks.Select(s => (s.AtMs + byMs, s.G))];
        moved.stoodOpen = [.. stoodOpen.Select(o => (o.FromMs + byMs, o.UntilMs + byMs))];
        (moved.boltWithdrawnMs, moved.unlocked, moved.closed) = (boltWithdrawnMs + byMs, unlocked?.Moved(byMs), closed?.Moved(byMs));
        (moved.OpenSinceMs, moved.Opening) = (OpenSinceMs + byMs, Opening?.Moved(byMs));
        return moved;
    }

    /// <summary>Takes the next record; returns what has just opened or closed.</summary>
    public GateChange Take(GateFact fact, RuleParameters parameters)
    {
        var (record, atMs) = (fact.Record, fact.AtMs);
        if (record.Unlock == true)
            unlocked = fact;
        if (record.Bolt == BoltState.Withdrawn && bolt != BoltState.Withdrawn)
            boltWithdrawnMs = atMs;
        bolt = record.Bolt;
        Feel(fact, parameters);
        var change = (contact, record.Contact) switch
        {
            (ContactState.Closed, ContactState.Open) => GateChange.Opened,
            (ContactState.Open, ContactState.Closed) => GateChange.Closed,
            _ => GateChange.None,
        };
        // A gate first seen open has been open for an unknown time: it counts from now, and how it was opened is not known.
        if (record.Contact == ContactState.Open)
            OpenSinceMs ??= atMs;
        if (change == GateChange.Opened)
            Opening = Describe(fact, parameters);
        if (record.Contact == ContactState.Closed)
        {
            if (change == GateChange.Closed)
            {
                closed = fact;
                stoodOpen.RemoveAll(o => o.UntilMs < atMs - SecondSeries<double>.Length * 1000);
                stoodOpen.Add((OpenSinceMs ?? atMs, atMs));
                shocks.Clear();
            }
            OpenSinceMs = null;
        }
        contact = record.Contact ?? contact;
        return change;
    }

    /// <summary>It was shut in every moment of a second, as far as its records state; false if there are none.</summary>
    public bool WasShut(long second) => contact is not null && !(OpenSinceMs / 1000 <= second)
        && !stoodOpen.Exists(o => o.FromMs / 1000 <= second && second <= o.UntilMs / 1000);

    private void Feel(GateFact fact, RuleParameters parameters)
    {
        shocks.RemoveAll(s => s.AtMs < fact.AtMs - 60_000);
        if (fact.Record.Shock is { } g && closed?.IsWithin(parameters.ShockSeconds, fact) != true)
            shocks.Add((fact.AtMs, g));
    }

    private GateOpening Describe(GateFact fact, RuleParameters parameters)
    {
        var atMs = fact.AtMs;
        var before = shocks.Where(s => s.G >= parameters.ShockG && s.AtMs >= atMs - parameters.ShockSeconds * 1000).ToList();
        var greatest = before.Count == 0 ? default((long AtMs, double G)?) : before.MaxBy(s => s.G);
        return new(atMs, bolt, boltWithdrawnMs, greatest?.G, before.Count == 0 ? null : before[0].AtMs,
            unlocked?.IsWithin(parameters.UnlockSeconds, fact) == true);
    }
}

internal enum GateChange
{
    None,
    Opened,
    Closed,
}
