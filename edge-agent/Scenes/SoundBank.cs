namespace Solutions.Edge.Agent.Scenes;

/// <summary>The sounds of one repetition, synthesised from its seed. Loops have an LAeq of 0 dB, clips a greatest LAF of 0 dB.</summary>
internal sealed class SoundBank
{
    public SoundBank(SoundScore score, int seed)
    {
        Loops = Each(score.Loops, (cue, other) => cue.SharesWith(other), (cue, i) => Loop(cue.Kind, new Random(HashCode(seed, 1, i))));
        Clips = Each(score.Clips, (cue, other) => cue.SharesWith(other), (cue, i) => Clip(cue, new Random(HashCode(seed, 2, i))));
    }

    /// <summary>A power of two of samples each, in the order of the score.</summary>
    public IReadOnlyList<float[]> Loops { get; }

    /// <summary>In the order of the score.</summary>
    public IReadOnlyList<float[]> Clips { get; }

    /// <summary>Spread far apart: neighbouring seeds of <see cref="Random"/> begin alike. (System.HashCode differs from run to run.)</summary>
    private static int HashCode(int seed, int list, int index) => unchecked((seed * 7919 + list) * 104_729 + index * 1_299_709);

    private static float[][] Each<T>(IReadOnlyList<T> cues, Func<T, T, bool> shares, Func<T, int, float[]> synthesise)
    {
        var sounds = new float[cues.Count][];
        for (var i = 0; i < sounds.Length; i++)
        {
            var first = 0;
            while (first < i && !shares(cues[first], cues[i]))
                first++;
            sounds[i] = first < i ? sounds[first] : synthesise(cues[i], i);
        }
        return sounds;
    }

    private static float[] Loop(LoopKind kind, Random random) => Loudness.ToLaeqZero(kind switch
    {
        LoopKind.Street => NoiseLoop.Swelling(random, f => Math.Pow(f, -1.0) / (1 + Math.Pow(45 / f, 4)) / (1 + Math.Pow(f / 2500, 2))),
        LoopKind.Room => NoiseLoop.Swelling(random, f => Math.Pow(f, -1.5) / (1 + Math.Pow(30 / f, 4))),
        LoopKind.Voices => VoicesLoop.Synthesise(random),
        LoopKind.Party => PartyLoop.Synthesise(random),
        LoopKind.BassMusic => BassMusicLoop.Synthesise(random),
        LoopKind.SweptAlarm => AlarmLoop.Swept(random),
        LoopKind.TwoToneAlarm => AlarmLoop.TwoTone(random),
        LoopKind.CarAlarm => CarAlarmLoop.Synthesise(random),
        LoopKind.ReversingBeeper => ReversingBeeperLoop.Synthesise(random),
        LoopKind.Wind => WindLoop.Synthesise(random),
        _ => RainLoop.Synthesise(random),
    });

    private static float[] Clip(ClipCue cue, Random random) => Loudness.ToLafMaxZero(cue.Kind switch
    {
        ClipKind.Shout => ShoutClip.Synthesise(random, cue.Seconds),
        ClipKind.Glass => GlassClip.Synthesise(random, cue.Seconds),
        ClipKind.Bang => BangClip.Synthesise(random, cue.Seconds),
        ClipKind.DoorSlam => DoorSlamClip.Synthesise(random, cue.Seconds),
        ClipKind.CarPass => CarPassClip.Synthesise(random, cue.Seconds),
        ClipKind.MotorbikePass => MotorbikePassClip.Synthesise(random, cue.Seconds),
        ClipKind.Revving => RevvingClip.Synthesise(random, cue.Seconds),
        _ => ClankClip.Synthesise(random, cue.Seconds),
    });
}
