using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>Something that is wrong with a camera and not yet over.</summary>
/// <param name="Kind">As in <see cref="CameraRecord.Kind"/>; null = reported before the control room started, only the journal knows it.</param>
/// <param name="SinceMs">When it began.</param>
/// <param name="FoundMs">When the device was sure; of one from the journal, when its alert last fired.</param>
/// <param name="Evidence">The record that states it; null = only the journal knows it.</param>
internal sealed record CameraFinding(string? Kind, long SinceMs, long FoundMs, CameraRecord? Evidence);

/// <summary>What is wrong with a camera now, from its records in order of event time.</summary>
internal sealed class CameraHistory
{
    private readonly List<CameraFinding> findings = [];
    private readonly Dictionary<string, long> latest = [];
    private readonly DeviceRun run = new();

    public IReadOnlyList<CameraFinding> Findings => findings;

    /// <summary>The kind that was over last; null = none yet.</summary>
    public string? LastOver { get; private set; }

    /// <summary>Takes from the journal an open alert whose record may be older than what is read again: its end is still to come.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="nowMs">The time. What an alert is about was before it, however wrong a clock was then.</param>
    public void Recall(Alert alert, long nowMs) => findings.Add(new(null, Math.Min(alert.SinceMs, nowMs), Math.Min(alert.LastMs, nowMs), null));

    /// <summary>
    /// A record of a picture, or of what is wrong with it, came. A device that started anew takes what it sees for usual, which is also how a
    /// camera that was turned on purpose is accepted: what it found before is over.
    /// </summary>
    /// <returns>False: it is of a run that was over before.</returns>
    public bool Sees(UpRecord record, RecordTime time)
    {
        var order = run.Take(record, time);
        if (order == RunOrder.Later)
        {
            findings.Clear();
            latest.Clear();
        }
        return order != RunOrder.Earlier;
    }

    /// <param name="record">The record.</param>
    /// <param name="time">When it is taken to have been.</param>
    /// <param name="since">When what it reports began, on the same clock.</param>
    public void Add(CameraRecord record, RecordTime time, DateTimeOffset since)
    {
        var (atMs, sinceMs) = (time.At.ToUnixTimeMilliseconds(), since.ToUnixTimeMilliseconds());
        if (!Sees(record, time) || atMs < latest.GetValueOrDefault(record.Kind))
            return;
        latest[record.Kind] = atMs;
        findings.RemoveAll(f => f.Kind == record.Kind || (f.Kind is null && sinceMs <= f.FoundMs && f.FoundMs <= atMs));
        if (record.State == FindingState.Found)
            findings.Add(new(record.Kind, sinceMs, atMs, record));
        else
            LastOver = record.Kind;
    }

    /// <summary>The control room's own clock was set.</summary>
    public void Move(long byMs)
    {
        run.Move(byMs);
        for (var i = 0; i < findings.Count; i++)
            findings[i] = findings[i] with { SinceMs = findings[i].SinceMs + byMs, FoundMs = findings[i].FoundMs + byMs };
        foreach (var kind in latest.Keys.ToList())
            latest[kind] += byMs;
    }
}
