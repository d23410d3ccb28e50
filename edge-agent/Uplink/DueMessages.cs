using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>What is due, by message.</summary>
internal sealed class DueMessages(Outbox outbox, Backlog backlog)
{
    /// <summary>What is new goes before what is late.</summary>
    public (string Stream, IReadOnlyList<OutboxRecord> Records) Next(int most) =>
        outbox.Take(most) is { Records.Count: > 0 } live ? live : backlog.Take(most);

    /// <summary>All that is due, of every stream, as far as one message holds it, and suspects in one each.</summary>
    public List<List<PackedPart>> NextOfAll()
    {
        var due = new List<(string Stream, IReadOnlyList<OutboxRecord> Records)>();
        for (var room = RecordJson.MaxRecords; room > 0 && Next(room) is { Records.Count: > 0 } next; room -= next.Records.Count)
            due.Add(next);
        var alone = due.Where(d => d.Records[0].IsSuspect).ToList();
        return [.. alone.Select(Parts), .. due.Count > alone.Count ? new[] { due.Except(alone).GroupBy(d => d.Stream).Select(Together).ToList() } : []];

        static List<PackedPart> Parts((string Stream, IReadOnlyList<OutboxRecord> Records) one) => [new(one.Stream, [one.Records[0].Utf8])];
        static PackedPart Together(IGrouping<string, (string Stream, IReadOnlyList<OutboxRecord> Records)> of) =>
            new(of.Key, [.. of.SelectMany(d => d.Records).Select(r => new ReadOnlyMemory<byte>(r.Utf8))]);
    }

    /// <summary>Several records as one message.</summary>
    public static byte[] Array(IReadOnlyList<OutboxRecord> records)
    {
        using var array = new MemoryStream();
        for (var i = 0; i < records.Count; i++)
        {
            array.WriteByte(i == 0 ? (byte)'[' : (byte)',');
            array.Write(records[i].Utf8);
        }
        array.WriteByte((byte)']');
        return array.ToArray();
    }
}
