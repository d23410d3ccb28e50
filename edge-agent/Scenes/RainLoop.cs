namespace Solutions.Edge.Agent.Scenes;

/// <summary>
/// Rain: a broad hiss from the ground, and drops on the lid of the microphone's enclosure, each a click and a short ring of its modes.
/// Drops are many small and few large ones. Its energy goes with the kinetic energy of the rain, the intensity to the power of 11/9 (Shin et al. 2016).
/// </summary>
/// <remarks>Heavier rain is louder here, not denser or coarser.</remarks>
internal static class RainLoop
{
    private const double LAeqAt10 = 58;
    private const int DropsPerSecond = 350;
    private const int Drops = 24;

    /// <summary>Rain of given intensities in mm/h at given times.</summary>
    public static LoopCue Cue(params (double At, double MillimetresPerHour)[] intensities) =>
        new(LoopKind.Rain, [.. intensities.Select(i => (i.At, LAeqAt10 + 10 * 11.0 / 9 * Math.Log10(i.MillimetresPerHour / 10)))]);

    public static double[] Synthesise(Random random)
    {
        var (ground, _) = NoiseLoop.Pair(random, f => 1 / (1 + Math.Pow(900 / f, 2)) / (1 + Math.Pow(f / 7000, 2)));
        var scale = 0.06 / Math.Sqrt(ground.Sum(p => p * p) / ground.Length);
        var rain = new double[NoiseLoop.Samples];
        for (var n = 0; n < rain.Length; n++)
            rain[n] = scale * ground[n];
        var lid = Enumerable.Range(0, 5).Select(mode => 620 * Math.Pow(1.55, mode) * (0.9 + 0.2 * random.NextDouble())).ToArray();
        var drops = Enumerable.Range(0, Drops).Select(_ => Drop(random, lid)).ToArray();
        for (var i = 0; i < DropsPerSecond * NoiseLoop.Seconds; i++)
        {
            var drop = drops[random.Next(Drops)];
            var at = random.Next(NoiseLoop.Samples);
            // The fall of drop sizes is steep: half are under a tenth of the largest.
            var size = 0.05 + Math.Pow(random.NextDouble(), 4);
            for (var n = 0; n < drop.Length; n++)
                rain[(at + n) & (NoiseLoop.Samples - 1)] += size * drop[n];
        }
        return rain;
    }

    /// <summary>Where a drop falls decides which modes it wakes.</summary>
    private static double[] Drop(Random random, double[] lid)
    {
        var drop = new double[SceneSound.SampleRate / 25];
        foreach (var hertz in lid)
            DampedMode.Strike(drop, 0, hertz, 0.004 * (0.5 + random.NextDouble()), (2 * random.NextDouble() - 1) / 2);
        for (var n = 0; n < SceneSound.SampleRate / 500; n++)
            drop[n] += (2 * random.NextDouble() - 1) * Math.Exp(-n / (0.0004 * SceneSound.SampleRate));
        return drop;
    }
}
