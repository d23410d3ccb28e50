namespace Solutions.Edge.Agent.Scenes;

/// <summary>
/// Wind on a microphone in a small screen. Eddies press on it as the wind's speed varies (stagnation pressure), so that the spectrum is that of
/// turbulence, falling as f^(−5/3); eddies smaller than the screen cancel out over it, and the spectrum falls by two powers more. The pressure goes
/// with the square of the speed (Strasberg 1988; van den Berg 2006), a gust of half as much again adds 7 dB.
/// </summary>
/// <remarks>The shape is that of 8 m/s at every speed: in truth the bend moves up with the wind.</remarks>
internal static class WindLoop
{
    /// <summary>Above it eddies in a wind of 8 m/s are smaller than the screen.</summary>
    public const double BendHertz = 30;

    /// <summary>Below it the microphone's own vent evens the pressure out.</summary>
    private const double VentHertz = 4;

    private const double TurbulenceIntensity = 0.22;

    /// <summary>Of the loop at 5 m/s; its LZeq is then near 78 dB.</summary>
    private const double LAeqAt5 = 42;

    /// <summary>Wind of given speeds in m/s at given times.</summary>
    public static LoopCue Cue(params (double At, double MetresPerSecond)[] speeds) =>
        new(LoopKind.Wind, [.. speeds.Select(s => (s.At, LAeqAt5 + 40 * Math.Log10(s.MetresPerSecond / 5)))]);

    public static double[] Synthesise(Random random)
    {
        var (pressure, _) = NoiseLoop.Pair(random, f => Math.Pow(f, -5.0 / 3) / (1 + Math.Pow(f / BendHertz, 2)) / (1 + Math.Pow(VentHertz / f, 4)));
        var gusts = Gusts(random);
        for (var n = 0; n < pressure.Length; n++)
        {
            var speed = Math.Max(0.2, 1 + TurbulenceIntensity * gusts[n]);
            pressure[n] *= speed * speed;
        }
        return pressure;
    }

    /// <summary>How the speed swells and ebbs slower than once a second: mean 0, rms 1, the same law of turbulence.</summary>
    private static double[] Gusts(Random random)
    {
        var (gusts, _) = NoiseLoop.Pair(random, f => f < 1 ? Math.Pow(f, -5.0 / 3) : 0);
        var rms = Math.Sqrt(gusts.Sum(p => p * p) / gusts.Length);
        return [.. gusts.Select(p => p / rms)];
    }
}
