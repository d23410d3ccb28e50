namespace Solutions.Edge.Acoustics;

/// <summary>
/// Looks for losses, offsets and overload in sound that is to be resampled, as <see cref="SoundLevelMeter"/> does in sound that is not: an interpolator
/// smooths them away. <see cref="SoundLevelMeter.Add(ReadOnlySpan{float}, ReadOnlySpan{SampleFault})"/> takes what was found.
/// </summary>
/// <param name="sampleRate">Of the sound as it was captured, in Hz.</param>
/// <param name="range">Of the microphone.</param>
public sealed class SourceSearch(int sampleRate, MeasuringRange range)
{
    private readonly Intake intake = new(sampleRate, range);
    private int at;

    /// <summary>Looks through the next second.</summary>
    /// <param name="pascal">Its samples; fewer at the end of the sound. Afterwards they are without their offset, and 0 where they were lost.</param>
    /// <param name="faults">As many; receives what was found.</param>
    public void Search(Span<float> pascal, Span<SampleFault> faults)
    {
        at = 0;
        faults.Clear();
        // What is written back is always behind what has been taken in.
        for (ReadOnlySpan<float> rest = pascal; !rest.IsEmpty;)
            if (intake.Add(ref rest) is { Whole: > 0 } step)
                Replace(step, pascal, faults);
        while (intake.End() is { Whole: > 0 } step)
            Replace(step, pascal, faults);
        var fault = (intake.HasSignal ? SampleFault.None : SampleFault.Lost) | (intake.Overloaded ? SampleFault.CutOff : SampleFault.None);
        foreach (ref var sample in faults)
            sample |= fault;
        if (!intake.HasSignal)
            intake.Rest();
        intake.Begin();
    }

    private void Replace(IntakeStep step, Span<float> pascal, Span<SampleFault> faults)
    {
        pascal.Slice(at, step.Whole).Clear();
        faults.Slice(at, step.Whole).Fill(SampleFault.Lost);
        var captured = at + step.Head;
        for (var i = 0; i < step.Captured; i++)
            (pascal[captured + i], faults[captured + i]) = ((float)intake.Sound[i], SampleFault.None);
        at += step.Whole;
    }
}
