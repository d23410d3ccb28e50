using System.Numerics;
using System.Runtime.InteropServices;

namespace Solutions.Edge.Acoustics;

/// <summary>Whether an interval's samples can be sound at all, and whether they reach the end of the scale.</summary>
internal sealed class SignalCheck(MeasuringRange range)
{
    /// <summary>No sound in air is as strong: 214 dB. What is, is a file that holds something else.</summary>
    private const float LimitPascal = 1e6f;

    private readonly float overloadPascal = (float)range.OverloadPascal;
    private readonly FlatTops tops = new((float)(range.OverloadPascal * MeasuringRange.StepOf16Bits));
    private float firstValue;
    private bool any, varied, broken, reachedEnd;

    /// <summary>Samples seen since <see cref="Begin"/>.</summary>
    public int Samples { get; private set; }

    /// <summary>The samples are numbers, and not all the same one.</summary>
    public bool HasSignal => varied && !broken;

    /// <summary>A sample reached the end of the scale, or the sound had been cut off before it came here.</summary>
    public bool Overloaded => reachedEnd || tops.Found;

    /// <summary>Looks at samples, and replaces by 0 what the filters must not swallow: a NaN would never leave them.</summary>
    public void Look(Span<float> samples)
    {
        if (samples.IsEmpty)
            return;
        if (!any)
            (firstValue, any) = (samples[0], true);
        Samples += samples.Length;
        varied = varied || samples.ContainsAnyExcept(firstValue);
        var (least, most) = Extremes(samples);
        var greatest = Math.Max(most, -least);
        reachedEnd |= greatest >= overloadPascal;
        if (greatest <= LimitPascal)
        {
            if (least < most)
                tops.Look(samples, most, least);
            return;
        }
        broken = true;
        foreach (ref var sample in samples)
            if (!(Math.Abs(sample) <= LimitPascal))
                sample = 0;
    }

    /// <summary>Counts samples that were looked at before.</summary>
    /// <param name="count">How many.</param>
    /// <param name="isSound">Not all of them are lost.</param>
    /// <param name="isCutOff">Some were cut off.</param>
    public void Count(int count, bool isSound, bool isCutOff) => (Samples, varied, reachedEnd) = (Samples + count, varied || isSound, reachedEnd || isCutOff);

    /// <summary>An interval begins.</summary>
    public void Begin()
    {
        (any, varied, broken, reachedEnd, Samples) = (false, false, false, false, 0);
        tops.Begin();
    }

    /// <summary>The least and the greatest value; infinities if one is no number.</summary>
    private static (float Least, float Greatest) Extremes(ReadOnlySpan<float> samples)
    {
        ref var first = ref MemoryMarshal.GetReference(samples);
        var (limit, least, greatest, i) = (new Vector<float>(float.MaxValue), new Vector<float>(samples[0]), new Vector<float>(samples[0]), 0);
        var finite = Vector<int>.AllBitsSet;
        for (; i <= samples.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var part = Vector.LoadUnsafe(ref first, (nuint)i);
            finite &= Vector.LessThanOrEqual(Vector.Abs(part), limit);
            (least, greatest) = (Vector.MinNative(least, part), Vector.MaxNative(greatest, part));
        }
        var numbers = finite == Vector<int>.AllBitsSet;
        var result = (Least: samples[0], Greatest: samples[0]);
        for (var lane = 0; lane < Vector<float>.Count; lane++)
            result = (Math.Min(result.Least, least[lane]), Math.Max(result.Greatest, greatest[lane]));
        for (; i < samples.Length; i++)
        {
            numbers &= float.IsFinite(samples[i]);
            result = (Math.Min(result.Least, samples[i]), Math.Max(result.Greatest, samples[i]));
        }
        return numbers ? result : (float.NegativeInfinity, float.PositiveInfinity);
    }
}
