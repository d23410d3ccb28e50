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
internal sealed class SettledRecords(string folder, Spool spool, SpoolReaders readers, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(0.25), CheckpointEvery = TimeSpan.FromSeconds(30);

    private readonly string file = Path.Combine(folder, "settled.json");
    private readonly Lock access = new();
    private ReceivedLedger ledger = new();

    /// <summary>Is told of every record that has become one.</summary>
    public event Action<SpoolRecord>? Settled;

    /// <summary>What is settled of every (boot, stream) of the device.</summary>
    public IReadOnlyList<Acknowledgement> Of(string device)
    {
        lock (access)
            return ledger.Of(device);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Until it had a successor this spool acknowledged whatever it received.
        (var known, var position, _) = ReceivedLedger.Load(File.Exists(file) ? file : Spool.LedgerIn(folder));
        lock (access)
            ledger = known;
        using var timer = new PeriodicTimer(Every, time);
        for (var saved = time.GetUtcNow(); await timer.WaitForNextTickAsync(stoppingToken);)
        {
            var until = readers.Settled;
            foreach (var record in spool.Read(position, until))
                Settle(record);
            position = Math.Max(position, until);
            if (time.GetUtcNow() - saved < CheckpointEvery)
                continue;
            lock (access)
                ledger.Save(file, position);
            saved = time.GetUtcNow();
        }
    }

    private void Settle(SpoolRecord record)
    {
        lock (access)
            ledger.Add(record.Device, record.Boot, record.Stream, record.Seq);
        Settled?.Invoke(record);
    }
}
