using System.Buffers;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Evidence;

/// <summary>The pictures of one clip as they come, and the clip's bytes in blocks. Holds pictures that others hold too, and one block.</summary>
internal sealed class ClipRecording : IDisposable
{
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(10), After = TimeSpan.FromSeconds(20);

    /// <summary>How long after its end a clip waits for a last picture: frames come a little after their instant.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(2);

    private readonly Channel<Picture> pictures = Channel.CreateUnbounded<Picture>();
    private readonly DateTimeOffset from, until;
    private readonly ITimer end;
    private long bytes = ClipFile.Signature.Length;

    /// <param name="command">What is asked for.</param>
    /// <param name="time">The clock. It ends the clip of a camera that dies.</param>
    public ClipRecording(Command command, TimeProvider time)
    {
        var now = time.GetUtcNow();
        // The control room's clock may be ahead: nobody waits for that.
        var at = command.At < now ? command.At.Value : now;
        (Command, from, until) = (command, at - Before, at + After);
        var left = until + Lag - now;
        end = time.CreateTimer(_ => pictures.Writer.TryComplete(), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    public Command Command { get; }

    /// <summary>The first picture; null = none has come.</summary>
    public Picture? First { get; private set; }

    /// <summary>The last picture so far; null = none has come.</summary>
    public Picture? Last { get; private set; }

    /// <summary>True: nothing more will come.</summary>
    public bool IsOver => pictures.Reader.Completion.IsCompleted;

    public void Dispose()
    {
        end.Dispose();
        pictures.Writer.TryComplete();
    }

    /// <summary>Takes a picture if it belongs to the clip. One caller at a time.</summary>
    /// <returns>False: the clip is at its end and wants no more.</returns>
    public bool Add(Picture picture)
    {
        var frame = ClipFile.HeaderBytes + picture.Jpeg.Length;
        if (picture.At > until || bytes + frame > ClipFile.MaxBytes)
        {
            pictures.Writer.TryComplete();
            return false;
        }
        // A clock that was set back gives times that the format does not take.
        if (picture.At < from || picture.At.ToUnixTimeMilliseconds() <= Last?.At.ToUnixTimeMilliseconds())
            return true;
        if (!pictures.Writer.TryWrite(picture))
            return false;
        bytes += frame;
        First ??= picture;
        Last = picture;
        return true;
    }

    /// <summary>The clip's blocks while it is being recorded; none if no picture came.</summary>
    /// <remarks>A full block is cut only when a further byte exists or the clip has ended, so the last one is never empty.</remarks>
    public async IAsyncEnumerable<(byte[] Bytes, bool IsLast)> BlocksAsync([EnumeratorCancellation] CancellationToken stopping)
    {
        var waiting = new ArrayBufferWriter<byte>(2 * EvidenceRecord.BlockBytes);
        waiting.Write(ClipFile.Signature);
        await foreach (var picture in pictures.Reader.ReadAllAsync(stopping))
        {
            ClipFile.WriteFrame(waiting, picture.At, picture.Jpeg);
            while (waiting.WrittenCount > EvidenceRecord.BlockBytes)
            {
                yield return (waiting.WrittenSpan[..EvidenceRecord.BlockBytes].ToArray(), false);
                var rest = waiting.WrittenSpan[EvidenceRecord.BlockBytes..].ToArray();
                waiting.ResetWrittenCount();
                waiting.Write(rest);
            }
        }
        if (First is not null)
            yield return (waiting.WrittenSpan.ToArray(), true);
    }
}
