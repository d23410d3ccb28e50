namespace Solutions.Edge.Contracts;

/// <summary>Reads from a position on into a buffer and returns how many bytes were read.</summary>
/// <param name="buffer">Where to.</param>
/// <param name="position">From where on.</param>
public delegate int ReadAt(Span<byte> buffer, long position);

/// <summary>Reads the frames of a file in order. What is damaged is passed over: reading goes on at the next frame that checks.</summary>
/// <param name="format">Of its frames.</param>
/// <param name="read">Reads the file.</param>
/// <param name="from">Where the first frame begins, in bytes.</param>
/// <param name="to">Where to end, in bytes.</param>
public sealed class FrameScan(FrameFormat format, ReadAt read, long from, long to)
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

    /// <summary>Stretches that could not be read, a torn tail among them.</summary>
    public int Damaged { get; private set; }

    /// <summary>The next frame, whole; empty = there is no further.</summary>
    /// <param name="at">Where it begins.</param>
    public ReadOnlySpan<byte> Next(out long at)
    {
        at = Position;
        if (at >= to)
            return [];
        var frame = FrameAt(at);
        if (frame.IsEmpty)
        {
            DamagedAt ??= at;
            Damaged++;
            // A rotted length shows nothing: the next frame is where one checks.
            while (frame.IsEmpty && ++at < to)
                frame = FrameAt(at);
        }
        if (frame.IsEmpty)
            to = Position;
        else
            Position = at + frame.Length;
        return frame;
    }

    private ReadOnlySpan<byte> FrameAt(long at)
    {
        if (!Fill(at, format.HeaderBytes) || format.Length(buffer.AsSpan((int)(at - bufferAt))) is not { } length || !Fill(at, length))
            return [];
        var frame = buffer.AsSpan((int)(at - bufferAt), length);
        return format.IsIntact(frame) ? frame : [];
    }

    /// <summary>Sees to it that so many bytes from <paramref name="at"/> on are in memory.</summary>
    private bool Fill(long at, int bytes)
    {
        if (at >= bufferAt && at - bufferAt + bytes <= buffered)
            return true;
        if (at + bytes > to)
            return false;
        if (bytes > buffer.Length)
            buffer = new byte[bytes];
        bufferAt = at;
        buffered = read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, to - at)), at);
        return buffered >= bytes;
    }
}
