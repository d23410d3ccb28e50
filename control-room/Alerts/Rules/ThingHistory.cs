using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>Something that a camera found left or stopped in a zone.</summary>
/// <param name="Kind">As in <see cref="CameraRecord.Kind"/>.</param>
/// <param name="Zone">The zone's id.</param>
/// <param name="Number">As in <see cref="CameraRecord.Thing"/>; null = reported before the control room started, only the journal knows it.</param>
/// <param name="SinceMs">When it was left.</param>
/// <param name="Share">How much of the zone it covers, in %; null = not known.</param>
internal sealed record StandingThing(string Kind, string Zone, int? Number, long SinceMs, double? Share);

/// <summary>What stands in a camera's zones now, from its records in order of event time.</summary>
internal sealed class ThingHistory
{
    private readonly List<StandingThing> things = [];
    private readonly Dictionary<int, long> latest = [];
    private readonly DeviceRun run = new();

    /// <summary>What has stood longest in a zone; null = nothing of that kind does.</summary>
    public StandingThing? Longest(string kind, string zone) => things.Where(t => t.Kind == kind && t.Zone == zone).MinBy(t => t.SinceMs);

    /// <summary>Takes from the journal an open alert whose record may be older than what is read again: its end is still to come.</summary>
    public void Recall(string kind, string zone, long sinceMs) => things.Add(new(kind, zone, null, sinceMs, null));

    /// <summary>A record of a picture, or of what is in it, came: a device that started anew takes what stands there for the place itself.</summary>
    /// <returns>False: it is of a run that was over before.</returns>
    public bool Sees(UpRecord record, RecordTime time)
    {
        var order = run.Take(record, time);
        if (order == RunOrder.Later)
        {
            things.Clear();
            latest.Clear();
        }
        return order != RunOrder.Earlier;
    }

    /// <param name="record">The record of a thing.</param>
    /// <param name="time">When it is taken to have been.</param>
    /// <param name="since">When the thing was left, on the same clock.</param>
    public void Add(CameraRecord record, RecordTime time, DateTimeOffset since)
    {
        if (record is not { Thing: { } number, Zone: { } zone })
            return;
        var (atMs, sinceMs) = (time.At.ToUnixTimeMilliseconds(), since.ToUnixTimeMilliseconds());
        if (!Sees(record, time) || atMs < latest.GetValueOrDefault(number))
            return;
        latest[number] = atMs;
        things.RemoveAll(t => t.Number == number || (t.Number is null && t.Kind == record.Kind && t.Zone == zone && t.SinceMs == sinceMs));
        if (record.State == FindingState.Found)
            things.Add(new(record.Kind, zone, number, sinceMs, record.Share));
    }

    /// <summary>The control room's own clock was set.</summary>
    public void Move(long byMs)
    {
        run.Move(byMs);
        for (var i = 0; i < things.Count; i++)
            things[i] = things[i] with { SinceMs = things[i].SinceMs + byMs };
        foreach (var number in latest.Keys.ToList())
            latest[number] += byMs;
    }
}
