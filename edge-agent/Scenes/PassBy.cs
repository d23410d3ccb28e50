namespace Solutions.Edge.Agent.Scenes;

/// <summary>
/// What reaches a microphone beside a straight road from a source that passes it at an even speed: every sound left the source when it was
/// elsewhere. So the level rises and falls as 1/r and the pitch falls as it goes by (Doppler).
/// </summary>
/// <param name="Speed">In m/s; below that of sound.</param>
/// <param name="Distance">The least distance in metres.</param>
internal readonly record struct PassBy(double Speed, double Distance)
{
    private const double SpeedOfSound = 340;

    /// <summary>When the sound that arrives at a time left the source; both in seconds, 0 = the source is nearest.</summary>
    public double Emitted(double arrival)
    {
        // The root of (c·(arrival − t))² = distance² + (v·t)² with t before arrival.
        var c2 = SpeedOfSound * SpeedOfSound;
        var slower = c2 - Speed * Speed;
        return (c2 * arrival - Math.Sqrt(c2 * c2 * arrival * arrival - slower * (c2 * arrival * arrival - Distance * Distance))) / slower;
    }

    /// <summary>How much weaker than at the least distance what left the source at a time is.</summary>
    public double Gain(double emitted) => Distance / Math.Sqrt(Distance * Distance + Speed * Speed * emitted * emitted);

    /// <summary>In and out over a second, as a corner hides a car.</summary>
    public static double Fade(double t, double seconds) => Math.Clamp(Math.Min(t, seconds - t), 0, 1);
}
