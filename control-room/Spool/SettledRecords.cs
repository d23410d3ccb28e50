using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>
/// Where another control room may go on when this one dies, with its spool: which records that one finds in the reading store and the
/// database. Only these may a device forget.
/// </summary>
/// <param name="folder">The spool's.</param>
/// <param name="spool">Where records arrive.</param>
/// <param name="readers">The readers that carry them on.</param>
/// <param name="time">For the pauses.</param>
/// <param name="log">For a disk that refuses.</param>
internal sealed class SettledRecords(string folder, RecordSpool spool, SpoolReaders readers, TimeProvider time, ILogger<SettledRecords> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(0.25), CheckpointEvery = TimeSpan.FromSeconds(30);

    private readonly string file = Path.Combine(folder, "settled.json");
    private readonly Lock access = new();
    private ReceivedLedger ledger = new();

    /// <summary>Keys of records that are kept elsewhere, and where the spool ended when they came.</summary>
    private readonly Queue<(long After, string Device, string Boot, string Stream, long Seq)> elsewhere = [];

    /// <summary>Of every device whose site is not judged now, the first record that is held back. The spool keeps them: the site needs them too.</summary>
    private readonly Dictionary<string, long> held = [];

    /// <summary>Receives the device, the boot and the stream of every record that has become one.</summary>
    public event Action<string, string, string>? Settled;

    /// <summary>Of <see cref="Follow"/>: what is forgotten comes again.</summary>
    private const int MostElsewhere = 100_000;

    /// <summary>What of a boot's stream is settled; null = nothing.</summary>
    public Acknowledgement? Of(string device, string boot, string stream)
    {
        lock (access)
            return ledger.Of(device, boot, stream);
    }

    /// <summary>
    /// Records that are kept elsewhere become settled once all that came before them is: a device to which one is
    /// acknowledged sooner takes what it sent before for lost.
    /// </summary>
    public void Follow(IReadOnlyList<SpoolEntry> entries)
    {
        var after = spool.Durable;
        lock (access)
        {
            foreach (var entry in entries.Take(MostElsewhere - elsewhere.Count))
                elsewhere.Enqueue((after, entry.Device, entry.Boot, entry.Stream, entry.Seq));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Until it had a successor this spool acknowledged whatever it received.
        (var known, var position, _) = ReceivedLedger.Load(File.Exists(file) ? file : LedgerFile.In(folder), log, spool.IsAtSite);
        lock (access)
            ledger = known;
        using var timer = new PeriodicTimer(Every, time);
        for (var saved = time.GetTimestamp(); await timer.WaitForNextTickAsync(stoppingToken);)
        {
            var settled = readers.Settled;
            foreach (var record in spool.Read(position, settled.Position))
            {
                if (held.ContainsKey(record.Device) || record.Position >= settled.HeldFrom(record.Device))
                    held.TryAdd(record.Device, record.Position);
                else
                    Settle(record.Device, record.Boot, record.Stream, record.Seq);
            }
            position = Math.Max(position, settled.Position);
            Release(settled, position);
            foreach (var (_, device, boot, stream, seq) in TakeElsewhere(settled))
                Settle(device, boot, stream, seq);
            if (time.GetElapsedTime(saved) < CheckpointEvery)
                continue;
            Save(held.Values.Append(position).Min());
            saved = time.GetTimestamp();
        }
    }

    /// <summary>What devices sent while their site could not be judged, once it has been and that is stored.</summary>
    private void Release(JudgedUpTo settled, long position)
    {
        var released = held.Where(h => settled.HeldFrom(h.Key) is null && settled.Position >= position).ToDictionary();
        if (released.Count == 0)
            return;
        foreach (var record in spool.Read(released.Values.Min(), position).Where(r => released.TryGetValue(r.Device, out var from) && r.Position >= from))
            Settle(record.Device, record.Boot, record.Stream, record.Seq);
        foreach (var device in released.Keys)
            held.Remove(device);
    }

    private List<(long After, string Device, string Boot, string Stream, long Seq)> TakeElsewhere(JudgedUpTo settled)
    {
        var taken = new List<(long, string, string, string, long)>();
        lock (access)
        {
            for (var left = elsewhere.Count; left > 0; left--)
            {
                var next = elsewhere.Dequeue();
                if (next.After <= settled.Position && !held.ContainsKey(next.Device) && settled.HeldFrom(next.Device) is null)
                    taken.Add(next);
                else
                    elsewhere.Enqueue(next);
            }
        }
        return taken;
    }

    private void Save(long position)
    {
        ReceivedLedger.Checkpoint checkpoint;
        lock (access)
            checkpoint = ledger.At(position);
        try
        {
            checkpoint.Save(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            SpoolLog.NotCheckpointed(log, file, e.Message);
        }
    }

    private void Settle(string device, string boot, string stream, long seq)
    {
        lock (access)
            ledger.Add(device, boot, stream, seq, time.GetUtcNow());
        Settled?.Invoke(device, boot, stream);
    }
}
