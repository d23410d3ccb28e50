using System.Numerics;

namespace Solutions.Edge.Acoustics;

/// <summary>Whether an interval's samples can be sound at all, and whether they reach the end of the scale.</summary>
internal sealed class SignalCheck(MeasuringRange range)
{
    /// <summary>No sound in air is as strong: 214 dB. What is, is a file that holds something else.</summary>
    private const float LimitPascal = 1e6f;

    private readonly float overloadPascal = (float)range.OverloadPascal;
    private float firstValue;
    private bool any, varied, broken;

    /// <summary>Samples seen since <see cref="Begin"/>.</summary>
    public int Samples { get; private set; }

    /// <summary>The samples are numbers, and not all the same one.</summary>
    public bool HasSignal => varied && !broken;

    /// <summary>A sample reached the end of the scale.</summary>
    public bool Overloaded { get; private set; }

    /// <summary>Looks at samples, and replaces by 0 what the filters must not swallow: a NaN would never leave them.</summary>
    public void Look(Span<float> samples)
    {
        if (samples.IsEmpty)
            return;
        if (!any)
            (firstValue, any) = (samples[0], true);
        Samples += samples.Length;
        varied = varied || samples.ContainsAnyExcept(firstValue);
        var greatest = Greatest(samples);
        Overloaded |= greatest >= overloadPascal;
        if (greatest <= LimitPascal)
            return;
        broken = true;
        foreach (ref var sample in samples)
            if (!(Math.Abs(sample) <= LimitPascal))
                sample = 0;
    }

    /// <summary>An interval begins.</summary>
    public void Begin() => (any, varied, broken, Overloaded, Samples) = (false, false, false, false, 0);

    /// <summary>The greatest magnitude; infinity if one is no number.</summary>
    private static float Greatest(ReadOnlySpan<float> samples)
    {
        var (limit, greatest, i) = (new Vector<float>(float.MaxValue), Vector<float>.Zero, 0);
        var numbers = true;
        for (; i <= samples.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var magnitude = Vector.Abs(new Vector<float>(samples[i..]));
            numbers &= Vector.LessThanOrEqualAll(magnitude, limit);
            greatest = Vector.Max(greatest, magnitude);
        }
        var result = 0f;
        for (var lane = 0; lane < Vector<float>.Count; lane++)
            result = Math.Max(result, greatest[lane]);
        for (; i < samples.Length; i++)
        {
            numbers &= float.IsFinite(samples[i]);
            result = Math.Max(result, Math.Abs(samples[i]));
        }
        return numbers ? result : float.PositiveInfinity;
    }
}
