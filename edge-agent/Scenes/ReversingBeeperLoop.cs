namespace Solutions.Edge.Agent.Scenes;

/// <summary>
/// The backup alarm of a lorry after SAE J994: one tone between 700 and 2800 Hz, here near 1.2 kHz where most are, on and off once a
/// second for equal times.
/// </summary>
internal static class ReversingBeeperLoop
{
    private const int Beeps = 11;

    public static double[] Synthesise(Random random)
    {
        var hertz = 1100 + 200 * random.NextDouble();
        return Sounder.Sound(hertz, _ => hertz, t => Beep(t * Beeps / NoiseLoop.Seconds % 1));
    }

    private static double Beep(double part) => Math.Clamp(Math.Min(part, 0.5 - part) / 0.01, 0, 1);
}
