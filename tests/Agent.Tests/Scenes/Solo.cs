using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Scenes;

/// <summary>One sound alone.</summary>
internal static class Solo
{
    /// <summary>A loop at an LAeq, as long as it is.</summary>
    public static float[] Loop(LoopKind kind, int seed, double laeq = 70) =>
        Play(new SoundScore([new(kind, [(0, laeq)])], []), seed, NoiseLoop.Samples);

    /// <summary>A clip with a LAFmax.</summary>
    public static float[] Clip(ClipKind kind, int seed, double seconds, double lafMax = 80) =>
        Play(new SoundScore([], [new(kind, 0, seconds, lafMax)]), seed, (int)(seconds * SceneSound.SampleRate));

    public static float[] Play(SoundScore score, int seed, int samples)
    {
        var pascal = new float[samples];
        new SceneSound(score, seed).Render(0, pascal);
        return pascal;
    }

    /// <summary>A-weighted level of every 10 ms, by the analogue network.</summary>
    public static double[] TenMillisecondLevels(float[] pascal)
    {
        const int step = SceneSound.SampleRate / 100;
        double[] samples = [.. pascal.Select(p => (double)p)];
        var weighted = Loudness.WeightA(samples, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)samples.Length));
        return [.. Enumerable.Range(0, samples.Length / step).Select(i => Energy.PressureLevelDb(weighted.Skip(i * step).Take(step).Sum(y => y * y) / step))];
    }
}
