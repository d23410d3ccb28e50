namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>Reads the frames of one segment in order, stopping at its end or at damage.</summary>
internal sealed class SpoolScan(SpoolSegment segment, long from, long to)
{
    /// <summary>Small enough for the heap of short-lived objects: a live reader opens a scan for every few records.</summary>
    private const int ChunkBytes = 64 * 1024;

    private byte[] buffer = new byte[Math.Clamp(to - from, 0, ChunkBytes)];
    private long bufferAt = from;
    private int buffered;

    /// <summary>Where the next frame begins: after the last good one.</summary>
    public long Position { get; private set; } = from;

    /// <summary>Where damage was first met; null = nowhere. If <see cref="Position"/> is short of the end, nothing after it could be read.</summary>
    public long? DamagedAt { get; private set; }

    public IEnumerable<SpoolRecord> Records()
    {
        while (Position < to && Next() is { } record)
        {
            Position = record.Next;
            yield return record;
        }
    }

    private SpoolRecord? Next()
    {
        if (RecordAt(Position) is { } record)
            return record;
        DamagedAt ??= Position;
        // A rotted length shows nothing: the next frame is where one checks.
        for (var at = Position + 1; at < to; at++)
        {
            if (RecordAt(at) is { } next)
                return next;
        }
        return null;
    }

    private SpoolRecord? RecordAt(long position)
    {
        if (LengthAt(position) is not { } length || !Fill(position, SpoolFrame.HeaderBytes + length))
            return null;
        var frame = Buffered(position, SpoolFrame.HeaderBytes + length);
        return SpoolFrame.Read(position, frame[..SpoolFrame.HeaderBytes], frame[SpoolFrame.HeaderBytes..]);
    }

    private int? LengthAt(long position) =>
        Fill(position, SpoolFrame.HeaderBytes) ? SpoolFrame.BodyLength(Buffered(position, SpoolFrame.HeaderBytes)) : null;

    private ReadOnlySpan<byte> Buffered(long position, int bytes) => buffer.AsSpan((int)(position - bufferAt), bytes);

    /// <summary>Sees to it that <paramref name="bytes"/> from <paramref name="position"/> on are in memory.</summary>
    private bool Fill(long position, int bytes)
    {
        if (position >= bufferAt && position - bufferAt + bytes <= buffered)
            return true;
        if (position + bytes > to)
            return false;
        if (bytes > buffer.Length)
            buffer = new byte[bytes];
        bufferAt = position;
        buffered = segment.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, to - position)), position);
        return buffered >= bytes;
    }
}
