using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>
/// Records wait here, numbered, until the control room acknowledges them; those that wait too long go to the
/// <see cref="Backlog"/>. In memory and bounded: if the disk takes none and it is full, the oldest telemetry goes first, counted;
/// alert-bearing records (gate, sound, camera, evidence) go only when nothing else is left.
/// </summary>
/// <remarks>Any slice adds, from any thread; <see cref="MqttUplink"/> alone takes.</remarks>
internal sealed class Outbox : IDisposable
{
    /// <summary>About seven hours of a street's records.</summary>
    public const long DefaultCapacityBytes = 32 * 1024 * 1024;

    private static readonly string[] AlertBearing = [Streams.Gate, Streams.Sound, Streams.Camera, Streams.Evidence];

    /// <summary>Alert-bearing first. The order of sending; what is dropped goes from the end.</summary>
    private static readonly string[] InOrder =
    [
        .. AlertBearing, Streams.Heartbeat, Streams.NoiseMinute, Streams.Environment, Streams.Seal, Streams.Noise, Streams.Motion,
    ];

    /// <summary>
    /// What may gather: no rule needs it at once. On a metered link it is sent with the next heartbeat, of which there is one every 10 s, on any other when
    /// the control room has acknowledged what went before, all but the last messages.
    /// </summary>
    private static readonly string[] Gathered = [Streams.NoiseMinute, Streams.Environment, Streams.Seal, Streams.Noise, Streams.Motion];

    /// <summary>Of a stream that may gather. With an acknowledgement every second two are on the way.</summary>
    private const int MostMessages = 3;

    private readonly Boot boot;
    private readonly DeviceClock clock;
    private readonly TimeProvider time;
    private readonly Drops drops;
    private readonly OutboxJournal? journal;
    private readonly long capacityBytes;
    private readonly Arrivals arrivals;
    private readonly OutboxStream[] streams;
    private readonly Lock access = new();
    private readonly Dictionary<string, long> lastSeq = [];
    private readonly SemaphoreSlim added = new(0, 1);
    private bool metered;
    private long bytes;

    /// <summary>A heartbeat was taken, and the records gathered for it are not yet all taken.</summary>
    private bool flushes;

    /// <param name="boot">This run, which numbers what is added.</param>
    /// <param name="clock">Stamps it.</param>
    /// <param name="time">Measures how long it waits.</param>
    /// <param name="drops">Counts what there was no room for.</param>
    /// <param name="journal">Keeps what waits from a kill; what an earlier run left in it waits on, with its own numbers. Null = nothing does.</param>
    /// <param name="capacityBytes">Room in memory.</param>
    /// <param name="metered">True: every byte sent costs money, so telemetry is gathered first.</param>
    public Outbox(Boot boot, DeviceClock clock, TimeProvider time, Drops drops,
        OutboxJournal? journal = null, long capacityBytes = DefaultCapacityBytes, bool metered = false)
    {
        (this.boot, this.clock, this.time, this.drops, this.journal, this.capacityBytes, this.metered) =
            (boot, clock, time, drops, journal, capacityBytes, metered);
        arrivals = new(time);
        var left = (journal?.Left ?? []).DistinctBy(r => (r.Boot, r.Stream, r.Seq)).ToLookup(r => (r.Boot, r.Stream));
        streams = [.. left.Select(s => s.Key).Concat(InOrder.Select(s => (boot.Id, s)))
            .Select(s => new OutboxStream(s.Item1, s.Item2, arrivals, drops.Aside, MostMessagesOf(s.Item2)))
            .OrderBy(s => Rank(s.Name))];
        foreach (var stream in streams)
        {
            foreach (var record in left[(stream.Boot, stream.Name)])
                Take(stream, record with { Since = time.GetTimestamp() });
        }
    }

    /// <summary>Is given each record as it was taken in, numbered and stamped, in the order of the numbers. Called under the outbox's lock: it must
    /// neither wait nor add.</summary>
    public event Action<string, UpRecord>? Added;

    /// <summary>Records not yet acknowledged, and not in the backlog.</summary>
    public long Count
    {
        get
        {
            lock (access)
                return streams.Sum(s => (long)s.Count);
        }
    }

    /// <summary>As <see cref="Arrivals.Arrived"/>.</summary>
    public long Arrived
    {
        get
        {
            lock (access)
                return arrivals.Arrived;
        }
    }

    /// <summary>Places in the journal that did not read at the start.</summary>
    public int Damaged => journal?.Damaged ?? 0;

    /// <summary>Why a kill would now cost what waits; null = it would not.</summary>
    public string? JournalFault => journal?.Fault;

    /// <summary>Messages of a stream on the way beyond which what is new gathers for the next.</summary>
    public static int MostMessagesOf(string stream) => Gathered.Contains(stream) ? MostMessages : int.MaxValue;

    /// <summary>Numbers and stamps a record and takes it in. Never waits for a card or a network.</summary>
    /// <param name="stream">One of <see cref="Streams.Sequenced"/>.</param>
    /// <param name="record">The record with its own fields and <see cref="UpRecord.T"/>.</param>
    /// <exception cref="RecordException">A field is out of its range; no number is used up.</exception>
    public void Add(string stream, UpRecord record)
    {
        lock (access)
        {
            var seq = lastSeq.GetValueOrDefault(stream) + 1;
            var stamped = record with { Boot = boot.Id, Bn = boot.Number, Seq = seq, Up = clock.UpAt(record.T), Tq = clock.Quality };
            var waiting = new OutboxRecord(boot.Id, stream, seq, RecordJson.Write(stamped)) { Since = time.GetTimestamp() };
            Take(Array.Find(streams, s => s.Name == stream && s.Boot == boot.Id)!, waiting);
            lastSeq[stream] = seq;
            Added?.Invoke(stream, stamped);
            journal?.Add(waiting, streams.SelectMany(s => s.Records), bytes);
            if (added.CurrentCount == 0)
                added.Release();
        }
    }

    /// <summary>Ends a wait although nothing was added.</summary>
    public void Wake()
    {
        lock (access)
        {
            if (added.CurrentCount == 0)
                added.Release();
        }
    }

    /// <summary>Waits until something was added, at most so long.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => added.WaitAsync(atMost, cancellationToken);

    /// <summary>The next records to hand to the broker, all of one boot's stream, in order; empty = nothing is due.</summary>
    public (string Stream, IReadOnlyList<OutboxRecord> Records) Take(int most)
    {
        var now = time.GetTimestamp();
        lock (access)
        {
            if (arrivals.FallsSilent(streams.Min(s => s.OldestSent)))
                Array.ForEach(streams, s => s.SendAllAgain());
            bytes -= streams.Sum(s => s.GiveUp());
            foreach (var stream in streams)
            {
                var waits = metered && Gathered.Contains(stream.Name);
                if (stream.Take(most, now, ripe: !waits || flushes ? now : long.MinValue) is not { Count: > 0 } records)
                    continue;
                flushes |= stream.Name == Streams.Heartbeat;
                return (stream.Name, records);
            }
            flushes = false;
            return ("", []);
        }
    }

    /// <summary>The device stops: nothing is gathered any more.</summary>
    public void GatherNoMore()
    {
        lock (access)
            metered = false;
    }

    /// <summary>The alert-bearing records, or the others, if the oldest of them has waited for so long; else none.</summary>
    public IReadOnlyList<OutboxRecord> Overdue(bool alertBearing, TimeSpan patience, int most)
    {
        var since = Before(time.GetTimestamp(), patience);
        lock (access)
        {
            var waiting = streams.Where(s => AlertBearing.Contains(s.Name) == alertBearing).SelectMany(s => s.Records).ToList();
            return waiting.Exists(r => r.Since <= since) ? [.. waiting.Take(most)] : [];
        }
    }

    /// <summary>These are on this device's disk: the backlog sends them from now on.</summary>
    public void Release(IEnumerable<OutboxRecord> stored)
    {
        lock (access)
        {
            foreach (var run in stored.GroupBy(r => (r.Boot, r.Stream)))
            {
                var stream = Array.Find(streams, s => (s.Boot, s.Name) == run.Key)!;
                bytes -= run.Sum(r => stream.Free(r.Seq));
            }
        }
    }

    /// <summary>The connection was lost, or the control room has only now begun to listen: what was handed over may not have arrived,
    /// so all of it is due again.</summary>
    public void SendAllAgain()
    {
        lock (access)
            Array.ForEach(streams, s => s.SendAllAgain());
    }

    /// <summary>Frees what the control room has on its disk.</summary>
    public void Acknowledge(Acknowledgement stored)
    {
        lock (access)
            bytes -= streams.Sum(s => s.Free(stored));
    }

    public void Dispose()
    {
        added.Dispose();
        journal?.Dispose();
    }

    private static int Rank(string stream) => Array.IndexOf(InOrder, stream) is >= 0 and var rank ? rank : InOrder.Length;

    private long Before(long now, TimeSpan span) => now - (long)(span.TotalSeconds * time.TimestampFrequency);

    private void Take(OutboxStream stream, OutboxRecord record)
    {
        stream.Add(record);
        for (bytes += record.Cost; bytes > capacityBytes;)
        {
            var least = streams.Where(s => s.Count > 0).MaxBy(s => Rank(s.Name))!;
            bytes -= least.DropOldest();
            drops.Count(least.Name);
        }
    }
}
