namespace Solutions.Edge.Agent.Scenes;

/// <summary>Six people talking at once: noise of the long-term spectrum of speech, each in syllables of 3 to 5 Hz.</summary>
internal static class VoicesLoop
{
    private const int PairsOfTalkers = 3;

    public static double[] Synthesise(Random random)
    {
        var voices = new double[NoiseLoop.Samples];
        for (var pair = 0; pair < PairsOfTalkers; pair++)
        {
            var formant = 700 + 250 * random.NextDouble();
            var (one, other) = NoiseLoop.Pair(random, f => 1 / (1 + Math.Pow(170 / f, 6)) / (1 + Math.Pow(f / formant, 2.6)));
            AddTalker(random, one, voices);
            AddTalker(random, other, voices);
        }
        return voices;
    }

    private static void AddTalker(Random random, double[] noise, double[] voices)
    {
        // Whole numbers of syllables and of wanderings of their rate in a loop: no seam.
        var syllables = random.Next((int)(3 * NoiseLoop.Seconds), (int)(5 * NoiseLoop.Seconds));
        var (wander, wanderings) = (1 + random.NextDouble(), random.Next(2, 6));
        var (phase, offset) = (random.NextDouble() * 2 * Math.PI, random.NextDouble() * 2 * Math.PI);
        for (var n = 0; n < noise.Length; n++)
        {
            var turn = 2 * Math.PI * n / noise.Length;
            var syllable = 0.5 - 0.5 * Math.Cos(syllables * turn + wander * Math.Sin(wanderings * turn + offset) + phase);
            voices[n] += noise[n] * (0.12 + syllable);
        }
    }
}
