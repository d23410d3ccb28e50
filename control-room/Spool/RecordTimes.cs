using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>
/// Judges when each record was, once, as it is written: every reader receives the judgement with the record, wherever it is and however often it reads.
/// Judging is for the spool's writer alone.
/// </summary>
internal sealed class RecordTimes
{
    /// <summary>What shows which clocks can be believed after a start: two minutes of noise among it.</summary>
    private static readonly TimeSpan LearnsFrom = TimeSpan.FromMinutes(3);

    private readonly BootClocks clocks;
    private readonly OwnClock ownClock;

    /// <summary>Of frames that hold no judgement, as they were written before there was one: the records that do not stand at the time they state.</summary>
    private readonly Dictionary<long, RecordTime> unlike;

    /// <param name="files">What was received before. Its last records show what was known of each device's clock.</param>
    /// <param name="end">Up to where.</param>
    /// <param name="time">The control room's own clock.</param>
    /// <param name="isAtSite">Whether a device is at a site.</param>
    public RecordTimes(SpoolFiles files, long end, TimeProvider time, Func<string, bool> isAtSite)
    {
        (clocks, ownClock) = (new(isAtSite), new(time));
        unlike = files.Read(0, end).FirstOrDefault() is { Judged: null } ? Unlike(files.Read(0, end), isAtSite) : [];
        var tail = files.TailBefore(end);
        if (files.Read(tail, end).LastOrDefault() is not { } last)
            return;
        // By arrival: what came by a clock that has been set since shows nothing.
        foreach (var record in files.Read(tail, end).Where(r => (last.Arrival - r.Arrival).Duration() <= LearnsFrom))
            Judge(clocks, record);
    }

    /// <summary>The control room's own clock may have been set.</summary>
    public void FollowOwnClock() => clocks.Move(TimeSpan.FromSeconds(ownClock.Step()));

    /// <summary>When a record was that is about to be written. Each is asked about once, in order.</summary>
    public RecordTime Judge(SpoolEntry entry) => Judge(clocks, entry.Written(0, 0, null));

    /// <summary>The record with its judgement.</summary>
    public SpoolRecord Of(SpoolRecord record) => record.Judged is not null ? record
        : record with { Judged = unlike.TryGetValue(record.Position, out var judged) ? judged : AsStated(record) };

    private static Dictionary<long, RecordTime> Unlike(IEnumerable<SpoolRecord> records, Func<string, bool> isAtSite)
    {
        var clocks = new BootClocks(isAtSite);
        return records.Where(r => r.Judged is null).Select(r => (r.Position, Is: Judge(clocks, r), Stated: AsStated(r))).Where(r => r.Is != r.Stated)
            .ToDictionary(r => r.Position, r => r.Is);
    }

    private static RecordTime AsStated(SpoolRecord record) =>
        TryDecode(record) is { } decoded ? new(decoded.T, IsOwn: true) : new(record.Arrival, IsOwn: false);

    private static RecordTime Judge(BootClocks clocks, SpoolRecord record) =>
        TryDecode(record) is { } decoded ? clocks.Of(record.Device, decoded, record.Arrival) : new(record.Arrival, IsOwn: false);

    /// <summary>Null = it does not read: what an earlier version wrote may not.</summary>
    private static UpRecord? TryDecode(SpoolRecord record)
    {
        try
        {
            return record.Decode();
        }
        catch (RecordException)
        {
            return null;
        }
    }
}
