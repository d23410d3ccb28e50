namespace Solutions.Edge.Agent.Scenes;

/// <summary>
/// A car at 11 to 16 m/s (25 to 36 mph), 6 to 9 m off. At such speeds the tyres are louder than the engine: noise with a broad hump
/// near 900 Hz, under it the engine's orders at 1800 to 2600 revolutions a minute.
/// </summary>
internal static class CarPassClip
{
    public static double[] Synthesise(Random random, double seconds)
    {
        var (tyres, _) = NoiseLoop.Pair(random, f => Math.Pow(f / 900, 0.6) / (1 + Math.Pow(f / 900, 3.4)));
        var loudness = 1 / Math.Sqrt(tyres.Sum(p => p * p) / tyres.Length);
        var engine = new EngineNote(random, cylinders: 4, openness: 0.6);
        var turnsPerSecond = (1800 + 800 * random.NextDouble()) / 60;
        var road = new PassBy(11 + 5 * random.NextDouble(), 6 + 3 * random.NextDouble());
        var samples = new double[(int)(seconds * SceneSound.SampleRate)];
        for (var n = 0; n < samples.Length; n++)
        {
            var t = (double)n / SceneSound.SampleRate;
            var emitted = road.Emitted(t - seconds / 2);
            samples[n] = PassBy.Fade(t, seconds) * road.Gain(emitted)
                * (loudness * Between(tyres, (emitted + seconds) * SceneSound.SampleRate) + 0.7 * engine.At(turnsPerSecond * (emitted + seconds)));
        }
        return samples;
    }

    private static double Between(double[] loop, double place)
    {
        var i = (int)place;
        var (a, b) = (loop[i & (loop.Length - 1)], loop[(i + 1) & (loop.Length - 1)]);
        return a + (b - a) * (place - i);
    }
}
