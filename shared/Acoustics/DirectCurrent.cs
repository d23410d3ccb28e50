namespace Solutions.Edge.Acoustics;

/// <summary>
/// Takes off what a converter adds and no sound is: a first-order high-pass at 0.5 Hz, 0.01 dB down at 10 Hz. An offset that stands out
/// of the first step is taken off from the start, so that it is not heard as a bump.
/// </summary>
internal sealed class DirectCurrent(int sampleRate)
{
    private const double CornerHertz = 0.5;

    private readonly double keep = Math.Exp(-2 * Math.PI * CornerHertz / sampleRate);
    private double before, output;
    private bool begun;

    public void Remove(ReadOnlySpan<float> input, Span<double> result)
    {
        result = result[..input.Length];
        if (!begun && input.Length > 0)
            (before, begun) = (Offset(input), true);
        var (x1, y, k) = (before, output, keep);
        for (var i = 0; i < input.Length; i++)
        {
            double x = input[i];
            y = Math.FusedMultiplyAdd(k, y, x - x1);
            x1 = x;
            result[i] = y;
        }
        (before, output) = (x1, y);
    }

    /// <summary>The mean, if it stands ten times over what moves about it; else 0: a low tone has a mean too.</summary>
    private static double Offset(ReadOnlySpan<float> input)
    {
        var (sum, squares) = (0d, 0d);
        foreach (double x in input)
            (sum, squares) = (sum + x, squares + x * x);
        var (mean, meanSquare) = (sum / input.Length, squares / input.Length);
        return mean * mean > 0.99 * meanSquare ? mean : 0;
    }

    public void Clear() => (before, output, begun) = (0, 0, false);
}
