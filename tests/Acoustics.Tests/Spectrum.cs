using System.Numerics;
using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Tests.Acoustics;

/// <summary>The oracle: energies read off a zero-padded spectrum, where a weighting is a multiplication and nothing is approximated.</summary>
internal sealed class Spectrum
{
    private readonly Complex[] bins;

    private Spectrum(Complex[] bins) => this.bins = bins;

    public static Spectrum Of(ReadOnlySpan<float> pascal)
    {
        var bins = new Complex[BitOperations.RoundUpToPowerOf2((uint)pascal.Length * 2)];
        for (var n = 0; n < pascal.Length; n++)
            bins[n] = pascal[n];
        Fourier.Forward(bins);
        return new Spectrum(bins);
    }

    /// <summary>Energy over time in dB re (20 µPa)²·1 s.</summary>
    public double LevelDb(FrequencyWeighting weighting, double fromHertz = 0, double toHertz = double.PositiveInfinity)
    {
        var sum = 0d;
        for (var k = 1; k < bins.Length / 2; k++)
        {
            var hertz = (double)k * Signal.Rate / bins.Length;
            if (hertz >= fromHertz && hertz < toHertz)
                sum += 2 * Norm(bins[k]) * Norm(WeightingGoal.Response(weighting, hertz));
        }
        if (fromHertz == 0)
            sum += Norm(bins[0]) * Norm(WeightingGoal.Response(weighting, 0));
        return Energy.PressureLevelDb(sum / bins.Length / Signal.Rate);

        static double Norm(Complex value) => value.Real * value.Real + value.Imaginary * value.Imaginary;
    }
}
