using System.Numerics;

namespace Solutions.Edge.Acoustics;

/// <summary>Coefficients of one second-order section, a0 = 1: y = b0·x + b1·x₁ + b2·x₂ − a1·y₁ − a2·y₂.</summary>
internal readonly record struct Biquad(double B0, double B1, double B2, double A1, double A2)
{
    /// <summary>Squared magnitude of the response.</summary>
    /// <param name="hertz">Frequency in Hz.</param>
    /// <param name="sampleRate">In Hz.</param>
    public double PowerGain(double hertz, double sampleRate)
    {
        var z = Complex.FromPolarCoordinates(1, -2 * Math.PI * hertz / sampleRate);
        var response = (B0 + z * (B1 + z * B2)) / (1 + z * (A1 + z * A2));
        return response.Real * response.Real + response.Imaginary * response.Imaginary;
    }

    public Biquad Times(double gain) => this with { B0 = B0 * gain, B1 = B1 * gain, B2 = B2 * gain };
}
