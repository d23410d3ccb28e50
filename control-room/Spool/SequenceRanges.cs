using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>Sequence numbers received of one (device, boot, stream), as ascending ranges that do not touch.</summary>
internal sealed class SequenceRanges
{
    private readonly List<(long From, long To)> ranges;

    public SequenceRanges(IEnumerable<(long From, long To)> ranges) => this.ranges = [.. ranges];

    /// <summary>What is in any of the ranges, which may touch, overlap or be empty.</summary>
    public static SequenceRanges Union(IEnumerable<(long From, long To)> any)
    {
        var joined = new List<(long From, long To)>();
        foreach (var (from, to) in any.Where(r => r.From <= r.To).Order())
        {
            if (joined is [.., var last] && from <= last.To + 1)
                joined[^1] = (last.From, Math.Max(last.To, to));
            else
                joined.Add((from, to));
        }
        return new(joined);
    }

    /// <summary>The ranges, both ends inclusive.</summary>
    public IReadOnlyList<(long From, long To)> Ranges => ranges;

    /// <summary>Highest number below or at which nothing is missing; 0 = none.</summary>
    public long Through => ranges is [(1, var to), ..] ? to : 0;

    /// <returns>False if it was there already.</returns>
    public bool Add(long seq)
    {
        // Records come in order but for resends: the last range is nearly always the one.
        var at = ranges.Count;
        while (at > 0 && ranges[at - 1].From > seq)
            at--;
        var before = at > 0 ? ranges[at - 1] : (From: long.MinValue, To: long.MinValue);
        if (seq <= before.To)
            return false;
        var joinsBefore = at > 0 && before.To == seq - 1;
        var joinsAfter = at < ranges.Count && ranges[at].From == seq + 1;
        switch (joinsBefore, joinsAfter)
        {
            case (true, true):
                ranges[at - 1] = (before.From, ranges[at].To);
                ranges.RemoveAt(at);
                break;
            case (true, false):
                ranges[at - 1] = (before.From, seq);
                break;
            case (false, true):
                ranges[at] = (seq, ranges[at].To);
                break;
            default:
                ranges.Insert(at, (seq, seq));
                break;
        }
        return true;
    }

    /// <summary>As they are acknowledged to a device.</summary>
    public Acknowledgement Acknowledgement(string boot, string stream) =>
        new(boot, stream, Through, ranges is { Count: 1 } && Through > 0 ? null : [.. ranges.Where(r => r.From > 1).Select(r => new[] { r.From, r.To })]);

    public bool Contains(long seq) => ranges.Exists(r => r.From <= seq && seq <= r.To);
}
