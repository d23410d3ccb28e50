using System.Numerics;

namespace Solutions.Edge.Acoustics;

/// <summary>The discrete Fourier transform of power-of-two lengths: the exact yardstick beside the meter's filters.</summary>
public static class Fourier
{
    /// <summary>Forward transform in place, X[k] = Σ x[n]·e^(−2πikn/N).</summary>
    /// <param name="values">A power of two of values.</param>
    /// <exception cref="ArgumentException">The length is no power of two.</exception>
    public static void Forward(Span<Complex> values) => Transform(values, -1);

    /// <summary>Inverse transform in place, x[n] = (1/N)·Σ X[k]·e^(+2πikn/N).</summary>
    /// <param name="values">A power of two of values.</param>
    /// <exception cref="ArgumentException">The length is no power of two.</exception>
    public static void Inverse(Span<Complex> values)
    {
        Transform(values, +1);
        var scale = 1.0 / values.Length;
        foreach (ref var value in values)
            value *= scale;
    }

    private static void Transform(Span<Complex> values, int sign)
    {
        var n = values.Length;
        if (!BitOperations.IsPow2(n))
            throw new ArgumentException($"The transform has {n} values; their number must be a power of two.", nameof(values));
        Reorder(values);
        var turns = new Complex[Math.Max(1, n / 2)];
        for (var i = 0; i < turns.Length; i++)
            turns[i] = Complex.FromPolarCoordinates(1, sign * 2 * Math.PI * i / n);
        for (var half = 1; half < n; half *= 2)
        {
            var stride = n / (2 * half);
            for (var start = 0; start < n; start += 2 * half)
            {
                var even = values.Slice(start, half);
                var odd = values.Slice(start + half, half);
                for (var i = 0; i < even.Length; i++)
                {
                    var turn = turns[i * stride];
                    var (x, y) = (odd[i].Real, odd[i].Imaginary);
                    var turned = new Complex(x * turn.Real - y * turn.Imaginary, x * turn.Imaginary + y * turn.Real);
                    (even[i], odd[i]) = (even[i] + turned, even[i] - turned);
                }
            }
        }
    }

    private static void Reorder(Span<Complex> values)
    {
        for (int i = 1, j = 0; i < values.Length; i++)
        {
            var bit = values.Length >> 1;
            for (; (j & bit) != 0; bit >>= 1)
                j ^= bit;
            j ^= bit;
            if (i < j)
                (values[i], values[j]) = (values[j], values[i]);
        }
    }
}
