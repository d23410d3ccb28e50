using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>Something that a camera found left or stopped in a zone.</summary>
/// <param name="Kind">As in <see cref="CameraRecord.Kind"/>.</param>
/// <param name="Zone">The zone's id.</param>
/// <param name="Number">As in <see cref="CameraRecord.Thing"/>; null = told before the control room started, only the journal knows it.</param>
/// <param name="SinceMs">When it was left.</param>
/// <param name="Share">How much of the zone it covers, in %; null = not known.</param>
internal sealed record StandingThing(string Kind, string Zone, int? Number, long SinceMs, double? Share);

/// <summary>What stands in a camera's zones now, from its records in order of event time.</summary>
internal sealed class ThingHistory
{
    private readonly List<StandingThing> things = [];
    private readonly Dictionary<int, long> told = [];
    private long? bootNumber;

    /// <summary>What has stood longest in a zone; null = nothing of that kind does.</summary>
    public StandingThing? Longest(string kind, string zone) => things.Where(t => t.Kind == kind && t.Zone == zone).MinBy(t => t.SinceMs);

    /// <summary>Takes from the journal an open alert whose record may be older than what is read again: its end is still to come.</summary>
    public void Recall(string kind, string zone, long sinceMs) => things.Add(new(kind, zone, null, sinceMs, null));

    /// <summary>A picture came in this run of the device: one that started anew takes what stands there for the place itself.</summary>
    public void Sees(long run)
    {
        if (run > bootNumber)
        {
            things.Clear();
            told.Clear();
        }
        bootNumber = Math.Max(bootNumber ?? run, run);
    }

    /// <param name="record">The record of a thing; its <see cref="UpRecord.T"/> is when it is taken to have been.</param>
    /// <param name="since">When the thing was left, on the same clock.</param>
    public void Add(CameraRecord record, DateTimeOffset since)
    {
        if (record is not { Thing: { } number, Zone: { } zone })
            return;
        var (atMs, sinceMs) = (record.T.ToUnixTimeMilliseconds(), since.ToUnixTimeMilliseconds());
        if (record.Bn < bootNumber || atMs < told.GetValueOrDefault(number))
            return;
        Sees(record.Bn);
        told[number] = atMs;
        things.RemoveAll(t => t.Number == number || (t.Number is null && t.Kind == record.Kind && t.Zone == zone && t.SinceMs == sinceMs));
        if (record.State == FindingState.Found)
            things.Add(new(record.Kind, zone, number, sinceMs, record.Share));
    }
}
