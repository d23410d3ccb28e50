using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>Of which run of its device a record is.</summary>
internal enum RunOrder
{
    /// <summary>Of one that was over before: it came late.</summary>
    Earlier,

    Current,

    /// <summary>The device has started anew since the last record.</summary>
    Later,
}

/// <summary>
/// The run of a device from which records were taken last. Runs are put in order by the device's own count of them; on another card it begins
/// again, so a lower one that is surely of a later time is a later run too.
/// </summary>
internal sealed class DeviceRun
{
    private (long Bn, string Boot)? current;
    private long newestMs;

    /// <summary>Takes a record of this or a later run; one of an earlier run changes nothing.</summary>
    public RunOrder Take(UpRecord record, RecordTime time)
    {
        var atMs = time.At.ToUnixTimeMilliseconds();
        var order = current is not var (bn, boot) || (record.Bn, record.Boot) == (bn, boot) ? RunOrder.Current
            : IsLater((record.Bn, atMs), (bn, newestMs), time.IsSure) ? RunOrder.Later : RunOrder.Earlier;
        if (order != RunOrder.Earlier)
            (current, newestMs) = ((record.Bn, record.Boot), order == RunOrder.Later ? atMs : Math.Max(newestMs, atMs));
        return order;
    }

    /// <param name="run">Another run's number, and the time of a record of it.</param>
    /// <param name="last">The number of the last run known, and the time of its newest record.</param>
    /// <param name="isSure">Whether that the times are in this order can be relied upon.</param>
    public static bool IsLater((long Bn, long AtMs) run, (long Bn, long AtMs) last, bool isSure) => run.Bn > last.Bn || (isSure && run.AtMs > last.AtMs);

    /// <summary>The control room's own clock was set.</summary>
    public void Move(long byMs) => newestMs += byMs;
}
