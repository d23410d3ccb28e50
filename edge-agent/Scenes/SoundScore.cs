namespace Solutions.Edge.Agent.Scenes;

/// <summary>Sounds that go on.</summary>
internal enum LoopKind
{
    /// <summary>Distant traffic.</summary>
    Street,

    /// <summary>A quiet bedroom.</summary>
    Room,

    /// <summary>Several people talking at once.</summary>
    Voices,

    /// <summary>Music next door: what a wall lets through.</summary>
    Party,
}

/// <summary>Sounds that happen.</summary>
internal enum ClipKind
{
    /// <summary>One shout.</summary>
    Shout,

    /// <summary>Metal on metal.</summary>
    Clank,
}

/// <summary>A sound that goes on.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Levels">Its LAeq in dB over time in seconds, linear between points. One point: always so. Several: silent outside them.</param>
internal sealed record LoopCue(LoopKind Kind, IReadOnlyList<(double At, double Db)> Levels)
{
    /// <summary>Factor that lifts a loop of 0 dB to its level.</summary>
    public double GainAt(double seconds)
    {
        if (Levels is [var always])
            return Gain(always.Db);
        for (var i = 1; i < Levels.Count; i++)
        {
            var ((t0, db0), (t1, db1)) = (Levels[i - 1], Levels[i]);
            if (seconds >= t0 && seconds < t1)
                return Gain(db0 + (db1 - db0) * (seconds - t0) / (t1 - t0));
        }
        return 0;

        static double Gain(double db) => Math.Pow(10, db / 20);
    }
}

/// <summary>A sound that happens.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">When it starts, in seconds.</param>
/// <param name="Seconds">How long it lasts.</param>
/// <param name="LAFmax">Its own greatest A-weighted, F time-weighted level in dB.</param>
internal sealed record ClipCue(ClipKind Kind, double At, double Seconds, double LAFmax);

/// <summary>What is heard in a story.</summary>
internal sealed record SoundScore(IReadOnlyList<LoopCue> Loops, IReadOnlyList<ClipCue> Clips);
