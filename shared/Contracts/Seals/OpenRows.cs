namespace Solutions.Edge.Contracts.Seals;

/// <summary>The rows of this run that no seal holds yet, by their hashes. Thread-safe: every sensor adds.</summary>
public sealed class OpenRows
{
    private readonly Lock access = new();
    private readonly Dictionary<string, Queue<(long Seq, DateTimeOffset T, byte[] Leaf)>> open = [];

    /// <summary>Takes a record of a stream that is kept in rows; others are none of a seal's.</summary>
    /// <param name="stream">Its stream.</param>
    /// <param name="record">Numbered and stamped, in the order of the numbers.</param>
    public void Add(string stream, UpRecord record)
    {
        if (record is SealRecord || RowLayout.Find(stream) is null)
            return;
        var leaf = SealedRow.Leaf(record);
        lock (access)
        {
            if (!open.TryGetValue(stream, out var rows))
                open.Add(stream, rows = []);
            rows.Enqueue((record.Seq, record.T, leaf));
        }
    }

    /// <summary>
    /// The rows to be sealed with a minute: of each stream, in the order of their numbers, those before the first that is of a later minute, or after
    /// a gap. What is of an earlier minute and came late is among them.
    /// </summary>
    /// <param name="end">The end of the minute; null = the device stops, and all are sealed.</param>
    public IReadOnlyDictionary<string, SealedRows> Take(DateTimeOffset? end)
    {
        lock (access)
            return open.Select(o => (o.Key, Rows: Take(o.Value, end))).Where(s => s.Rows is not null).ToDictionary(s => s.Key, s => s.Rows!);
    }

    private static SealedRows? Take(Queue<(long Seq, DateTimeOffset T, byte[] Leaf)> rows, DateTimeOffset? end)
    {
        var (from, leaves) = (0L, new List<byte[]>());
        while (leaves.Count < SealedRows.Most && rows.TryPeek(out var row) && (end is null || row.T < end)
            && (leaves.Count == 0 || row.Seq == from + leaves.Count))
        {
            from = leaves.Count == 0 ? row.Seq : from;
            leaves.Add(rows.Dequeue().Leaf);
        }
        return leaves.Count == 0 ? null : SealedRows.Of(from, leaves);
    }
}
