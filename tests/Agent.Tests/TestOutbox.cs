using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests;

/// <summary>An outbox without a connection, and what lies in it.</summary>
internal static class TestOutbox
{
    public static readonly Boot Boot = new(Ids.New(), 7);

    public static Outbox Create(TimeProvider time, Drops? drops = null, OutboxJournal? journal = null, Boot? boot = null,
        long capacityBytes = Outbox.DefaultCapacityBytes, DeviceClock? clock = null, bool metered = false) =>
        new(boot ?? Boot, clock ?? new DeviceClock(time, () => new(true, null)), time, drops ?? new(), journal, capacityBytes, metered);

    /// <summary>Everything due now, in the order of sending.</summary>
    public static IReadOnlyList<UpRecord> TakeAll(this Outbox outbox)
    {
        var records = new List<UpRecord>();
        while (outbox.Take(RecordJson.MaxRecords) is (var stream, { Count: > 0 } taken))
            records.AddRange(taken.Select(r => RecordJson.Read(stream, r.Utf8)));
        return records;
    }
}
