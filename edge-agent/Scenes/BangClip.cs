namespace Solutions.Edge.Agent.Scenes;

/// <summary>
/// A banger let off in a street: the blast wave of Friedlander, p(t) = P·(1 − t/T)·e^(−t/T) with a positive phase T of one to two
/// milliseconds, its reflection from the ground, single echoes from house fronts, and the din of the street dying away after it.
/// </summary>
internal static class BangClip
{
    private const int Fronts = 5;

    /// <summary>A blast of a few pascal does not jump: air has rounded its front to about 0.1 ms.</summary>
    private const double RiseSeconds = 0.0001;

    public static double[] Synthesise(Random random, double seconds)
    {
        var samples = new double[(int)(seconds * SceneSound.SampleRate)];
        var positive = 0.001 + 0.001 * random.NextDouble();
        Blast(samples, 0, positive, 1);
        Blast(samples, 0.001 + 0.002 * random.NextDouble(), positive, 0.6);
        for (var front = 0; front < Fronts; front++)
            // An echo has gone farther, and a wall gives back the high frequencies less: a longer pulse.
            Blast(samples, 0.03 + 0.25 * random.NextDouble(), positive * (1.5 + random.NextDouble()), 0.1 + 0.2 * random.NextDouble());
        Reverberation(random, samples);
        return samples;
    }

    private static void Blast(double[] samples, double at, double positive, double peak)
    {
        var first = (int)(at * SceneSound.SampleRate);
        for (var n = first; n < samples.Length; n++)
        {
            var t = (double)(n - first) / SceneSound.SampleRate;
            if (t > 20 * positive)
                return;
            samples[n] += peak * Math.Min(1, t / RiseSeconds) * (1 - t / positive) * Math.Exp(-t / positive);
        }
    }

    /// <summary>Noise that is duller than the blast, 60 dB down after the clip's length or one second, whichever is less.</summary>
    private static void Reverberation(Random random, double[] samples)
    {
        var seconds = (double)samples.Length / SceneSound.SampleRate;
        var decay = Math.Min(1, seconds) / 6.9;
        var dull = 0d;
        for (var n = 0; n < samples.Length; n++)
        {
            var t = (double)n / SceneSound.SampleRate;
            dull += 0.2 * (2 * random.NextDouble() - 1 - dull);
            samples[n] += 0.15 * dull * Math.Min(1, t / 0.02) * Math.Exp(-t / decay) * Math.Min(1, (seconds - t) / 0.02);
        }
    }
}
