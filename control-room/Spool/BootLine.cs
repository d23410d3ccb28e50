using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>
/// What arrivals show of one boot's clock. A record's <see cref="UpRecord.Up"/> is of when it happened, so the least time from there to an
/// arrival is that of a record which did not wait, and what exceeds it, a record has waited. A device sends what is new first.
/// </summary>
/// <param name="id">The boot.</param>
internal sealed class BootLine(string id)
{
    /// <summary>Records gathered on the device or delayed by the line for no longer than this have not waited.</summary>
    private const double PromptMs = 5_000;

    /// <summary>A backlog comes faster than it was made, so over so long a time it does not keep to the least.</summary>
    private const long ProvenAfterMs = 2_000;

    private const double JitterMs = 500;

    /// <summary>Crystals differ by less.</summary>
    private const double Drift = 200e-6;

    /// <summary>From one record of a stream to the next, a longer time does not show whether <see cref="UpRecord.Up"/> is counted when a record is made
    /// or when it is sent.</summary>
    private static readonly TimeSpan Next = TimeSpan.FromSeconds(120);

    /// <summary>By stream, the last record and whether its <see cref="UpRecord.Up"/> advanced with its time.</summary>
    private readonly Dictionary<Type, (DateTimeOffset T, long Up, bool AdvancesWithT)> last = [];

    /// <summary>The least time from <see cref="UpRecord.Up"/> to arrival, and the last arrival.</summary>
    private (double LeastMs, long ArrivalMs)? line;

    /// <summary>The record from which on the line was as quick as this.</summary>
    private (double LeastMs, long Up) from;

    private bool isProven;

    public string Id => id;

    /// <summary>The instant at which its <see cref="UpRecord.Up"/> was 0, as its device stated it.</summary>
    public DateTimeOffset? Zero { get; set; }

    /// <summary>How long a record waited before it was sent; null = not known. Each is asked about once, in order of arrival.</summary>
    public TimeSpan? Waited(UpRecord record, DateTimeOffset arrival)
    {
        var arrivalMs = arrival.ToUnixTimeMilliseconds();
        double tookMs = arrivalMs - record.Up;
        // It arrived once before, and was kept until this version could read it.
        if (line is { } known && arrivalMs < known.ArrivalMs - PromptMs)
            return null;
        if (line is not var (leastMs, atMs) || tookMs < from.LeastMs - JitterMs)
            (line, from, isProven) = ((tookMs, arrivalMs), (tookMs, record.Up), false);
        else
            line = (Math.Min(leastMs + Drift * Math.Max(0, arrivalMs - atMs), tookMs), arrivalMs);
        var waitedMs = tookMs - line.Value.LeastMs;
        isProven |= waitedMs <= PromptMs && record.Up >= from.Up + ProvenAfterMs;
        return AdvancesWithT(record) && isProven ? TimeSpan.FromMilliseconds(waitedMs) : null;
    }

    /// <summary>The control room's own clock was set.</summary>
    public void Move(TimeSpan by)
    {
        if (line is var (leastMs, atMs))
            (line, from) = ((leastMs + by.TotalMilliseconds, atMs + (long)by.TotalMilliseconds), (from.LeastMs + by.TotalMilliseconds, from.Up));
    }

    private bool AdvancesWithT(UpRecord record)
    {
        var advances = true;
        if (last.TryGetValue(record.GetType(), out var before))
        {
            var (stated, counted) = (record.T - before.T, TimeSpan.FromMilliseconds(record.Up - before.Up));
            advances = stated == TimeSpan.Zero || stated.Duration() > Next ? before.AdvancesWithT : (stated - counted)
                .Duration() < stated.Duration() / 2 + TimeSpan.FromMilliseconds(100);
        }
        last[record.GetType()] = (record.T, record.Up, advances);
        return advances;
    }
}
