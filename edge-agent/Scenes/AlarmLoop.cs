namespace Solutions.Edge.Agent.Scenes;

/// <summary>
/// The bell box of an intruder alarm. Such sounders run between 1.6 and 3.2 kHz, where a small piezo horn is loudest, and
/// change their tone several times a second so that the ear can find where they hang.
/// </summary>
internal static class AlarmLoop
{
    private const double ResonanceHertz = 2800;
    private const int Sweeps = 76;
    private const int Turns = 44;

    /// <summary>How many times a second the swept sounder starts again: about 7.</summary>
    public const double SweepHertz = Sweeps / NoiseLoop.Seconds;

    /// <summary>How many times a second the two tones take turns: about 4.</summary>
    public const double TurnHertz = Turns / NoiseLoop.Seconds;

    /// <summary>Rises by an octave less a little, falls back and rises again.</summary>
    public static double[] Swept(Random random)
    {
        var (low, high) = (1600 + 150 * random.NextDouble(), 2900 + 300 * random.NextDouble());
        return Sounder.Sound(ResonanceHertz, t => low * Math.Pow(high / low, Fraction(SweepHertz * t)), _ => 1);
    }

    /// <summary>A third or so apart.</summary>
    public static double[] TwoTone(Random random)
    {
        var low = 1800 + 300 * random.NextDouble();
        var high = low * (1.2 + 0.15 * random.NextDouble());
        return Sounder.Sound(ResonanceHertz, t => Fraction(TurnHertz * t) < 0.5 ? low : high, _ => 1);
    }

    private static double Fraction(double turns) => turns - Math.Floor(turns);
}
