using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Ingest;

/// <summary>How much of a device's stream has come that is not known here, the stream or its schema version.</summary>
/// <param name="Device">The device.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="V">The version.</param>
/// <param name="Count">Records kept.</param>
/// <param name="Latest">When the last of them came.</param>
internal sealed record UnknownVersion(string Device, string Stream, int V, long Count, DateTimeOffset Latest);

/// <summary>
/// Records of a stream or a schema version that is not known here: on disk as they came, for 30 days and as far as there is room, in a spool of their own.
/// The version of the control room that knows them hands them to the readers.
/// </summary>
/// <param name="folder">Where.</param>
/// <param name="clock">By which a record is too old.</param>
/// <param name="sites">The devices that are known.</param>
/// <param name="time">The spool's.</param>
/// <param name="log">The spool's.</param>
/// <param name="mostBytes">Room: past it the oldest go.</param>
internal sealed class UnknownVersions(
    string folder, RetentionClock clock, SiteCatalog sites, TimeProvider time, ILogger<RecordSpool> log, long mostBytes = 256_000_000) : IAsyncDisposable
{
    /// <summary>They are acknowledged, so the device forgets them: an upgrade must come within this time.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>Small segments: one goes when its last record is old.</summary>
    private readonly RecordSpool spool = RecordSpool.Open(
        folder, time, log, new() { SegmentBytes = 1024 * 1024, Clock = clock, IsAtSite = d => sites.SiteOf(d) is not null });

    private readonly Dictionary<(DateOnly Day, string Device, string Stream, int V), (long Count, DateTimeOffset Latest)> days = [];

    /// <summary>Raised with records that are on disk, also with those that came again.</summary>
    public event Action<IReadOnlyList<SpoolEntry>>? OnDisk;

    /// <summary>Records erased unread since the start, for their age or for want of room.</summary>
    public long Dropped { get; private set; }

    /// <summary>What is kept, by device.</summary>
    public IReadOnlyList<UnknownVersion> Counts
    {
        get
        {
            lock (days)
                return [.. days.GroupBy(d => (d.Key.Device, d.Key.Stream, d.Key.V)).OrderBy(g => g.Key)
                    .Select(g => new UnknownVersion(g.Key.Device, g.Key.Stream, g.Key.V, g.Sum(d => d.Value.Count), g.Max(d => d.Value.Latest)))];
        }
    }

    /// <summary>Completes when the records are on disk.</summary>
    /// <exception cref="IOException">The disk refused: none of these records is kept.</exception>
    public async Task AppendAsync(IReadOnlyList<SpoolEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
            return;
        await spool.AppendAsync(entries, cancellationToken);
        foreach (var entry in entries)
            Count(entry.Arrival, entry.Device, entry.Stream, entry.V);
        OnDisk?.Invoke(entries);
    }

    /// <summary>What is kept of one stream; null = nothing.</summary>
    public Acknowledgement? Acknowledge(string device, string boot, string stream) => spool.Acknowledge(device, boot, stream);

    /// <summary>Hands what an earlier version kept and this one reads to the readers; the rest stays and is counted.
    /// Done again, it changes nothing: the readers' spool has them.</summary>
    /// <returns>How many records they did not have yet.</returns>
    /// <exception cref="IOException">The readers' spool could not be written.</exception>
    public async Task<long> HandOverAsync(RecordSpool readers, Action<SpoolRecord, Unread> reject, CancellationToken cancellationToken)
    {
        var (handed, stays, end) = (0L, (long?)null, spool.Durable);
        foreach (var batch in spool.Read(0, end).Chunk(100))
        {
            var known = new List<SpoolEntry>(batch.Length);
            foreach (var kept in batch)
            {
                if (MessageDecoder.Decode(kept.Stream, kept.Payload, unread => reject(kept, unread)) is not [var decoded])
                    continue;
                if (decoded.Record is not RecordHead)
                {
                    known.Add(new(kept.Arrival, kept.Device, kept.Stream, kept.Boot, kept.Seq, kept.V, kept.Payload));
                    continue;
                }
                stays ??= kept.Position;
                Count(kept.Arrival, kept.Device, kept.Stream, kept.V);
            }
            handed += known.Count == 0 ? 0 : (await readers.AppendAsync(known, cancellationToken)).Stored;
        }
        spool.Trim(stays ?? end, DateTimeOffset.MaxValue);
        return handed;
    }

    /// <summary>Erases what nobody came for.</summary>
    public void Trim()
    {
        var before = clock.Now() - KeptFor;
        spool.Trim(long.MaxValue, before, Forget);
        spool.TrimTo(mostBytes, Forget);
        lock (days)
        {
            foreach (var day in days.Keys.Where(d => d.Day < DateOnly.FromDateTime(before.UtcDateTime)).ToList())
                days.Remove(day);
        }
    }

    public ValueTask DisposeAsync() => spool.DisposeAsync();

    private void Forget(SpoolRecord record)
    {
        var key = (DateOnly.FromDateTime(record.Arrival.UtcDateTime), record.Device, record.Stream, record.V);
        lock (days)
        {
            Dropped++;
            if (days.TryGetValue(key, out var day) && !(day.Count == 1 && days.Remove(key)))
                days[key] = (day.Count - 1, day.Latest);
        }
    }

    private void Count(DateTimeOffset arrival, string device, string stream, int v)
    {
        var key = (DateOnly.FromDateTime(arrival.UtcDateTime), device, stream, v);
        lock (days)
            days[key] = (days.GetValueOrDefault(key).Count + 1, arrival);
    }
}
