namespace Solutions.Edge.Acoustics;

/// <summary>The Kaiser window: how far a windowed sinc falls in its stop band is set by β (100 dB: β = 10.06).</summary>
internal static class Kaiser
{
    /// <param name="position">−1 to 1, 0 in the middle.</param>
    /// <param name="beta">Shape.</param>
    public static double Window(double position, double beta) => Bessel0(beta * Math.Sqrt(Math.Max(0, 1 - position * position))) / Bessel0(beta);

    /// <summary>Modified Bessel function of order zero, by its series.</summary>
    private static double Bessel0(double x)
    {
        var (sum, term) = (1d, 1d);
        for (var k = 1; term > 1e-17 * sum; k++)
            sum += term *= x / (2 * k) * (x / (2 * k));
        return sum;
    }
}
