namespace Solutions.Edge.Acoustics;

/// <summary>
/// A and C weighting at 48 kHz. A is C followed by the f2 f3 section, so both together cost three sections.
/// The f4 double pole is one fitted section, not the bilinear transform: at most 0.04 dB from the design goal, 10 Hz to 20 kHz.
/// </summary>
internal struct WeightingFilter
{
    private const double GainAtoC = 0.628908797549 / (0.50341448611 * 0.997309040744);

    private Biquad high = new(0.50341448611, -0.163812901254, -0.132697826712, -1.01882171992, 0.224526691479);
    private Biquad low = new(0.997309040744, -1.99461808149, 0.997309040744, -1.99461445598, 0.994621706999);
    private Biquad middle = new(
        0.94470853448 * GainAtoC, -1.88941706896 * GainAtoC, 0.94470853448 * GainAtoC, -1.89387049481, 0.895159769167);

    public WeightingFilter()
    {
    }

    public (double A, double C) Step(double pascal)
    {
        var c = low.Step(high.Step(pascal));
        return (middle.Step(c), c);
    }

    public void Clear()
    {
        high.Clear();
        low.Clear();
        middle.Clear();
    }
}
