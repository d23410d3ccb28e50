namespace Solutions.Edge.Agent.Scenes;

/// <summary>Metal struck once: partials at no simple ratio, the high ones gone first.</summary>
internal static class ClankClip
{
    private const int Partials = 9;

    public static double[] Synthesise(Random random, double seconds)
    {
        var samples = new double[(int)(seconds * SceneSound.SampleRate)];
        for (var partial = 0; partial < Partials; partial++)
        {
            var hertz = 640 * Math.Pow(1.37, partial) * (0.95 + 0.1 * random.NextDouble());
            var decay = 0.06 / (1 + partial * 0.25);
            var (amplitude, phase) = (0.5 + random.NextDouble(), random.NextDouble() * 2 * Math.PI);
            for (var n = 0; n < samples.Length; n++)
            {
                var t = (double)n / SceneSound.SampleRate;
                var envelope = Math.Exp(-t / decay) * Math.Min(1, t / 0.001) * Math.Min(1, (seconds - t) / 0.02);
                samples[n] += amplitude * envelope * Math.Sin(2 * Math.PI * hertz * t + phase);
            }
        }
        return samples;
    }
}
