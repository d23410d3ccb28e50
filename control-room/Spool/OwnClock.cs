namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>Whether the clock of this machine has been set, as its monotonic one shows. Not thread-safe.</summary>
internal sealed class OwnClock(TimeProvider time)
{
    /// <summary>Less is a clock that is steered, or a process that was not run for a moment.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(2);

    private (DateTimeOffset Wall, long Stamp) last = (time.GetUtcNow(), time.GetTimestamp());

    /// <summary>By how many seconds it was set since this was asked last; 0 = it was not.</summary>
    public long Step()
    {
        var (wall, stamp) = (time.GetUtcNow(), time.GetTimestamp());
        var step = wall - last.Wall - time.GetElapsedTime(last.Stamp, stamp);
        last = (wall, stamp);
        return step.Duration() < Least ? 0 : (long)Math.Round(step.TotalSeconds);
    }
}
