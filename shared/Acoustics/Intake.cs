namespace Solutions.Edge.Acoustics;

/// <summary>
/// Makes steps of 10 ms out of blocks of any size and states what of each is sound. Steps begin with the interval, not with the block: that is why
/// blocks do not matter. A step comes out when the next one is there, which shows whether its end belongs to a loss.
/// </summary>
internal sealed class Intake
{
    /// <summary>Of so few samples the same value is chance.</summary>
    private const int FewestLost = 10;

    private readonly SignalCheck signal;
    private readonly DirectCurrent direct;
    private readonly LostSamples lost;
    private readonly double[] sound;
    private readonly SampleFault[] faults;
    private float[] pending, earlier;
    private int filled, waiting, waitingHead, missing;

    /// <summary>The sound was searched before it was resampled.</summary>
    private bool searched;

    /// <summary>Samples at the end of the steps so far that are lost, if it was searched.</summary>
    private int knownTail;

    /// <param name="sampleRate">In Hz.</param>
    /// <param name="range">Of the microphone.</param>
    public Intake(int sampleRate, MeasuringRange range)
    {
        StepSamples = Math.Max(1, sampleRate / 100);
        (signal, direct) = (new(range), new(sampleRate, StepSamples));
        lost = new(Math.Max(FewestLost, (sampleRate + 99) / 100), (float)(range.OverloadPascal * MeasuringRange.StepOf8Bits));
        (pending, earlier, sound, faults) = (new float[StepSamples], new float[StepSamples], new double[StepSamples], new SampleFault[StepSamples]);
    }

    /// <summary>Samples in a whole step.</summary>
    public int StepSamples { get; }

    /// <summary>The sound of the step that came out last, from its start.</summary>
    public ReadOnlySpan<double> Sound => sound;

    /// <inheritdoc cref="SignalCheck.Samples"/>
    public int Samples => signal.Samples;

    /// <summary>Samples of the interval that were sound.</summary>
    public int Captured => signal.Samples - missing;

    /// <inheritdoc cref="SignalCheck.Overloaded"/>
    public bool Overloaded => signal.Overloaded;

    /// <summary>There are samples of sound, and all are numbers.</summary>
    public bool HasSignal => signal.HasSignal && Captured > 0;

    /// <summary>Takes in samples up to the end of the step.</summary>
    /// <param name="pascal">Left with those behind it.</param>
    /// <returns>The step before, once this one is whole.</returns>
    public IntakeStep Add(ref ReadOnlySpan<float> pascal)
    {
        var part = pascal[..Math.Min(pascal.Length, StepSamples - filled)];
        part.CopyTo(pending.AsSpan(filled));
        pascal = pascal[part.Length..];
        filled += part.Length;
        return filled == StepSamples ? Turn() : default;
    }

    /// <inheritdoc cref="Add(ref ReadOnlySpan{float})"/>
    public IntakeStep Add(ref ReadOnlySpan<float> pascal, ref ReadOnlySpan<SampleFault> found)
    {
        searched = true;
        var part = found[..Math.Min(pascal.Length, StepSamples - filled)];
        part.CopyTo(faults.AsSpan(filled));
        found = found[part.Length..];
        return Add(ref pascal);
    }

    /// <summary>The interval ends: the step before the last one, then the last, then none.</summary>
    public IntakeStep End()
    {
        if (filled > 0 && Turn() is { Whole: > 0 } before)
            return before;
        return Measure([], searched ? knownTail : lost.Tail);
    }

    /// <summary>An interval begins.</summary>
    public void Begin()
    {
        signal.Begin();
        missing = 0;
    }

    /// <summary>The next sample follows on nothing.</summary>
    public void Rest() => direct.Clear();

    public void Clear()
    {
        (filled, waiting, knownTail) = (0, 0, 0);
        lost.Clear();
        Rest();
        Begin();
    }

    private IntakeStep Turn()
    {
        var step = pending.AsSpan(0, filled);
        var (tailBefore, head) = searched ? Find(step) : Search(step);
        var before = Measure(step, tailBefore);
        (pending, earlier, waiting, waitingHead, filled) = (earlier, pending, filled, head, 0);
        return before;
    }

    private (int TailBefore, int Head) Search(Span<float> step)
    {
        signal.Look(step);
        return lost.Follow(step);
    }

    /// <summary>What was lost is at least 10 ms long: of a step it takes the beginning, the end or the whole.</summary>
    private (int TailBefore, int Head) Find(Span<float> step)
    {
        var found = faults.AsSpan(0, step.Length);
        var (tailBefore, head, tail, any) = (knownTail, 0, 0, SampleFault.None);
        while (head < found.Length && found[head].HasFlag(SampleFault.Lost))
            head++;
        while (tail < found.Length && found[^(tail + 1)].HasFlag(SampleFault.Lost))
            tail++;
        knownTail = tail;
        foreach (var fault in found)
            any |= fault;
        signal.Count(step.Length, isSound: head < step.Length, any.HasFlag(SampleFault.CutOff));
        return (tailBefore, head);
    }

    /// <summary>Works on the step that waits, but not on what of it was lost.</summary>
    /// <param name="next">What follows it, as far as it is known.</param>
    /// <param name="tail">How many samples at its end are lost.</param>
    private IntakeStep Measure(ReadOnlySpan<float> next, int tail)
    {
        var captured = earlier.AsSpan(waitingHead, Math.Max(0, waiting - waitingHead - tail));
        var step = new IntakeStep(waiting, waitingHead, captured.Length);
        (waiting, waitingHead, missing) = (0, 0, missing + step.Whole - step.Captured);
        if (searched)
            for (var i = 0; i < captured.Length; i++)
                sound[i] = captured[i];
        else
        {
            if (step.Head > 0)
                direct.Splice();
            if (step.Captured > 0)
                direct.Remove(captured, tail > 0 ? [] : next, sound);
            if (tail > 0)
                direct.Splice();
        }
        return step;
    }
}
