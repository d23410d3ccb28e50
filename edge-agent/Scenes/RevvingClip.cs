namespace Solutions.Edge.Agent.Scenes;

/// <summary>
/// A loud exhaust revved at a standstill: from idling up to 4500 to 6500 revolutions a minute and back, about once in one and a half
/// seconds, with the roar of the gas over the engine's orders and shots in the pipe as the throttle closes.
/// </summary>
internal static class RevvingClip
{
    private const double Idle = 950;
    private const double RevSeconds = 1.5;

    public static double[] Synthesise(Random random, double seconds)
    {
        var engine = new EngineNote(random, cylinders: 4, openness: 1.2);
        var samples = new double[(int)(seconds * SceneSound.SampleRate)];
        var (turns, revs, dull, top) = (0d, Idle, 0d, 0d);
        var blip = -1;
        for (var n = 0; n < samples.Length; n++)
        {
            var t = (double)n / SceneSound.SampleRate;
            if ((int)(t / RevSeconds) > blip)
                (blip, top) = (blip + 1, 4500 + 2000 * random.NextDouble());
            var open = t % RevSeconds is > 0.1 and < 0.65;
            // A free engine: up within a quarter of a second, down more slowly.
            revs += ((open ? top : Idle) - revs) / ((open ? 0.22 : 0.38) * SceneSound.SampleRate);
            turns += revs / 60 / SceneSound.SampleRate;
            dull += 0.25 * (2 * random.NextDouble() - 1 - dull);
            var strength = Math.Pow(revs / 6500, 1.3) * (open ? 1 : 0.45);
            var pulse = engine.At(turns);
            samples[n] += strength * (pulse + 0.8 * dull * Math.Abs(pulse)) * Math.Min(1, t / 0.05) * Math.Min(1, (seconds - t) / 0.2);
            if (!open && revs > 2500 && random.NextDouble() < 6.0 / SceneSound.SampleRate)
                DampedMode.Strike(samples, n, 180 + 250 * random.NextDouble(), 0.012, 1.4);
        }
        return samples;
    }
}
