using System.Buffers;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Fleet;

/// <summary>One stream of one device: what was made and is not acknowledged. Of a record only its number is kept; its bytes follow from it.
/// Not thread-safe.</summary>
/// <param name="name">The stream.</param>
/// <param name="device">Whose.</param>
/// <param name="template">Its records.</param>
/// <param name="firstT">Time of record 1.</param>
/// <param name="period">Time from one record to the next.</param>
internal sealed class RecordStream(string name, string device, RecordTemplate template, DateTimeOffset firstT, TimeSpan period)
{
    /// <summary>As real devices do it: with so many messages unacknowledged what is new gathers for the next.</summary>
    private const int MostInFlight = 3;

    private readonly List<Waiting> waiting = [];
    private long made;

    public string Name { get; } = name;

    public string Topic { get; } = Topics.Up(device, name);

    /// <summary>One more record.</summary>
    /// <param name="now">When, in Unix ms.</param>
    public void Make(long now) => waiting.Add(new() { Seq = ++made, MadeMs = now });

    /// <summary>When the oldest of what was sent and is not acknowledged was last sent; null = there is none.</summary>
    public long? OldestSentMs => waiting.Where(w => w.SentMs > 0).Select(w => (long?)w.SentMs).Min();

    /// <summary>What was first sent until then has had the time to arrive.</summary>
    public long ArrivedMs { get; private set; }

    /// <summary>How long that took, from when it was last sent.</summary>
    public long TookMs { get; private set; }

    /// <summary>Writes what was never sent, or was sent and is missing: one record, or an array of them.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="boot">The device's boot.</param>
    /// <param name="now">The time of sending.</param>
    /// <param name="missing">What was last sent before has not arrived.</param>
    /// <param name="packet">Number of the packet.</param>
    /// <returns>How many were written.</returns>
    public int WriteDue(IBufferWriter<byte> to, ReadOnlySpan<byte> boot, long now, long missing, ushort packet)
    {
        var (due, inFlight, last) = (0, 0, -1);
        foreach (var record in waiting)
        {
            if (record.IsDue(missing))
                due++;
            else if (record.Packet != last)
                (inFlight, last) = (inFlight + 1, record.Packet);
        }
        if (inFlight >= MostInFlight)
            return 0;
        due = Math.Min(due, RecordJson.MaxRecords);
        var written = 0;
        for (var i = 0; written < due; i++)
        {
            var record = waiting[i];
            if (!record.IsDue(missing))
                continue;
            if (due > 1)
                to.Write(written == 0 ? "["u8 : ","u8);
            var since = period * (record.Seq - 1);
            template.Write(to, boot, record.Seq, firstT + since, (long)since.TotalMilliseconds);
            waiting[i] = record with { FirstSentMs = record.FirstSentMs > 0 ? record.FirstSentMs : now, SentMs = now, Packet = packet };
            written++;
        }
        if (due > 1)
            to.Write("]"u8);
        return due;
    }

    /// <summary>The connection was lost, or nobody answers: all that was sent is due again.</summary>
    public void SendAllAgain()
    {
        for (var i = 0; i < waiting.Count; i++)
            waiting[i] = waiting[i] with { SentMs = 0 };
    }

    /// <summary>Forgets what the control room has on its disk; hands the time since each was made to <paramref name="freed"/>.</summary>
    public void Free(Acknowledgement stored, long now, Action<long> freed) =>
        Free(w => w.Seq <= stored.Through || stored.Also is { } also && Array.Exists(also, r => r[0] <= w.Seq && w.Seq <= r[1]), now, freed);

    /// <summary>Forgets what the broker has acknowledged.</summary>
    public void Free(ushort packet, long now, Action<long> freed) => Free(w => w.Packet == packet && w.SentMs > 0, now, freed);

    private void Free(Predicate<Waiting> done, long now, Action<long> freed) => waiting.RemoveAll(w =>
    {
        if (!done(w))
            return false;
        if (w.FirstSentMs > ArrivedMs)
            (ArrivedMs, TookMs) = (w.FirstSentMs, now - Math.Max(w.FirstSentMs, w.SentMs));
        freed(now - w.MadeMs);
        return true;
    });

    private readonly record struct Waiting
    {
        public long Seq { get; init; }

        public long MadeMs { get; init; }

        public long FirstSentMs { get; init; }

        /// <summary>0 = it is to be sent, or sent again.</summary>
        public long SentMs { get; init; }

        public ushort Packet { get; init; }

        public bool IsDue(long missing) => SentMs == 0 || SentMs < missing;
    }
}
