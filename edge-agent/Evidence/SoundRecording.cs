using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Evidence;

/// <summary>The sound of one clip as it comes: whole seconds, so that their records are of the same samples.</summary>
internal sealed class SoundRecording : IDisposable
{
    public static readonly TimeSpan Before = TimeSpan.FromSeconds(10), Length = TimeSpan.FromSeconds(30);

    /// <summary>How long after its end a clip waits for its last block.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource<bool> over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<SoundBlock> blocks = [];
    private readonly DateTimeOffset from, until;
    private readonly ITimer end;

    /// <param name="command">What is asked for.</param>
    /// <param name="grant">The session in which it is.</param>
    /// <param name="time">The clock. It ends the clip of a microphone that dies.</param>
    public SoundRecording(Command command, SoundGrant grant, TimeProvider time)
    {
        var now = time.GetUtcNow();
        // The control room's clock may be ahead: nothing waits for that.
        var at = command.At < now ? command.At.Value : now;
        (Command, Grant, from) = (command, grant, new DateTimeOffset(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero) - Before);
        until = from + Length;
        var left = until + Lag - now;
        end = time.CreateTimer(_ => End(), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    public Command Command { get; }

    /// <summary>The session that ran when it was asked for.</summary>
    public SoundGrant Grant { get; }

    public string Session => Grant.Session;

    /// <summary>True: nothing more will come.</summary>
    public bool IsOver => over.Task.IsCompleted;

    public void Dispose() => end.Dispose();

    /// <summary>Takes a block if it belongs to the clip. One caller at a time.</summary>
    /// <returns>False: the clip is at its end and wants no more.</returns>
    public bool Add(SoundBlock block)
    {
        if (block.From < from)
            return true;
        if (block.Until <= until && !IsOver)
            blocks.Add(block);
        if (block.Until < until && !IsOver)
            return true;
        End();
        return false;
    }

    /// <summary>Nothing more comes: it ends with what it has.</summary>
    public void End() => over.TrySetResult(true);

    /// <summary>Its session is over: nothing of it is delivered.</summary>
    /// <returns>True.</returns>
    public bool Abandon()
    {
        over.TrySetResult(false);
        return true;
    }

    /// <summary>What was recorded, once it is whole: blocks that follow on each other, of whole seconds; empty = nothing.</summary>
    public async Task<IReadOnlyList<SoundBlock>> WholeAsync(CancellationToken stopping)
    {
        if (!await over.Task.WaitAsync(stopping) || blocks.Count == 0)
            return [];
        // After a gap it may begin, and before one end, within a second.
        var whole = blocks.SkipWhile(b => b.From.Ticks % TimeSpan.TicksPerSecond != 0).ToList();
        return [.. whole.Take(whole.FindLastIndex(b => b.Until.Ticks % TimeSpan.TicksPerSecond == 0) + 1)];
    }
}
