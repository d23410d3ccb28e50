namespace Solutions.Edge.Agent.Scenes;

/// <summary>A car's or a house's door: the latch clicks, the leaf thuds in its frame (60 to 400 Hz), and something rattles after.</summary>
internal static class DoorSlamClip
{
    public static double[] Synthesise(Random random, double seconds)
    {
        var samples = new double[(int)(seconds * SceneSound.SampleRate)];
        var thud = (int)(0.02 * SceneSound.SampleRate);
        Modes(samples, 0, 3, 1100, 0.006, 0.15);
        Modes(samples, thud, 6, 65, 0.06, 1);
        Modes(samples, thud, 4, 420, 0.012, 0.12);
        for (var rattle = 0; rattle < 3; rattle++)
            Modes(samples, thud + (int)((0.05 + 0.08 * random.NextDouble()) * SceneSound.SampleRate), 3, 700, 0.01, 0.03);
        return samples;

        void Modes(double[] into, int at, int count, double lowest, double decay, double amplitude)
        {
            for (var mode = 0; mode < count; mode++)
                DampedMode.Strike(into, at, lowest * Math.Pow(1.38, mode) * (0.92 + 0.16 * random.NextDouble()),
                    decay / (1 + 0.25 * mode), amplitude * (0.6 + 0.8 * random.NextDouble()));
        }
    }
}
