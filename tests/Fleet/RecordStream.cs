using System.Buffers;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Fleet;

/// <summary>One stream of one device. What is sent, sent again and freed follows the agent's own rules; of a record only its number is kept, its bytes
/// follow from it. Not thread-safe.</summary>
/// <param name="name">The stream.</param>
/// <param name="device">Whose.</param>
/// <param name="boot">The device's boot.</param>
/// <param name="template">Its records.</param>
/// <param name="firstT">Time of record 1.</param>
/// <param name="period">Time from one record to the next.</param>
/// <param name="arrivals">Of all the device's streams.</param>
/// <param name="time">Measures how long a record waits.</param>
internal sealed class RecordStream(
    string name, string device, string boot, RecordTemplate template, DateTimeOffset firstT, TimeSpan period, Arrivals arrivals, TimeProvider time)
{
    private readonly OutboxStream waiting = new(boot, name, arrivals, new(), Outbox.MostMessagesOf(name));
    private long made;

    public string Name { get; } = name;

    public string Topic { get; } = Topics.Up(device, name);

    /// <inheritdoc cref="OutboxStream.OldestSent"/>
    public long? OldestSent => waiting.OldestSent;

    /// <summary>One more record.</summary>
    public void Make() => waiting.Add(new(boot, Name, ++made, []) { Since = time.GetTimestamp() });

    /// <summary>The records that are due; they count as sent.</summary>
    public List<OutboxRecord> Take()
    {
        waiting.GiveUp();
        var now = time.GetTimestamp();
        return waiting.Take(RecordJson.MaxRecords, now, ripe: now);
    }

    /// <summary>Writes them: one record, or an array.</summary>
    public void Write(IBufferWriter<byte> to, ReadOnlySpan<byte> bootUtf8, List<OutboxRecord> records)
    {
        for (var i = 0; i < records.Count; i++)
        {
            if (records.Count > 1)
                to.Write(i == 0 ? "["u8 : ","u8);
            var since = period * (records[i].Seq - 1);
            template.Write(to, bootUtf8, records[i].Seq, firstT + since, (long)since.TotalMilliseconds);
        }
        if (records.Count > 1)
            to.Write("]"u8);
    }

    /// <inheritdoc cref="OutboxStream.SendAllAgain"/>
    public void SendAllAgain() => waiting.SendAllAgain();

    /// <summary>Forgets what the control room has on its disk, and what it refuses; hands the time since each stored one was made, in ms, to
    /// <paramref name="freed"/>.</summary>
    public void Free(Acknowledgement stored, Action<long> freed)
    {
        var before = waiting.Records.ToDictionary(r => r.Seq);
        waiting.Free(stored with { Refused = null });
        foreach (var record in waiting.Records)
            before.Remove(record.Seq);
        foreach (var record in before.Values)
            freed(Waited(record));
        waiting.Free(stored);
    }

    /// <summary>Forgets what the broker has acknowledged.</summary>
    public void Free(List<OutboxRecord> sent, Action<long> freed)
    {
        foreach (var record in sent.Where(r => waiting.Free(r.Seq) > 0))
        {
            arrivals.Add(record);
            freed(Waited(record));
        }
    }

    private long Waited(OutboxRecord record) => (long)time.GetElapsedTime(record.Since).TotalMilliseconds;
}
