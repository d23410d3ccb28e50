namespace Solutions.Edge.Agent.Scenes;

/// <summary>
/// A pane of window glass broken by a blow, as glass-break detectors describe it (Cypress AN2186; US patent 5450061): a low thump while
/// the pane bends, at once the crack, then a shower of shards that ring high and short; most hit the ground half a second later.
/// </summary>
internal static class GlassClip
{
    private const int CrackShards = 120;
    private const int GroundShards = 130;
    private const int LateShards = 50;

    /// <summary>A fall of 1.2 m.</summary>
    private const double FallSeconds = 0.49;

    public static double[] Synthesise(Random random, double seconds)
    {
        var samples = new double[(int)(seconds * SceneSound.SampleRate)];
        for (var mode = 0; mode < 4; mode++)
            DampedMode.Strike(samples, 0, 160 * Math.Pow(1.6, mode) * (0.9 + 0.2 * random.NextDouble()), 0.025, 0.9);
        Crack(random, samples);
        for (var shard = 0; shard < CrackShards; shard++)
            Ring(random, samples, 0.001 + Exponential(random, 0.06), 1);
        for (var shard = 0; shard < GroundShards; shard++)
            Ring(random, samples, FallSeconds + Exponential(random, 0.12), 0.7);
        for (var shard = 0; shard < LateShards; shard++)
            Ring(random, samples, 0.1 + Exponential(random, 0.3), 0.25);
        FadeOut(samples);
        return samples;
    }

    private static void Crack(Random random, double[] samples)
    {
        var previous = 0d;
        for (var n = 0; n < Math.Min(samples.Length, SceneSound.SampleRate / 20); n++)
        {
            var noise = 2 * random.NextDouble() - 1;
            samples[n] += 2.5 * (noise - 0.7 * previous) * Math.Exp(-n / (0.006 * SceneSound.SampleRate));
            previous = noise;
        }
    }

    private static void Ring(Random random, double[] samples, double at, double loudness)
    {
        var size = Math.Exp(0.8 * Gaussian(random));
        var lowest = 2800 * Math.Pow(3, random.NextDouble());
        for (var mode = 0; mode < 3; mode++)
        {
            var hertz = lowest * (1 + mode * (0.5 + 0.3 * random.NextDouble()));
            if (hertz < 19_000)
                DampedMode.Strike(samples, (int)(at * SceneSound.SampleRate), hertz,
                    0.02 * (0.4 + random.NextDouble()) * 4000 / hertz, 0.35 * loudness * size / (1 + mode));
        }
    }

    private static void FadeOut(double[] samples)
    {
        var fade = Math.Min(samples.Length, SceneSound.SampleRate / 50);
        for (var n = 0; n < fade; n++)
            samples[^(n + 1)] *= (double)n / fade;
    }

    private static double Exponential(Random random, double mean) => -mean * Math.Log(1 - random.NextDouble());

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
