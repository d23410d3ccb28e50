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
    /// bandwidth of a fourth-order Butterworth over its −3 dB bandwidth, (π/8)/sin(π/8), 0.11 dB.
    /// </summary>
    public const double BroadbandGain = Math.PI / 8 / 0.38268343236508977;

    /// <summary>The two upper poles of the fourth-order Butterworth low-pass.</summary>
    private static readonly Complex[] Prototype = [Complex.FromPolarCoordinates(1, Math.PI * 5 / 8), Complex.FromPolarCoordinates(1, Math.PI * 7 / 8)];

    /// <summary>Exact mid-band frequency in Hz: 1000·10^((index−20)/10).</summary>
    /// <param name="index">0 to 33.</param>
    public static double MidBandHertz(int index) => 1000 * Math.Pow(10, (index - 20) / 10.0);

    /// <summary>Lower and upper band edge in Hz: the mid-band frequency times 10^(∓1/20).</summary>
    /// <param name="index">0 to 33.</param>
    public static (double Lower, double Upper) EdgesHertz(int index) => (MidBandHertz(index) * Math.Pow(10, -0.05), MidBandHertz(index) * Math.Pow(10, 0.05));

    /// <summary>Whether sound at this sample rate holds the whole band.</summary>
    /// <param name="index">0 to 33.</param>
    /// <param name="sampleRate">In Hz.</param>
    public static bool IsWithin(int index, double sampleRate) => EdgesHertz(index).Upper <= sampleRate / 2;

    /// <summary>
    /// Four sections of an eighth-order Butterworth band-pass (fourth-order prototype) whose −3 dB edges are pre-warped to the exact band
    /// edges. One order less would fail class 1 in the bands near half the sample rate: warping flattens their lower skirt.
    /// </summary>
    /// <returns>The sections with numerators 1, 0, −1, and the gain that makes the whole 1 in mid-band.</returns>
    internal static (double Gain, Biquad[] Sections) Design(int index, double sampleRate)
    {
        var (lower, upper) = EdgesHertz(index);
        var (w1, w2) = (Math.Tan(Math.PI * lower / sampleRate), Math.Tan(Math.PI * upper / sampleRate));
        var (bandwidth, centre2) = (w2 - w1, w1 * w2);
        // Each pole of the prototype becomes two poles of the band-pass, each with its conjugate.
        Complex[] poles = [.. Prototype.SelectMany(pole =>
        {
            var half = pole * bandwidth / 2;
            var root = Complex.Sqrt(half * half - centre2);
            return new[] { half + root, half - root };
        })];
        Biquad[] sections = [.. poles.Select(s => (1 + s) / (1 - s)).Select(z => new Biquad(1, 0, -1, -2 * z.Real, z.Magnitude * z.Magnitude))];
        var centreHertz = Math.Atan(Math.Sqrt(centre2)) * sampleRate / Math.PI;
        return (1 / Math.Sqrt(sections.Aggregate(1d, (gain, s) => gain * s.PowerGain(centreHertz, sampleRate))), sections);
    }
}
