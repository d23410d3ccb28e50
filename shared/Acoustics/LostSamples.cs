namespace Solutions.Edge.Acoustics;

/// <summary>
/// Finds what a microphone did not deliver: one value held for 10 ms or more, zeros as a rule, is a lost block, not silence. A live microphone's own
/// noise never stands still for so long.
/// </summary>
/// <param name="shortest">Fewest samples of one value that are a loss; no step is longer.</param>
internal sealed class LostSamples(int shortest)
{
    private float last;
    private long run;

    /// <summary>Lost samples at the end of the steps followed so far, if no more came.</summary>
    public int Tail { get; private set; }

    /// <summary>Follows the next step, which is not empty.</summary>
    /// <returns>Lost samples at the end of the step before, and at the beginning of this one.</returns>
    public (int TailBefore, int Head) Follow(ReadOnlySpan<float> step)
    {
        var differs = step.IndexOfAnyExcept(step[0]);
        var same = differs < 0 ? step.Length : differs;
        var before = (int)Math.Min(run, shortest);
        var joined = run > 0 && step[0].Equals(last) ? run + same : same;
        var goesOn = joined > same;
        var tail = goesOn && joined >= shortest ? before : Tail;
        var head = joined >= shortest ? same : 0;
        var lastRun = step.Length - 1 - step.LastIndexOfAnyExcept(step[^1]);
        (last, run) = (step[^1], differs < 0 ? joined : lastRun);
        Tail = run >= shortest ? Math.Min((int)Math.Min(run, shortest), step.Length) : 0;
        return (tail, head);
    }

    public void Clear() => (last, run, Tail) = (0, 0, 0);
}
