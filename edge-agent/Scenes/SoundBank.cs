namespace Solutions.Edge.Agent.Scenes;

/// <summary>The sounds of one repetition, synthesised from its seed. Loops have an LAeq of 0 dB, clips a greatest LAF of 0 dB.</summary>
internal sealed class SoundBank
{
    public SoundBank(SoundScore score, int seed)
    {
        Loops = [.. score.Loops.Select((cue, i) => Loop(cue.Kind, new Random(HashCode(seed, 1, i))))];
        Clips = [.. score.Clips.Select((cue, i) => Clip(cue, new Random(HashCode(seed, 2, i))))];
    }

    /// <summary>A power of two of samples each, in the order of the score.</summary>
    public IReadOnlyList<float[]> Loops { get; }

    /// <summary>In the order of the score.</summary>
    public IReadOnlyList<float[]> Clips { get; }

    /// <summary>Spread far apart: neighbouring seeds of <see cref="Random"/> begin alike. (System.HashCode differs from run to run.)</summary>
    private static int HashCode(int seed, int list, int index) => unchecked((seed * 7919 + list) * 104_729 + index * 1_299_709);

    private static float[] Loop(LoopKind kind, Random random) => kind switch
    {
        LoopKind.Street => Loudness.ToLaeqZero(NoiseLoop.Swelling(random, f => Math.Pow(f, -1.0) / (1 + Math.Pow(45 / f, 4)) / (1 + Math.Pow(f / 2500, 2)))),
        LoopKind.Room => Loudness.ToLaeqZero(NoiseLoop.Swelling(random, f => Math.Pow(f, -1.5) / (1 + Math.Pow(30 / f, 4)))),
        LoopKind.Voices => Loudness.ToLaeqZero(VoicesLoop.Synthesise(random)),
        _ => Loudness.ToLaeqZero(PartyLoop.Synthesise(random)),
    };

    private static float[] Clip(ClipCue cue, Random random) => Loudness.ToLafMaxZero(cue.Kind switch
    {
        ClipKind.Shout => ShoutClip.Synthesise(random, cue.Seconds),
        _ => ClankClip.Synthesise(random, cue.Seconds),
    });
}
