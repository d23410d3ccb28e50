namespace Solutions.Edge.Agent.Scenes;

/// <summary>One way in which a struck body rings: a sine that dies away.</summary>
internal static class DampedMode
{
    /// <summary>After so many time constants a mode is 100 dB down.</summary>
    private const double Lifetimes = 11.5;

    /// <summary>Adds a mode struck at sample <paramref name="at"/>, as far as there is room for it.</summary>
    /// <param name="samples">What it is added to.</param>
    /// <param name="at">The sample of the blow.</param>
    /// <param name="hertz">Its frequency.</param>
    /// <param name="decaySeconds">In what time its amplitude falls to 1/e.</param>
    /// <param name="amplitude">Its amplitude at the blow.</param>
    public static void Strike(Span<double> samples, int at, double hertz, double decaySeconds, double amplitude)
    {
        // A resonator of two poles hit by one sample: three operations instead of a sine and an exponential.
        var turn = 2 * Math.PI * hertz / SceneSound.SampleRate;
        var shrink = Math.Exp(-1 / (decaySeconds * SceneSound.SampleRate));
        var (a1, a2) = (2 * shrink * Math.Cos(turn), shrink * shrink);
        var (previous, current) = (0d, amplitude * Math.Sin(turn));
        var end = Math.Min(samples.Length, at + (int)(Lifetimes * decaySeconds * SceneSound.SampleRate));
        for (var n = at; n < end; n++)
        {
            samples[n] += current;
            (previous, current) = (current, a1 * current - a2 * previous);
        }
    }
}
