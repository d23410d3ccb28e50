namespace Solutions.Edge.Agent.Scenes;

/// <summary>A motorcycle of two cylinders with a loud exhaust: it comes by at 12 to 18 m/s, revving up through one change of gear.</summary>
internal static class MotorbikePassClip
{
    public static double[] Synthesise(Random random, double seconds)
    {
        var engine = new EngineNote(random, cylinders: 2, openness: 1.6);
        var road = new PassBy(12 + 6 * random.NextDouble(), 5 + 3 * random.NextDouble());
        var (slowest, fastest) = (3600 + 600 * random.NextDouble(), 7000 + 1000 * random.NextDouble());
        var change = 1.5 * random.NextDouble() - 1;
        var samples = new double[(int)(seconds * SceneSound.SampleRate)];
        var (turns, before) = (0d, road.Emitted(-seconds / 2));
        for (var n = 0; n < samples.Length; n++)
        {
            var t = (double)n / SceneSound.SampleRate;
            var emitted = road.Emitted(t - seconds / 2);
            turns += Revs(emitted) / 60 * (emitted - before);
            before = emitted;
            samples[n] = PassBy.Fade(t, seconds) * road.Gain(emitted) * Load(emitted) * engine.At(turns);
        }
        return samples;

        // Up to the change within 4 s, then a gear higher, from two thirds of the speed up again.
        double Revs(double at) => at < change ? slowest + (fastest - slowest) * Math.Clamp((at - change + 4) / 4, 0, 1)
            : fastest * (0.67 + 0.3 * Math.Clamp((at - change) / 5, 0, 1));

        // The throttle is closed for a fifth of a second.
        double Load(double at) => 1 - 0.75 * Math.Clamp(1 - Math.Abs(at - change) / 0.12, 0, 1);
    }
}
