namespace Solutions.Edge.Acoustics;

/// <summary>
/// Finds what a microphone did not deliver: one value held for 10 ms or more, zeros as a rule, is a lost block, not silence. A live microphone's own
/// noise never stands still for so long, unless the steps of the scale are coarser than that noise: then a value is held while nothing moves by more
/// than one step, and up to ten times as long is quiet.
/// </summary>
/// <param name="shortest">Fewest samples of one value that are a loss; no step is longer.</param>
/// <param name="coarsestStep">The coarsest step that a scale may have.</param>
internal sealed class LostSamples(int shortest, float coarsestStep)
{
    private const int LongestQuiet = 10;

    /// <summary>The samples before the step that comes next, up to as many as two whole steps.</summary>
    private readonly float[] recent = new float[2 * shortest];

    private int known;
    private long run;
    private bool quiet;

    /// <summary>Lost samples at the end of the steps followed so far, if no more came.</summary>
    public int Tail { get; private set; }

    /// <summary>Follows the next step, which is not empty.</summary>
    /// <returns>Lost samples at the end of the step before, and at the beginning of this one.</returns>
    public (int TailBefore, int Head) Follow(ReadOnlySpan<float> step)
    {
        var differs = step.IndexOfAnyExcept(step[0]);
        var same = differs < 0 ? step.Length : differs;
        var before = known > 0 && step[0].Equals(recent[^1]) ? run : 0;
        var joined = before + same;
        if (before < shortest)
            quiet = joined >= shortest && IsQuiet(Beside((int)before));
        var isLost = quiet ? before >= LongestQuiet * shortest : joined >= shortest;
        var tail = isLost && before > 0 && !quiet ? (int)Math.Min(before, shortest) : Tail;
        var head = isLost ? same : 0;
        run = differs < 0 ? joined : step.Length - 1 - step.LastIndexOfAnyExcept(step[^1]);
        Tail = isLost && differs < 0 ? (int)Math.Min(step.Length, quiet ? step.Length : run) : 0;
        Keep(step);
        return (tail, head);
    }

    public void Clear() => (known, run, quiet, Tail) = (0, 0, false, 0);

    /// <summary>The 10 ms before a value that has been held for so many samples.</summary>
    private ReadOnlySpan<float> Beside(int held)
    {
        var length = Math.Min(shortest, known - held);
        return recent.AsSpan(recent.Length - held - length, length);
    }

    /// <summary>True if what moves does so by one and the same step.</summary>
    private bool IsQuiet(ReadOnlySpan<float> samples)
    {
        var (least, greatest) = (float.PositiveInfinity, 0f);
        for (var i = 1; i < samples.Length; i++)
            if (Math.Abs(samples[i] - samples[i - 1]) is > 0 and var moved)
                (least, greatest) = (Math.Min(least, moved), Math.Max(greatest, moved));
        return greatest > 0 && greatest < 1.5f * least && greatest < 1.5f * coarsestStep;
    }

    private void Keep(ReadOnlySpan<float> step)
    {
        recent.AsSpan(step.Length).CopyTo(recent);
        step.CopyTo(recent.AsSpan(recent.Length - step.Length));
        known = Math.Min(known + step.Length, recent.Length);
    }
}
