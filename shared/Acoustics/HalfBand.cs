using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Solutions.Edge.Acoustics;

/// <summary>
/// Halves the sample rate: a linear-phase half-band low-pass of 31 taps (Kaiser window), flat to 0.14 of the rate that comes in and
/// 100 dB down from 0.36 of it, so that nothing folds back onto a band under 0.28 of the rate that goes out.
/// </summary>
internal sealed class HalfBand
{
    /// <summary>Up to this share of the rate that goes out nothing has folded back.</summary>
    public const double UsableShare = 0.28;

    /// <summary>Taps of one side beside the middle one; every second tap of a half-band filter is nought.</summary>
    private const int Side = 8;

    private const double KaiserBeta = 10.06;
    private const int OddHistory = 2 * Side - 1, EvenHistory = Side - 1;

    private static readonly double[] Taps = Design();

    private readonly double[] even, odd;
    private bool oddNext;

    /// <param name="longestInput">The most samples that ever come at once; an output of <see cref="OutputRoom"/> holds what they make.</param>
    public HalfBand(int longestInput)
    {
        even = new double[EvenHistory + OutputRoom(longestInput)];
        odd = new double[OddHistory + OutputRoom(longestInput)];
    }

    /// <summary>Room for half the samples, and for the last round of vectors, which runs over their end.</summary>
    public static int OutputRoom(int longestInput) => longestInput / 2 + 1 + 2 * Vector<double>.Count;

    /// <summary>Takes in samples at one rate and gives those that are complete at half of it.</summary>
    /// <param name="input">Any number of samples, also an odd one.</param>
    /// <param name="output">As long as <see cref="OutputRoom"/> states.</param>
    /// <returns>How many came out.</returns>
    public int Process(ReadOnlySpan<double> input, Span<double> output)
    {
        if (input.IsEmpty)
            return 0;
        var (evens, odds) = (EvenHistory, OddHistory);
        var at = 0;
        if (oddNext)
        {
            odd[odds++] = input[at++];
            evens++;
        }
        var pairs = (input.Length - at) / 2;
        var evenOnes = even.AsSpan(evens, pairs);
        var oddOnes = odd.AsSpan(odds, pairs);
        for (var i = 0; i < evenOnes.Length && i < oddOnes.Length; i++, at += 2)
            (evenOnes[i], oddOnes[i]) = (input[at], input[at + 1]);
        odds += pairs;
        var count = odds - OddHistory;
        Filter(output, count);
        // The even sample before its odd one waits at the end of the history.
        even.AsSpan(count, EvenHistory).CopyTo(even);
        odd.AsSpan(count, OddHistory).CopyTo(odd);
        if (oddNext = at < input.Length)
            even[EvenHistory] = input[at];
        return count;
    }

    public void Clear()
    {
        even.AsSpan().Clear();
        odd.AsSpan().Clear();
        oddNext = false;
    }

    /// <summary>Squared magnitude of the response.</summary>
    /// <param name="hertz">Frequency in Hz.</param>
    /// <param name="sampleRate">The rate that comes in, in Hz.</param>
    public static double PowerGain(double hertz, double sampleRate)
    {
        var sum = 0.5;
        for (var j = 0; j < Side; j++)
            sum += 2 * Taps[j] * Math.Cos(2 * Math.PI * hertz / sampleRate * (2 * j + 1));
        return sum * sum;
    }

    /// <summary>Two vectors of outputs a round, so that each tap is fetched once for both.</summary>
    private void Filter(Span<double> output, int count)
    {
        ref var firstEven = ref MemoryMarshal.GetArrayDataReference(even);
        ref var firstOdd = ref MemoryMarshal.GetArrayDataReference(odd);
        ref var firstTap = ref MemoryMarshal.GetArrayDataReference(Taps);
        var width = Vector<double>.Count;
        for (var m = 0; m < count; m += 2 * width)
        {
            var one = Vector.LoadUnsafe(ref firstEven, (nuint)m) * 0.5;
            var two = Vector.LoadUnsafe(ref firstEven, (nuint)(m + width)) * 0.5;
            for (var j = 0; j < Side; j++)
            {
                var tap = new Vector<double>(Unsafe.Add(ref firstTap, j));
                var (below, above) = ((nuint)(m + Side - 1 - j), (nuint)(m + Side + j));
                one = Vector.FusedMultiplyAdd(tap, Vector.LoadUnsafe(ref firstOdd, below) + Vector.LoadUnsafe(ref firstOdd, above), one);
                two = Vector.FusedMultiplyAdd(
                    tap, Vector.LoadUnsafe(ref firstOdd, below + (nuint)width) + Vector.LoadUnsafe(ref firstOdd, above + (nuint)width), two);
            }
            one.CopyTo(output[m..]);
            two.CopyTo(output[(m + width)..]);
        }
    }

    private static double[] Design()
    {
        var taps = new double[Side];
        for (var j = 0; j < Side; j++)
        {
            var k = 2 * j + 1;
            taps[j] = Math.Sin(Math.PI * k / 2) / (Math.PI * k) * Kaiser.Window(k / (2.0 * Side), KaiserBeta);
        }
        // Exactly one at 0 Hz: the window leaves a few millionths.
        var scale = 0.25 / taps.Sum();
        return [.. taps.Select(t => t * scale)];
    }
}
