using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>
/// Where another control room may go on when this one dies, with its spool: which records that one finds in the reading store and the
/// database. Only these may a device forget.
/// </summary>
/// <param name="folder">The spool's.</param>
/// <param name="spool">Where records arrive.</param>
/// <param name="readers">Who carries them on.</param>
/// <param name="time">For the pauses.</param>
/// <param name="log">For a disk that refuses.</param>
internal sealed class SettledRecords(string folder, Spool spool, SpoolReaders readers, TimeProvider time, ILogger<SettledRecords> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(0.25), CheckpointEvery = TimeSpan.FromSeconds(30);

    private readonly string file = Path.Combine(folder, "settled.json");
    private readonly Lock access = new();
    private ReceivedLedger ledger = new();

    /// <summary>Keys of records that are kept elsewhere, and where the spool ended when they came.</summary>
    private readonly Queue<(long After, string Device, string Boot, string Stream, long Seq)> elsewhere = [];

    /// <summary>Is told the device, the boot and the stream of every record that has become one.</summary>
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
    /// Records that are kept elsewhere become settled once all that came before them is: a device that is told of one sooner takes what it sent before for lost.
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
        (var known, var position, _) = ReceivedLedger.Load(File.Exists(file) ? file : Spool.LedgerIn(folder), log);
        lock (access)
            ledger = known;
        using var timer = new PeriodicTimer(Every, time);
        for (var saved = time.GetUtcNow(); await timer.WaitForNextTickAsync(stoppingToken);)
        {
            var until = readers.Settled;
            foreach (var record in spool.Read(position, until))
                Settle(record.Device, record.Boot, record.Stream, record.Seq);
            position = Math.Max(position, until);
            while (NextElsewhere(until) is var (_, device, boot, stream, seq))
                Settle(device, boot, stream, seq);
            if (time.GetUtcNow() - saved < CheckpointEvery)
                continue;
            Save(position);
            saved = time.GetUtcNow();
        }
    }

    private (long After, string Device, string Boot, string Stream, long Seq)? NextElsewhere(long until)
    {
        lock (access)
            return elsewhere.TryPeek(out var next) && next.After <= until ? elsewhere.Dequeue() : null;
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
