using System.Buffers.Binary;

namespace Solutions.Edge.Agent.Sound;

/// <summary>A file in which a length of 32 bits, big-endian, reads as what it ought to be.</summary>
/// <param name="file">The file, which stays open.</param>
/// <param name="at">Where the length stands.</param>
/// <param name="length">What it ought to be.</param>
internal sealed class RestatedLength(Stream file, long at, uint length) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        Span<byte> right = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(right, length);
        var from = file.Position;
        var read = file.Read(buffer);
        for (var i = Math.Max(at, from); i < Math.Min(at + right.Length, from + read); i++)
            buffer[(int)(i - from)] = right[(int)(i - at)];
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
