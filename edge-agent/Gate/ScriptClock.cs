namespace Solutions.Edge.Agent.Gate;

/// <summary>
/// The wall clock as it would be had it not been set since the script began: a step ahead must not play the years between, nor a step back silence the
/// gate until they are over.
/// </summary>
internal sealed class ScriptClock(TimeProvider time)
{
    /// <summary>Less is a clock that is steered, or a process that was kept waiting between two looks.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.5);

    private (DateTimeOffset Wall, long Stamp) last = (time.GetUtcNow(), time.GetTimestamp());

    /// <summary>By how much the wall clock was set in all.</summary>
    public TimeSpan Stepped { get; private set; }

    public DateTimeOffset Now()
    {
        var (wall, stamp) = (time.GetUtcNow(), time.GetTimestamp());
        var step = wall - last.Wall - time.GetElapsedTime(last.Stamp, stamp);
        if (step.Duration() > Step)
            Stepped += step;
        last = (wall, stamp);
        return wall - Stepped;
    }
}
