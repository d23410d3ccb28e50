using System.Numerics;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Scenes;

/// <summary>The energy of a piece of sound over frequency, by one transform: no filter takes part.</summary>
internal sealed class Spectrum
{
    private readonly double[] energy;
    private readonly int length;

    public Spectrum(ReadOnlySpan<float> pascal)
    {
        length = (int)BitOperations.RoundUpToPowerOf2((uint)pascal.Length);
        var bins = new Complex[length];
        for (var n = 0; n < pascal.Length; n++)
            bins[n] = pascal[n];
        Fourier.Forward(bins);
        var samples = pascal.Length;
        energy = [.. bins.Take(length / 2).Select(b => 2 * b.Magnitude * b.Magnitude / length / samples)];
    }

    /// <summary>Mean square between two frequencies in Pa².</summary>
    public double MeanSquare(double low, double high, FrequencyWeighting weighting = FrequencyWeighting.Z)
    {
        var sum = 0d;
        for (var k = (int)Math.Ceiling(low * length / SceneSound.SampleRate); k < Math.Min(energy.Length, high * length / SceneSound.SampleRate); k++)
            sum += energy[k] * Math.Pow(WeightingGoal.Response(weighting, (double)k * SceneSound.SampleRate / length).Magnitude, 2);
        return sum;
    }

    public double LevelDb(FrequencyWeighting weighting) => Energy.PressureLevelDb(MeanSquare(1, SceneSound.SampleRate / 2, weighting));

    /// <summary>Level of an octave about a frequency in dB, unweighted.</summary>
    public double OctaveDb(double hertz) => Energy.PressureLevelDb(MeanSquare(hertz / Math.Sqrt(2), hertz * Math.Sqrt(2)));

    /// <summary>The share of the A-weighted energy over a frequency.</summary>
    public double ShareOver(double hertz) =>
        MeanSquare(hertz, SceneSound.SampleRate / 2, FrequencyWeighting.A) / MeanSquare(1, SceneSound.SampleRate / 2, FrequencyWeighting.A);

    /// <summary>Where between two frequencies the most energy is.</summary>
    public double PeakHertz(double low, double high)
    {
        var first = (int)Math.Ceiling(low * length / SceneSound.SampleRate);
        var last = (int)Math.Min(energy.Length - 1, high * length / SceneSound.SampleRate);
        var best = first;
        for (var k = first; k <= last; k++)
            if (energy[k] > energy[best])
                best = k;
        return (double)best * SceneSound.SampleRate / length;
    }
}
