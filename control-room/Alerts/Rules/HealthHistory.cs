using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>Why what a device measures may not be relied upon.</summary>
internal enum DoubtKind
{
    Clock,
    Storage,
    Buffer,
    Dropped,
    Floor,
}

/// <summary>Something that is in doubt about a device's evidence.</summary>
/// <param name="Kind">What.</param>
/// <param name="SinceMs">Since when.</param>
/// <param name="Words">It, with its figure.</param>
internal sealed record EvidenceDoubt(DoubtKind Kind, long SinceMs, string Words);

/// <summary>What a device's heartbeats state of its clock and its storage, and how quiet its nights are.</summary>
internal sealed class HealthHistory
{
    /// <summary>So long after a loss it is still to be said.</summary>
    private const long LossHeldMs = 600_000;

    private readonly Dictionary<DoubtKind, EvidenceDoubt> doubts = [];
    private readonly DeviceRun run = new();
    private long latestSeq;
    private long? dropped, lastBeat, lastClock, lastLossMs;

    public IReadOnlyCollection<EvidenceDoubt> Doubts => doubts.Values;

    /// <summary>The last second whose heartbeat shows whether the doubts still hold; null = none has come.</summary>
    public long? Last => doubts.ContainsKey(DoubtKind.Clock) ? lastClock : lastBeat;

    /// <param name="heartbeat">The record. What it leaves out is not known, and stays as it was.</param>
    /// <param name="time">When it was, and whether its clock is believed.</param>
    /// <param name="parameters">The lines.</param>
    public void Add(HeartbeatRecord heartbeat, RecordTime time, RuleParameters parameters)
    {
        var order = run.Take(heartbeat, time);
        if (order == RunOrder.Earlier || (order == RunOrder.Current && heartbeat.Seq < latestSeq))
            return;
        var atMs = time.At.ToUnixTimeMilliseconds();
        (latestSeq, lastBeat) = (heartbeat.Seq, Math.Max(lastBeat ?? 0, atMs / 1000));
        var off = time.ClockOff?.Duration().TotalSeconds ?? (heartbeat.ClockErrorMs is { } ms ? Math.Abs(ms) / 1000 : null);
        if (off is { } seconds)
        {
            lastClock = lastBeat;
            Set(DoubtKind.Clock, seconds > parameters.DoubtClockSeconds, atMs,
                FormattableString.Invariant($"its clock is off by {seconds:0.0} s, over {parameters.DoubtClockSeconds:0.0}"));
        }
        Set(DoubtKind.Storage, heartbeat.StorageFault is not null, atMs, $"what waits is in memory only: {heartbeat.StorageFault}");
        if (heartbeat.DiskFree is { } free)
            Set(DoubtKind.Buffer, 1 - free > parameters.DoubtDiskShare, atMs,
                FormattableString.Invariant($"its disk is {1 - free:0 %} full, over {parameters.DoubtDiskShare:0 %}"));
        // What was lost before the control room knew the device is of a time that nobody watches any more.
        var lost = order == RunOrder.Later ? heartbeat.Dropped : heartbeat.Dropped - dropped ?? 0;
        dropped = heartbeat.Dropped;
        lastLossMs = lost > 0 ? atMs : lastLossMs;
        if (lost > 0 || atMs - lastLossMs > LossHeldMs)
            Set(DoubtKind.Dropped, lost > 0, atMs, $"{lost} records were lost before they could be sent");
    }

    /// <summary>The night is over: how far its floor is from the usual one.</summary>
    public void NoteFloor(long second, double level, double usual, RuleParameters parameters) =>
        Set(DoubtKind.Floor, Math.Abs(level - usual) >= parameters.DoubtFloorDb, second * 1000, FormattableString.Invariant(
            $"its quietest quarter-hour of the night was {level:0.0} dB, {Math.Abs(level - usual):0.0} dB {(level < usual ? "under" : "over")} the usual"));

    /// <summary>The control room's own clock was set.</summary>
    public void Move(long byMs)
    {
        run.Move(byMs);
        foreach (var doubt in doubts.Values.ToList())
            doubts[doubt.Kind] = doubt with { SinceMs = doubt.SinceMs + byMs };
        (lastBeat, lastClock, lastLossMs) = (lastBeat + byMs / 1000, lastClock + byMs / 1000, lastLossMs + byMs);
    }

    private void Set(DoubtKind kind, bool holds, long atMs, string words)
    {
        if (!holds)
            doubts.Remove(kind);
        else
            doubts[kind] = new(kind, Math.Min(doubts.GetValueOrDefault(kind)?.SinceMs ?? atMs, atMs), words);
    }
}
