using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>An opening of the gate: when, and what had been going on just before.</summary>
/// <param name="Key">It, whenever more is known of it.</param>
/// <param name="AtMs">When the contact opened.</param>
/// <param name="Bolt">The bolt at that moment; null = no sensor.</param>
/// <param name="BoltWithdrawnMs">When the bolt was withdrawn, if it was then.</param>
/// <param name="Shock">The greatest shock that counts; null = none.</param>
/// <param name="ShockMs">When the first was felt.</param>
/// <param name="IsUnlocked">An electronic unlock was valid.</param>
/// <param name="ClosedMs">When it was over; null = the gate is open, or it is not known.</param>
internal sealed record GateOpening(
    MomentKey Key, long AtMs, BoltState? Bolt, long? BoltWithdrawnMs, double? Shock, long? ShockMs, bool IsUnlocked, long? ClosedMs)
{
    /// <summary>It as a valid one, whatever else it was taken for.</summary>
    public MomentKey ValidKey => ValidOf(Key);

    public static MomentKey ValidOf(MomentKey key) => key with { Kind = key.Kind + "/valid" };
}

/// <summary>How a gate stands by its last records. Null = that sensor is not fitted, or has not reported.</summary>
/// <param name="SinceMs">Since when nothing of it has changed.</param>
internal sealed record GateStanding(ContactState? Contact, BoltState? Bolt, bool? Unlock, long SinceMs);

/// <summary>
/// What a gate has been doing. After an outage what is new comes before what waited, and a clock may have been set meanwhile: records are put in
/// order by the device's own numbers, not by their times, and what they show is read from those around each, however late one came.
/// </summary>
/// <param name="rang">The openings that rang.</param>
internal sealed class GateHistory(ISet<MomentKey> rang)
{
    /// <summary>Of a quiet gate those at which something changed in days; with them a late one is read.</summary>
    private const int MostRecords = 200;

    private readonly SortedList<(long Bn, string Boot, long Seq), GateFact> records = [];
    private readonly List<Stretch> stretches = [];

    /// <summary>Of each time that the lid was off, the first record of it, and the one that shows it on again.</summary>
    private readonly List<(int Off, int? On)> lidOff = [];
    private ContactState? contact;

    /// <summary>The shocks of the shut gate, and the record that showed it shut before each.</summary>
    private readonly List<(int At, int? Closing)> shocks = [];

    /// <summary>The first of the last records that state the same.</summary>
    private (int At, ContactState? Contact, BoltState? Bolt, bool? Unlock)? standing;

    /// <summary>The record that was added last.</summary>
    private int added;

    /// <summary>Since when the gate has been open, as far as is known; null while it is shut.</summary>
    public long? OpenSinceMs => contact == ContactState.Open ? records.Values[stretches[^1].First].AtMs : null;

    public GateStanding? Standing => standing is var (at, leaf, bolt, unlock) ? new(leaf, bolt, unlock, records.Values[at].AtMs) : null;

    /// <summary>All openings that were seen.</summary>
    public IEnumerable<GateOpening> Openings(RuleParameters parameters) =>
        [.. Enumerable.Range(0, stretches.Count).Where(i => stretches[i].IsOpening).Select(i => Describe(i, parameters))];

    /// <summary>The opening that the record added last begins, or of which it shows how it came about; a later one of it shows nothing new.</summary>
    public GateOpening? Shown(RuleParameters parameters) => stretches.FindIndex(s => s.First >= added) is var at and >= 0 && stretches[at].IsOpening
        ? Describe(at, parameters) : null;

    /// <summary>The opening that the record added last shows to be over, if none did before.</summary>
    public GateOpening? Ended(RuleParameters parameters)
    {
        var at = stretches.FindIndex(s => s.Closed == added && s.IsOpening);
        var next = records.Values.Skip(added + 1).FirstOrDefault(f => f.Record.Contact is not null);
        return at < 0 || next?.Record.Contact == ContactState.Closed ? null : Describe(at, parameters);
    }

    /// <summary>It was shut in every moment of a second, as far as its records state; false if there are none.</summary>
    public bool WasShut(long second) => contact is not null && !stretches.Exists(s => records.Values[s.First].AtMs / 1000 <= second
        && ((s == stretches[^1] && s.Closed is null) || second <= records.Values[s.Closed ?? s.Last].AtMs / 1000));

    /// <summary>The shocks of the seconds up to and including one, with the gate shut since the first of them. A slam is none.</summary>
    public IReadOnlyList<(long AtMs, double G)> ShocksBefore(long second, int seconds, RuleParameters parameters)
    {
        if (shocks.Count == 0)
            return [];
        var opened = stretches.FindLast(s => AtMs(s.First) / 1000 <= second) is { } stretch ? AtMs(stretch.First) : 0;
        return [.. from shock in shocks
                   let fact = records.Values[shock.At]
                   where fact.AtMs / 1000 is var at && at <= second && at > second - seconds && fact.AtMs > opened
                       && fact.Record.Shock >= parameters.ShockG
                       && !(shock.Closing is { } closing && records.Values[closing].IsWithin(parameters.ShockSeconds, fact))
                   select (fact.AtMs, fact.Record.Shock!.Value)];
    }

    /// <summary>Since when the lid had been off in a second, Unix ms, as far as the records state; null = it was on in every moment of it.</summary>
    public long? LidOffSince(long second)
    {
        var at = lidOff.FindLastIndex(l => AtMs(l.Off) / 1000 <= second && (l.On is not { } on || second <= AtMs(on) / 1000));
        return at < 0 ? null : AtMs(lidOff[at].Off);
    }

    /// <summary>Takes a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="time">When it is taken to have been.</param>
    public void Add(GateRecord record, RecordTime time)
    {
        var (key, fact) = ((record.Bn, record.Boot, record.Seq), new GateFact(record, time.At.ToUnixTimeMilliseconds(), time.IsOwn));
        // The device counts its boots anew, on another card: what was before has another order.
        if (records.Count > 0 && records.GetKeyAtIndex(records.Count - 1) is var last && record.Bn <= last.Bn && record.Boot != last.Boot
            && DeviceRun.IsLater((record.Bn, fact.AtMs), (last.Bn, records.GetValueAtIndex(records.Count - 1).AtMs), time.IsSure))
            records.Clear();
        records.TryAdd(key, fact);
        if (records.Count > MostRecords)
            Drop();
        // Later than all that is still known around it, it can no longer be put in order, and shows nothing.
        added = records.IndexOfKey(key) is var at and >= 0 ? at : records.Count;
        Read();
        // It may be the first that is known of an opening that rang.
        if (stretches.Find(s => s.First == added) is not { } stretch)
            return;
        Follow(key => key);
        Follow(GateOpening.ValidOf);

        void Follow(Func<MomentKey, MomentKey> what)
        {
            if (Keys(stretch).Select(what).FirstOrDefault(rang.Contains) is { Boot: not null } known)
            {
                rang.Remove(known);
                rang.Add(what(KeyOf(record)));
            }
        }
    }

    /// <summary>The control room's own clock was set.</summary>
    public void Move(long byMs)
    {
        foreach (var key in records.Keys.ToList())
            records[key] = records[key] with { AtMs = records[key].AtMs + byMs };
    }

    /// <summary>An older agent does not count its openings: there the first record of one stands for it.</summary>
    private static MomentKey KeyOf(GateRecord record, bool isCounted = true) => isCounted && record.Opening is { } number
        ? new(record.Boot, "gate/opening", number) : new(record.Boot, "gate/rang", record.Seq);

    private IEnumerable<MomentKey> Keys(Stretch stretch) =>
        Enumerable.Range(stretch.First, stretch.Last - stretch.First + 1).Select(i => KeyOf(records.Values[i].Record));

    /// <summary>A record that only repeats the one before it shows nothing more; the new ones stay, for a late one may come between.</summary>
    private void Drop()
    {
        var facts = records.Values;
        var repeats = Enumerable.Range(1, MostRecords / 2).FirstOrDefault(i => facts[i].Record is { Shock: null, Unlock: not true } record
            && facts[i - 1].Record is var before && (record.Contact, record.Bolt, record.Opening, record.Boot, record.Enclosure)
                == (before.Contact, before.Bolt, before.Opening, before.Boot, before.Enclosure));
        var dropped = KeyOf(facts[repeats].Record);
        records.RemoveAt(repeats);
        if (facts.Any(f => KeyOf(f.Record) == dropped))
            return;
        rang.Remove(dropped);
        rang.Remove(GateOpening.ValidOf(dropped));
    }

    private long AtMs(int record) => records.Values[record].AtMs;

    /// <summary>Finds the stretches of records in which the gate stood open, and in which the lid was off.</summary>
    private void Read()
    {
        stretches.Clear();
        lidOff.Clear();
        shocks.Clear();
        (contact, standing) = (null, null);
        for (var i = 0; i < records.Count; i++)
        {
            var record = records.Values[i].Record;
            if (record.Contact == ContactState.Closed && contact == ContactState.Open)
                stretches[^1] = stretches[^1] with { Closed = i };
            else if (record.Contact == ContactState.Open && contact == ContactState.Open && !IsNext(record, records.Values[stretches[^1].Last].Record))
                stretches[^1] = stretches[^1] with { Last = i };
            else if (record.Contact == ContactState.Open)
                stretches.Add(new(i, i, null, contact is not null));
            contact = record.Contact ?? contact;
            if (record.Shock is not null && contact == ContactState.Closed)
                shocks.Add((i, stretches.Count > 0 ? stretches[^1].Closed : null));
            var (leaf, bolt, unlock) = (contact, record.Bolt ?? standing?.Bolt, record.Unlock ?? standing?.Unlock);
            if ((standing?.Contact, standing?.Bolt, standing?.Unlock) != (leaf, bolt, unlock))
                standing = (i, leaf, bolt, unlock);
            ReadLid(i, record.Enclosure);
        }
    }

    private void ReadLid(int at, ContactState? lid)
    {
        var isOff = lidOff.Count > 0 && lidOff[^1].On is null;
        if (lid == ContactState.Open && !isOff)
            lidOff.Add((at, null));
        else if (lid == ContactState.Closed && isOff)
            lidOff[^1] = lidOff[^1] with { On = at };
    }

    /// <summary>By the device's count it opened once more between the two: that it closed is not known yet.</summary>
    private static bool IsNext(GateRecord record, GateRecord before) => record.Boot == before.Boot && record.Opening > before.Opening;

    private GateOpening Describe(int number, RuleParameters parameters)
    {
        var (facts, stretch, before) = (records.Values, stretches[number], number > 0 ? stretches[number - 1] : null);
        var (opened, closed) = (facts[stretch.First], before?.Closed is { } end ? facts[end] : null);
        // A slam, and what shook the open gate, broke nothing.
        var shocks = Enumerable.Range(0, stretch.First + 1).Skip((before?.Closed ?? before?.Last) + 1 ?? 0).Select(i => facts[i])
            .Where(f => f.Record.Shock >= parameters.ShockG && f.AtMs >= opened.AtMs - parameters.ShockSeconds * 1000L
                && closed?.IsWithin(parameters.ShockSeconds, f) != true).ToList();
        var (unlocked, withdrawn) = (stretch.First, stretch.First);
        while (unlocked >= 0 && facts[unlocked].Record.Unlock != true)
            unlocked--;
        while (withdrawn > 0 && facts[withdrawn - 1].Record.Bolt == BoltState.Withdrawn)
            withdrawn--;
        // A count that stands still is none.
        var isCounted = before is null || KeyOf(facts[before.First].Record) != KeyOf(opened.Record);
        return new(KeyOf(opened.Record, isCounted), opened.AtMs, opened.Record.Bolt, opened.Record.Bolt == BoltState.Withdrawn ? facts[withdrawn].AtMs : null,
            shocks.Max(f => f.Record.Shock), shocks.Count > 0 ? shocks[0].AtMs : null,
            unlocked >= 0 && facts[unlocked].IsWithin(parameters.UnlockSeconds, opened), stretch.Closed is { } at ? facts[at].AtMs : null);
    }

    /// <summary>A gate's record and when it is taken to have been.</summary>
    private sealed record GateFact(GateRecord Record, long AtMs, bool IsOwn)
    {
        /// <summary>
        /// Whether it was so shortly before, or after, another. What excuses an opening or a shock must have been so by the gate's own clock too, if
        /// that is not believed in one of them: two messages that arrive together may be of different days.
        /// </summary>
        public bool IsWithin(int seconds, GateFact other) => Math.Abs(AtMs - other.AtMs) <= seconds * 1000L
            && ((IsOwn && other.IsOwn) || (Record.T - other.Record.T).Duration() <= TimeSpan.FromSeconds(seconds));
    }

    /// <summary>Records of the open gate, one after the other.</summary>
    /// <param name="First">The first.</param>
    /// <param name="Last">The last.</param>
    /// <param name="Closed">The one that shows it shut again; null = none does.</param>
    /// <param name="IsOpening">It was shut before; a gate that is first seen open has been so for an unknown time.</param>
    private sealed record Stretch(int First, int Last, int? Closed, bool IsOpening);
}
