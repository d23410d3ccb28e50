using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>
/// Which records have been received: where duplicates are removed, once. Checkpointed with the spool offset it is true
/// for; what the spool holds beyond is added again at start. Not thread-safe: the spool's lock guards it.
/// </summary>
/// <remarks>A boot's stream of which nothing has come for <see cref="Remembered"/> is forgotten, and past <see cref="MostStreams"/> of one device the one that
/// has been silent longest.</remarks>
/// <param name="isAtSite">Whether a device is at a site; null = all are.</param>
internal sealed partial class ReceivedLedger(Func<string, bool>? isAtSite = null)
{
    /// <summary>A record that was stored, never acknowledged and comes again after longer is stored once more.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(60);

    /// <summary>Of one device, all its boots together: eight for each boot.</summary>
    public const int MostStreams = 1_000;

    /// <summary>Of a device that is at no site: two boots of eight.</summary>
    public const int MostStreamsOfStranger = 16;

    private readonly PerDevice<Dictionary<(string Boot, string Stream), Received>> byDevice = new(isAtSite ?? (_ => true));

    /// <returns>False if it was there already.</returns>
    public bool Add(string device, string boot, string stream, long seq, DateTimeOffset arrival)
    {
        var streams = byDevice.GetOrAdd(device, () => []);
        if (!streams.TryGetValue((boot, stream), out var received))
        {
            if (streams.Count >= (isAtSite?.Invoke(device) == false ? MostStreamsOfStranger : MostStreams))
                streams.Remove(streams.MinBy(s => s.Value.Latest).Key);
            streams[(boot, stream)] = received = new(new([]));
        }
        if (arrival > received.Latest)
            received.Latest = arrival;
        return received.Ranges.Add(seq);
    }

    public bool Contains(string device, string boot, string stream, long seq) =>
        byDevice.TryGet(device, out var streams) && streams.TryGetValue((boot, stream), out var received) && received.Ranges.Contains(seq);

    /// <summary>What has been received of one stream; null = nothing.</summary>
    public Acknowledgement? Of(string device, string boot, string stream) =>
        byDevice.TryGet(device, out var streams) && streams.TryGetValue((boot, stream), out var received) ? received.Ranges.Acknowledgement(boot, stream)
            : null;

    /// <summary>Forgets the boots' streams of which nothing has come for <see cref="Remembered"/>.</summary>
    public void Forget(DateTimeOffset now)
    {
        foreach (var (device, streams) in byDevice.Values.ToList())
        {
            foreach (var stream in streams.Where(s => s.Value.Latest < now - Remembered).Select(s => s.Key).ToList())
                streams.Remove(stream);
            if (streams.Count == 0)
                byDevice.Remove(device, out _);
        }
    }

    /// <summary>What is to be written; a copy, so that nobody waits for the disk.</summary>
    /// <param name="offset">Up to where it is true.</param>
    /// <param name="closed">Nothing more is written until the next.</param>
    public Checkpoint At(long offset, bool closed = false) => new(offset, closed, byDevice.Values.ToDictionary(d => d.Device, d => d.Value
        .Select(s => new StreamRanges(s.Key.Boot, s.Key.Stream, [.. s.Value.Ranges.Ranges.Select(r => new[] { r.From, r.To })], s.Value.Latest)).ToList()));

    /// <summary>The ledger of a checkpoint, the offset from which the spool must be read again, and whether that is its end; empty from 0 if there is
    /// none that reads.</summary>
    public static (ReceivedLedger Ledger, long Offset, bool Closed) Load(string file, ILogger log, Func<string, bool>? isAtSite = null)
    {
        var ledger = new ReceivedLedger(isAtSite);
        if (!File.Exists(file))
            return (ledger, 0, false);
        if (Checkpoint.Read(file) is not { } checkpoint)
        {
            SpoolLog.LedgerDamaged(log, file);
            return (ledger, 0, false);
        }
        foreach (var (device, streams) in checkpoint.Devices)
            ledger.byDevice.Set(device, streams.ToDictionary(s => (s.Boot, s.Stream), s =>
                new Received(new(s.Ranges.Select(r => (r[0], r[1])))) { Latest = s.Latest ?? File.GetLastWriteTimeUtc(file) }));
        return (ledger, checkpoint.Offset, checkpoint.Closed);
    }

    private sealed class Received(SequenceRanges ranges)
    {
        public SequenceRanges Ranges { get; } = ranges;

        public DateTimeOffset Latest { get; set; }
    }
}
