namespace Solutions.Edge.Agent.Scenes;

/// <summary>
/// The siren of a car alarm: it plays one pattern for some seconds, then the next, between 1 and 4 kHz. Three of the six customary
/// patterns in the loop, 3.6 s each.
/// </summary>
internal static class CarAlarmLoop
{
    private const double ResonanceHertz = 2500;
    private const double PatternSeconds = NoiseLoop.Seconds / 3;

    private static readonly Func<double, (double Hertz, double Gain)>[] Patterns =
    [
        t => (Sweep(Fraction(0.9 * t), 1000, 3300), 1), // wail
        t => (Sweep(Fraction(3.3 * t), 1200, 3500), 1), // yelp
        t => (Fraction(2 * t) < 0.5 ? 2500 : 1700, 1), // high and low
        t => (Sweep(1 - Fraction(11 * t), 1800, 4000), Pulse(Fraction(11 * t))), // chirps
        t => (Fraction(8 * t) < 0.5 ? 3000 : 2100, 1), // warble
        t => (2900, Pulse(Fraction(4 * t))), // beeps
    ];

    public static double[] Synthesise(Random random)
    {
        Func<double, (double Hertz, double Gain)>[] patterns = [.. Patterns];
        random.Shuffle(patterns);
        var pitch = 0.95 + 0.05 * random.NextDouble();
        return Sounder.Sound(ResonanceHertz, t => pitch * At(t).Hertz, t => At(t).Gain * Between(t % PatternSeconds));

        (double Hertz, double Gain) At(double t) => patterns[(int)(t / PatternSeconds)](t % PatternSeconds);
    }

    /// <summary>A breath between patterns, so that none is cut off with a click.</summary>
    private static double Between(double into) => Math.Clamp(Math.Min(into, PatternSeconds - into) / 0.02, 0, 1);

    private static double Sweep(double part, double low, double high) => low * Math.Pow(high / low, part);

    private static double Pulse(double part) => Math.Clamp(Math.Min(part, 0.6 - part) / 0.03, 0, 1);

    private static double Fraction(double turns) => turns - Math.Floor(turns);
}
