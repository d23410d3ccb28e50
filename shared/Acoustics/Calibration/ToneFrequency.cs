using System.Numerics;

namespace Solutions.Edge.Acoustics.Calibration;

/// <summary>The frequency of the strongest tone in a sound.</summary>
public static class ToneFrequency
{
    /// <summary>Below this it is wind and rumble that is strongest, in Hz.</summary>
    private const double LowestHertz = 20;

    /// <summary>The strongest component of the spectrum in Hz, to about a hundredth of 1 Hz from a second of a steady tone.</summary>
    /// <param name="pascal">The sound; as much of its start is used as is a power of two.</param>
    /// <param name="sampleRate">Sample rate in Hz.</param>
    /// <exception cref="ArgumentException">There are fewer than 1024 samples.</exception>
    /// <remarks>The peak of the Hann-windowed spectrum, placed between its bins by the parabola through the levels of three.</remarks>
    public static double Hertz(ReadOnlySpan<float> pascal, int sampleRate)
    {
        const int fewest = 1024;
        if (pascal.Length < fewest)
            throw new ArgumentException($"There are {pascal.Length} samples; a frequency takes at least {fewest}.", nameof(pascal));
        var spectrum = new Complex[1 << BitOperations.Log2((uint)pascal.Length)];
        for (var n = 0; n < spectrum.Length; n++)
            spectrum[n] = pascal[n] * (1 - Math.Cos(2 * Math.PI * n / spectrum.Length));
        Fourier.Forward(spectrum);
        var peak = 1 + (int)(LowestHertz * spectrum.Length / sampleRate);
        for (var k = peak; k < spectrum.Length / 2; k++)
            if (spectrum[k].Magnitude > spectrum[peak].Magnitude)
                peak = k;
        var (below, at, above) = (Level(peak - 1), Level(peak), Level(peak + 1));
        var curve = below - 2 * at + above;
        return (peak + (curve < 0 ? (below - above) / 2 / curve : 0)) * sampleRate / spectrum.Length;

        double Level(int k) => Math.Log(spectrum[k].Magnitude + double.Epsilon);
    }
}
