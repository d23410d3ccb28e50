using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>The ledger of one spool and the file that it is checkpointed in. The spool's writer adds to it, any thread may ask it.</summary>
internal sealed class LedgerFile
{
    private readonly string file;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly SpoolOptions options;
    private readonly Lock access = new();

    /// <summary>Keys of the batch being written: the ledger, which acknowledges, learns them once they are on disk. The writer's own.</summary>
    private readonly HashSet<(string Device, string Boot, string Stream, long Seq)> unstored = [];

    private ReceivedLedger ledger;
    private long saved;

    public LedgerFile(string folder, TimeProvider time, ILogger log, SpoolOptions options)
    {
        (file, this.time, this.log, this.options) = (In(folder), time, log, options);
        (ledger, From, WasClosed) = ReceivedLedger.Load(file, log, options.IsAtSite);
    }

    /// <summary>Up to where the spool need not be read again.</summary>
    public long From { get; private set; }

    /// <summary>Nothing more was written after it.</summary>
    public bool WasClosed { get; }

    /// <summary>It is time to write it again.</summary>
    public bool IsDue => time.GetElapsedTime(saved) >= options.CheckpointEvery;

    public static string In(string folder) => Path.Combine(folder, "received.json");

    /// <summary>The disk has lost what was received: the ledger must not have it either, so that a device that still has it can send it again.</summary>
    public void Empty() => (ledger, From) = (new(options.IsAtSite), 0);

    public void Add(SpoolRecord record)
    {
        lock (access)
            ledger.Add(record.Device, record.Boot, record.Stream, record.Seq, record.Arrival);
    }

    /// <summary>What of a boot's stream has been received and is on disk; null = nothing.</summary>
    public Acknowledgement? Of(string device, string boot, string stream)
    {
        lock (access)
            return ledger.Of(device, boot, stream);
    }

    /// <summary>Whether it has not been received before, in this batch neither.</summary>
    public bool IsNew(SpoolEntry entry)
    {
        lock (access)
            return !ledger.Contains(entry.Device, entry.Boot, entry.Stream, entry.Seq) && unstored.Add((entry.Device, entry.Boot, entry.Stream, entry.Seq));
    }

    /// <summary>The batch is on disk.</summary>
    public void Stored(DateTimeOffset arrival)
    {
        lock (access)
        {
            foreach (var (device, boot, stream, seq) in unstored)
                ledger.Add(device, boot, stream, seq, arrival);
        }
        unstored.Clear();
    }

    /// <summary>The batch could not be written.</summary>
    public void Refused() => unstored.Clear();

    /// <exception cref="IOException">It could not be written.</exception>
    public void Save(long offset, bool closed = false)
    {
        ReceivedLedger.Checkpoint checkpoint;
        lock (access)
        {
            ledger.Forget(options.Clock?.Now() ?? time.GetUtcNow());
            checkpoint = ledger.At(offset, closed);
        }
        checkpoint.Save(file);
        saved = time.GetTimestamp();
    }

    /// <summary>One that fails costs the next start time, and no record.</summary>
    public void TrySave(long offset, bool closed = false)
    {
        try
        {
            Save(offset, closed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            SpoolLog.NotCheckpointed(log, file, e.Message);
        }
        saved = time.GetTimestamp();
    }
}
