using System.Numerics;
using System.Runtime.InteropServices;

namespace Solutions.Edge.Acoustics;

/// <summary>
/// Sound that was cut off somewhere before it came here, and may have been turned down since: its tops end at one value, three samples or more, with steep
/// flanks. The round top of a quiet or deep sound is flat as well, but only for as long as its flanks are a few steps of the scale. That sets the limit:
/// on 16 bits a tone of 1 kHz that was cut off at half its height is found down to -53 dBFS, and further on a finer scale.
/// </summary>
/// <param name="scaleStep">The coarsest step that the scale may have.</param>
internal sealed class FlatTops(float scaleStep)
{
    private const int ShortestTop = 3, FewestTops = 2, LongestOnStack = 2048;

    /// <summary>By how many of the scale's steps a flank falls at least. Beside a round top's three equal samples it is three at most.</summary>
    private const int SteepestRound = 8;

    private (float Value, int Count) high, low;

    /// <summary>The scale's step, as far as the values of the step looked at show it; null = not looked for.</summary>
    private float? shownStep;

    /// <summary>Two tops or more ended at one value since <see cref="Begin"/>.</summary>
    public bool Found => high.Count >= FewestTops || low.Count >= FewestTops;

    public void Begin() => (high, low) = (default, default);

    /// <param name="step">10 ms.</param>
    /// <param name="greatest">Its greatest value.</param>
    /// <param name="least">Its least.</param>
    public void Look(ReadOnlySpan<float> step, float greatest, float least)
    {
        if (!HoldsTop(step, greatest, least))
            return;
        shownStep = null;
        Count(step, greatest, ref high);
        Count(step, least, ref low);
    }

    /// <summary>There are three samples in a row of one of the two values: of hardly any step, and looking for more costs more than all else here.</summary>
    private static bool HoldsTop(ReadOnlySpan<float> step, float greatest, float least)
    {
        ref var first = ref MemoryMarshal.GetReference(step);
        var (high, low, found, i) = (new Vector<float>(greatest), new Vector<float>(least), Vector<int>.Zero, 0);
        for (; i <= step.Length - Vector<float>.Count - 2; i += Vector<float>.Count)
        {
            var one = Vector.LoadUnsafe(ref first, (nuint)i);
            var (two, three) = (Vector.LoadUnsafe(ref first, (nuint)i + 1), Vector.LoadUnsafe(ref first, (nuint)i + 2));
            found |= Vector.Equals(one, two) & Vector.Equals(two, three) & (Vector.Equals(two, high) | Vector.Equals(two, low));
        }
        for (; i <= step.Length - ShortestTop; i++)
            if (step[i].Equals(step[i + 1]) && step[i].Equals(step[i + 2]) && (step[i].Equals(greatest) || step[i].Equals(least)))
                return true;
        return found != Vector<int>.Zero;
    }

    private void Count(ReadOnlySpan<float> step, float top, ref (float Value, int Count) seen)
    {
        if (seen.Count >= FewestTops)
            return;
        for (int at = step.IndexOf(top), length, next; at >= 0; at = next)
        {
            length = step[at..].IndexOfAnyExcept(top) is >= 0 and var other ? other : step.Length - at;
            next = step[(at + length)..].IndexOf(top) is >= 0 and var further ? at + length + further : -1;
            if (length >= ShortestTop && at > 0 && at + length < step.Length
                && IsSteep(Math.Max(Math.Abs(top - step[at - 1]), Math.Abs(top - step[at + length])), step))
                seen = seen.Value.Equals(top) ? (top, seen.Count + 1) : (top, 1);
        }
    }

    private bool IsSteep(float flank, ReadOnlySpan<float> step) =>
        flank >= SteepestRound * scaleStep || flank >= SteepestRound * (shownStep ??= SmallestDifference(step));

    private static float SmallestDifference(ReadOnlySpan<float> step)
    {
        var values = step.Length <= LongestOnStack ? stackalloc float[step.Length] : new float[step.Length];
        step.CopyTo(values);
        values.Sort();
        var smallest = float.PositiveInfinity;
        for (var i = 1; i < values.Length; i++)
            if (values[i] - values[i - 1] is > 0 and var difference && difference < smallest)
                smallest = difference;
        return smallest;
    }
}
