namespace Solutions.Edge.Agent.Scenes;

/// <summary>
/// An electronic sounder: a square wave, as a switched transistor makes it, through the resonance of a piezo disc in its horn; and what
/// two house fronts throw back. Its loop has no seam.
/// </summary>
internal static class Sounder
{
    private const double Quality = 1.5;

    /// <summary>House fronts: how long after the sound, how much of it.</summary>
    private static readonly (double Seconds, double Gain)[] Echoes = [(0.023, 0.3), (0.061, 0.2)];

    /// <param name="resonanceHertz">Where the horn is loudest.</param>
    /// <param name="hertz">The frequency at a time in seconds, positive at all times.</param>
    /// <param name="gain">The loudness at a time in seconds, 0 to 1.</param>
    public static double[] Sound(double resonanceHertz, Func<double, double> hertz, Func<double, double> gain)
    {
        var cycles = 0d;
        for (var n = 0; n < NoiseLoop.Samples; n++)
            cycles += hertz((double)n / SceneSound.SampleRate) / SceneSound.SampleRate;
        // Tuned by less than a ten-thousandth to a whole number of cycles: no seam.
        var tuning = Math.Round(cycles) / cycles;
        var dry = new double[NoiseLoop.Samples];
        var phase = 0d;
        for (var n = 0; n < dry.Length; n++)
        {
            var t = (double)n / SceneSound.SampleRate;
            var f = hertz(t) * tuning;
            phase += 2 * Math.PI * f / SceneSound.SampleRate;
            var loudness = gain(t);
            if (loudness > 0)
                dry[n] = loudness * Square(phase, f, resonanceHertz);
        }
        return WithEchoes(dry);
    }

    private static double Square(double phase, double hertz, double resonanceHertz)
    {
        var sum = 0d;
        for (var harmonic = 1; harmonic * hertz < 20_000; harmonic += 2)
            sum += Horn(harmonic * hertz / resonanceHertz) / harmonic * Math.Sin(harmonic * phase);
        return sum;
    }

    private static double Horn(double ratio)
    {
        var detuned = Quality * (ratio - 1 / ratio);
        return 1 / Math.Sqrt(1 + detuned * detuned);
    }

    private static double[] WithEchoes(double[] dry)
    {
        var wet = (double[])dry.Clone();
        foreach (var (seconds, gain) in Echoes)
        {
            var late = (int)(seconds * SceneSound.SampleRate);
            for (var n = 0; n < wet.Length; n++)
                wet[n] += gain * dry[(n - late) & (NoiseLoop.Samples - 1)];
        }
        return wet;
    }
}
