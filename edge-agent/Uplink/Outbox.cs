using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>
/// Records wait here, numbered, until the control room says that they are on its disk. In memory and bounded: when it is full the
/// oldest telemetry goes first, counted; alert-bearing records (gate, sound, camera, evidence) go only when nothing else is left.
/// </summary>
/// <remarks>Any slice adds, from any thread; <see cref="MqttUplink"/> alone takes.</remarks>
internal sealed class Outbox(Boot boot, DeviceClock clock, TimeProvider time, long capacityBytes = Outbox.DefaultCapacityBytes) : IDisposable
{
    /// <summary>About seven hours of a street's records.</summary>
    public const long DefaultCapacityBytes = 32 * 1024 * 1024;

    /// <summary>Sent this long ago and not acknowledged: lost between the broker and the control room's disk.</summary>
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(10);

    /// <summary>Alert-bearing first. The order of sending; what is dropped goes from the end.</summary>
    private readonly OutboxStream[] streams =
        [.. new[] { Streams.Gate, Streams.Sound, Streams.Camera, Streams.Evidence, Streams.Heartbeat, Streams.NoiseMinute, Streams.Noise, Streams.Motion }.Select(s => new OutboxStream(s))];

    private readonly Lock access = new();
    private readonly Dictionary<string, long> lastSeq = [];
    private readonly SemaphoreSlim added = new(0, 1);
    private long bytes;

    /// <summary>Records not yet acknowledged.</summary>
    public long Count
    {
        get
        {
            lock (access)
                return streams.Sum(s => (long)s.Count);
        }
    }

    /// <summary>Records dropped since boot because the outbox was full.</summary>
    public long Dropped { get; private set; }

    /// <summary>Numbers and stamps a record and takes it in. Never waits.</summary>
    /// <param name="stream">One of <see cref="Streams.Sequenced"/>.</param>
    /// <param name="record">The record with its own fields and <see cref="UpRecord.T"/>.</param>
    /// <exception cref="RecordException">A field is out of its range; no number is used up.</exception>
    public void Add(string stream, UpRecord record)
    {
        lock (access)
        {
            var seq = lastSeq.GetValueOrDefault(stream) + 1;
            var waiting = new OutboxRecord(seq,
                RecordJson.Write(record with { Boot = boot.Id, Bn = boot.Number, Seq = seq, Up = clock.UpAt(record.T), Tq = clock.Quality }));
            Of(stream)!.Add(waiting);
            lastSeq[stream] = seq;
            for (bytes += waiting.Cost; bytes > capacityBytes; Dropped++)
                bytes -= streams.Last(s => s.Count > 0).DropOldest();
            if (added.CurrentCount == 0)
                added.Release();
        }
    }

    /// <summary>Waits until something was added, at most so long.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => added.WaitAsync(atMost, cancellationToken);

    /// <summary>The next records to hand to the broker, all of one stream, in order; empty = nothing is due.</summary>
    public (string Stream, IReadOnlyList<OutboxRecord> Records) Take(int most)
    {
        var now = time.GetTimestamp();
        var lost = now - (long)(LostAfter.TotalSeconds * time.TimestampFrequency);
        lock (access)
        {
            foreach (var stream in streams)
            {
                if (stream.Take(most, lost, now) is { Count: > 0 } records)
                    return (stream.Name, records);
            }
            return ("", []);
        }
    }

    /// <summary>The connection was lost: what was handed over may not have arrived, so all of it is due again.</summary>
    public void SendAllAgain()
    {
        lock (access)
            Array.ForEach(streams, s => s.SendAllAgain());
    }

    /// <summary>Frees what the control room has on its disk. Other boots are of no concern here: their outbox is gone.</summary>
    public void Acknowledge(Acknowledgement stored)
    {
        lock (access)
        {
            if (stored.Boot != boot.Id || Of(stored.Stream) is not { } stream)
                return;
            bytes -= stream.Free(1, stored.Through);
            foreach (var range in stored.Also ?? [])
            {
                if (range is [var from, var to])
                    bytes -= stream.Free(from, to);
            }
        }
    }

    public void Dispose() => added.Dispose();

    private OutboxStream? Of(string stream) => Array.Find(streams, s => s.Name == stream);
}
