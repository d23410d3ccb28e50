namespace Solutions.Edge.Agent.Uplink;

/// <summary>A record on its way: its number, its bytes, and when they were last handed to the broker (monotonic).</summary>
internal sealed class OutboxRecord(long seq, byte[] utf8)
{
    /// <summary>What a record costs beside its own bytes.</summary>
    private const int Overhead = 128;

    public long Seq { get; } = seq;

    public byte[] Utf8 { get; } = utf8;

    public long Sent { get; set; }

    public int Cost => Utf8.Length + Overhead;
}

/// <summary>The unacknowledged records of one stream, in the order of their numbers. Not thread-safe.</summary>
internal sealed class OutboxStream(string name)
{
    /// <summary>Records sent and not acknowledged beyond which no more are sent: a control room that is away gets no flood.</summary>
    public const int MostInFlight = 2400;

    private readonly SortedDictionary<long, OutboxRecord> unsent = [], sent = [];

    public string Name { get; } = name;

    public int Count => unsent.Count + sent.Count;

    public void Add(OutboxRecord record) => unsent.Add(record.Seq, record);

    /// <summary>The next records to hand to the broker: first what was sent before <paramref name="lost"/> and never acknowledged, then new ones.</summary>
    public List<OutboxRecord> Take(int most, long lost, long now)
    {
        var due = sent.Values.TakeWhile(r => r.Sent <= lost).Take(most).ToList();
        if (due.Count == 0)
        {
            due = [.. unsent.Values.Take(Math.Min(most, MostInFlight - sent.Count))];
            foreach (var record in due)
            {
                unsent.Remove(record.Seq);
                sent.Add(record.Seq, record);
            }
        }
        foreach (var record in due)
            record.Sent = now;
        return due;
    }

    /// <summary>All that was handed over is to be handed over again.</summary>
    public void SendAllAgain()
    {
        foreach (var (seq, record) in sent)
            unsent.Add(seq, record);
        sent.Clear();
    }

    /// <summary>Forgets a range of numbers, both ends included; the cost that is freed.</summary>
    public long Free(long from, long to)
    {
        var freed = 0L;
        // A record that waits to be sent again may have arrived the first time.
        foreach (var records in new[] { sent, unsent })
        {
            foreach (var record in records.Values.SkipWhile(r => r.Seq < from).TakeWhile(r => r.Seq <= to).ToList())
            {
                records.Remove(record.Seq);
                freed += record.Cost;
            }
        }
        return freed;
    }

    /// <summary>Gives up the oldest record; the cost that is freed.</summary>
    public long DropOldest()
    {
        var records = sent.Count > 0 ? sent : unsent;
        var oldest = records.Values.First();
        records.Remove(oldest.Seq);
        return oldest.Cost;
    }
}
