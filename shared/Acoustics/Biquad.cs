namespace Solutions.Edge.Acoustics;

/// <summary>One second-order section, transposed direct form II in double precision, a0 = 1.</summary>
/// <remarks>A mutable struct: keep it in a field or an array element, never behind readonly.</remarks>
internal struct Biquad(double b0, double b1, double b2, double a1, double a2)
{
    private readonly double b0 = b0, b1 = b1, b2 = b2, a1 = a1, a2 = a2;
    private double s1, s2;

    public double Step(double x)
    {
        var y = b0 * x + s1;
        s1 = b1 * x - a1 * y + s2;
        s2 = b2 * x - a2 * y;
        return y;
    }

    public void Clear() => s1 = s2 = 0;
}
