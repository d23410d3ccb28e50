using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>Something that is wrong with a camera and not yet over.</summary>
/// <param name="Kind">As in <see cref="CameraRecord.Kind"/>; null = told before the control room started, only the journal knows it.</param>
/// <param name="SinceMs">When it began.</param>
/// <param name="FoundMs">When the device was sure; of one from the journal, when its alert last fired.</param>
/// <param name="Evidence">The record that told it; null = only the journal knows it.</param>
internal sealed record CameraFinding(string? Kind, long SinceMs, long FoundMs, CameraRecord? Evidence);

/// <summary>What is wrong with a camera now, from its records in order of event time.</summary>
internal sealed class CameraHistory
{
    private readonly List<CameraFinding> findings = [];
    private readonly Dictionary<string, long> told = [];
    private long? bootNumber;

    public IReadOnlyList<CameraFinding> Findings => findings;

    /// <summary>The kind that was over last; null = none yet.</summary>
    public string? LastOver { get; private set; }

    /// <summary>Takes from the journal an open alert whose record may be older than what is read again: its end is still to come.</summary>
    public void Recall(Alert alert) => findings.Add(new(null, alert.SinceMs, alert.LastMs, null));

    /// <summary>
    /// A picture came in this run of the device. A device that started anew takes what it sees for usual, which is also how a camera that was
    /// turned on purpose is accepted: what it found before is over.
    /// </summary>
    public void Sees(long run)
    {
        if (run > bootNumber)
            findings.Clear();
        bootNumber = Math.Max(bootNumber ?? run, run);
    }

    /// <param name="record">The record; its <see cref="UpRecord.T"/> is when it is taken to have been.</param>
    /// <param name="since">When what it tells of began, on the same clock.</param>
    public void Add(CameraRecord record, DateTimeOffset since)
    {
        var (atMs, sinceMs) = (record.T.ToUnixTimeMilliseconds(), since.ToUnixTimeMilliseconds());
        if (record.Bn < bootNumber || atMs < told.GetValueOrDefault(record.Kind))
            return;
        Sees(record.Bn);
        told[record.Kind] = atMs;
        findings.RemoveAll(f => f.Kind == record.Kind || (f.Kind is null && sinceMs <= f.FoundMs && f.FoundMs <= atMs));
        if (record.State == FindingState.Found)
            findings.Add(new(record.Kind, sinceMs, atMs, record));
        else
            LastOver = record.Kind;
    }
}
