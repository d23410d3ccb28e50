using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>Reads the records of one segment in order, damage passed over.</summary>
internal sealed class SpoolScan(SpoolSegment segment, long from, long to)
{
    private readonly FrameScan frames = new(SpoolFrame.Format, segment.Read, from, to);

    /// <inheritdoc cref="FrameScan.Position"/>
    public long Position => frames.Position;

    /// <inheritdoc cref="FrameScan.DamagedAt"/>
    public long? DamagedAt => frames.DamagedAt;

    public IEnumerable<SpoolRecord> Records()
    {
        while (Next() is { } record)
            yield return record;
    }

    private SpoolRecord? Next() => frames.Next(out var at) is { IsEmpty: false } frame ? SpoolFrame.Read(at, frame) : null;
}
