using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>
/// When things happened, as far as arrival shows. A device's clock is believed as far as arrival and the monotonic <see cref="UpRecord.Up"/> bear it
/// out; what it states beyond that is as if it were not set. Not thread-safe.
/// </summary>
/// <param name="isAtSite">Whether a device is at a site; null = all are.</param>
internal sealed class BootClocks(Func<string, bool>? isAtSite = null)
{
    /// <summary>Later than its arrival no record can be; clocks differ.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromSeconds(60);

    /// <summary>Earlier than <see cref="UpRecord.Up"/> allows, a record comes as late as alarms that are past.</summary>
    public static readonly TimeSpan Behind = TimeSpan.FromSeconds(30);

    /// <summary>No device has kept a record for longer.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(90);

    /// <summary>No machine runs longer: a greater <see cref="UpRecord.Up"/> is none.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <summary>Boots of one device whose records come by turns: its backlog may be of the ones before.</summary>
    private const int BootsKept = 4;

    private readonly PerDevice<List<BootLine>> devices = new(isAtSite ?? (_ => true));

    /// <summary>By how much the control room's own clock was set since it started.</summary>
    private TimeSpan moved;

    /// <summary>The instant a record is about.</summary>
    /// <remarks>What a heartbeat states is learnt on the way, and holds for what comes after it.</remarks>
    public RecordTime Of(string device, UpRecord record, DateTimeOffset arrival)
    {
        var boot = Find(device, record.Boot);
        if (record is HeartbeatRecord { UpZero: { } zero })
            boot.Zero = zero;
        var hasUp = record.Up <= Longest.TotalMilliseconds;
        var waited = hasUp ? boot.Waited(record, arrival) : null;
        if (record.Tq != TimeQuality.Unset && Possible(record.T) is { } at)
            return new(at, IsOwn: true);
        if (hasUp && boot.Zero?.AddMilliseconds(record.Up) is { } stated && Possible(stated) is { } since)
            return new(since, IsOwn: true);
        return new(arrival, IsOwn: false, waited <= Behind, record.Tq == TimeQuality.Unset ? null : record.T - (arrival - (waited ?? TimeSpan.Zero)));

        // It may be the control room's clock that was set wrong: then the devices' go on as they did.
        DateTimeOffset? Possible(DateTimeOffset at) => IsPossible(at) ? at : moved != TimeSpan.Zero && IsPossible(at + moved) ? at + moved : null;

        bool IsPossible(DateTimeOffset at) => at <= arrival + Ahead && at >= arrival - Oldest && !(at < arrival - waited - Behind);
    }

    /// <summary>The control room's own clock was set: what it remembers of arrivals is by the one before.</summary>
    public void Move(TimeSpan by)
    {
        if (by == TimeSpan.Zero)
            return;
        moved += by;
        foreach (var boot in devices.Values.SelectMany(d => d.Value))
            boot.Move(by);
    }

    private BootLine Find(string device, string id)
    {
        var boots = devices.GetOrAdd(device, () => []);
        var at = boots.FindIndex(b => b.Id == id);
        if (at < 0 && boots.Count == BootsKept)
            boots.RemoveAt(0);
        var boot = at < 0 ? new(id) : boots[at];
        if (at >= 0)
            boots.RemoveAt(at);
        boots.Add(boot);
        return boot;
    }
}
