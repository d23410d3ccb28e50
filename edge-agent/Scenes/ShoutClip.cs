namespace Solutions.Edge.Agent.Scenes;

/// <summary>One shout: a voice's harmonics under three formants, its pitch rising and falling.</summary>
internal static class ShoutClip
{
    private static readonly double[] Formants = [850, 1450, 2900];

    public static double[] Synthesise(Random random, double seconds)
    {
        var samples = new double[(int)(seconds * SceneSound.SampleRate)];
        var pitch = 280 + 120 * random.NextDouble();
        var formantShift = 0.9 + 0.2 * random.NextDouble();
        var phase = 0d;
        for (var n = 0; n < samples.Length; n++)
        {
            var t = (double)n / SceneSound.SampleRate;
            var f0 = pitch * (1 + 0.18 * Math.Sin(Math.PI * t / seconds) + 0.012 * Math.Sin(2 * Math.PI * 5.5 * t));
            phase += 2 * Math.PI * f0 / SceneSound.SampleRate;
            var envelope = Math.Min(1, t / 0.03) * Math.Min(1, (seconds - t) / 0.05);
            samples[n] = envelope * Voice(phase, f0, formantShift);
        }
        return samples;
    }

    private static double Voice(double phase, double f0, double formantShift)
    {
        var sum = 0d;
        for (var harmonic = 1; harmonic * f0 < 5000; harmonic++)
            sum += Mouth(harmonic * f0 / formantShift) * Math.Sin(harmonic * phase);
        return sum;
    }

    private static double Mouth(double hertz)
    {
        var gain = 0.05;
        foreach (var formant in Formants)
        {
            var octaves = Math.Log2(hertz / formant);
            gain += Math.Exp(-octaves * octaves * 12);
        }
        return gain;
    }
}
