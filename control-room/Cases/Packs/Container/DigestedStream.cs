namespace Solutions.Edge.ControlRoom.Cases.Packs.Container;

/// <summary>Writes on to another stream, which stays open, and has every byte counted in digests.</summary>
internal sealed class DigestedStream(Stream to, PartDigests digests) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => digests.Bytes;

    /// <summary>How many bytes were written; a part's own, whatever lies before it.</summary>
    public override long Position
    {
        get => digests.Bytes;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        digests.Add(buffer);
        to.Write(buffer);
    }

    public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        await WriteAsync(buffer.AsMemory(offset, count), cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        digests.Add(buffer.Span);
        await to.WriteAsync(buffer, cancellationToken);
    }

    public override void Flush() => to.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => to.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
