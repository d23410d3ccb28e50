using System.Numerics;

namespace Solutions.Edge.Acoustics;

/// <summary>The 34 one-third-octave bands from 10 Hz (index 0) to 20 kHz (index 33), base ten, IEC 61260-1:2014.</summary>
public static class ThirdOctave
{
    /// <summary>Number of bands.</summary>
    public const int Count = 34;

    /// <summary>Index of the 500 Hz band.</summary>
    public const int Index500Hz = 17;

    /// <summary>Index of the 4 kHz band.</summary>
    public const int Index4kHz = 26;

    /// <summary>
    /// By how much the band filter used here takes in more broadband energy than an ideal one, as a ratio: the noise
    /// bandwidth of a third-order Butterworth over its −3 dB bandwidth, (π/6)/sin(π/6), 0.20 dB.
    /// </summary>
    public const double BroadbandGain = Math.PI / 3;

    /// <summary>Exact mid-band frequency in Hz: 1000·10^((index−20)/10).</summary>
    /// <param name="index">0 to 33.</param>
    public static double MidBandHertz(int index) => 1000 * Math.Pow(10, (index - 20) / 10.0);

    /// <summary>Three sections of a sixth-order Butterworth band-pass whose −3 dB edges are pre-warped to the exact band edges.</summary>
    internal static Biquad[] Design(int index, double sampleRate)
    {
        var (low, high) = (Math.Pow(10, -0.05), Math.Pow(10, 0.05));
        var (w1, w2) = (Warp(low), Warp(high));
        var (bandwidth, centre2) = (w2 - w1, w1 * w2);

        double Warp(double ratio) => Math.Tan(Math.PI * MidBandHertz(index) * ratio / sampleRate);

        // The prototype's real pole becomes one conjugate pair; its complex pole becomes two poles, each with its conjugate.
        var complexPole = Complex.Exp(new Complex(0, 2 * Math.PI / 3));
        var pair = BandPassPoles(complexPole, bandwidth, centre2);
        Complex[] poles = [BandPassPoles(-1, bandwidth, centre2).Item1, pair.Item1, pair.Item2];

        var centre = Complex.Exp(new Complex(0, -2 * Math.Atan(Math.Sqrt(centre2))));
        return [.. poles.Select(s =>
        {
            var z = (1 + s) / (1 - s);
            var (a1, a2) = (-2 * z.Real, z.Magnitude * z.Magnitude);
            var gain = ((1 + a1 * centre + a2 * centre * centre) / (1 - centre * centre)).Magnitude;
            return new Biquad(gain, 0, -gain, a1, a2);
        })];
    }

    private static (Complex, Complex) BandPassPoles(Complex prototype, double bandwidth, double centre2)
    {
        var half = prototype * bandwidth / 2;
        var root = Complex.Sqrt(half * half - centre2);
        return (half + root, half - root);
    }
}
