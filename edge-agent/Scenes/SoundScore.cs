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

    /// <summary>A club with its door open, as in the street outside.</summary>
    BassMusic,

    /// <summary>The sounder on an alarmed building, swept.</summary>
    SweptAlarm,

    /// <summary>The sounder on an alarmed building, two tones in turn.</summary>
    TwoToneAlarm,

    /// <summary>The siren in a car: one pattern after another.</summary>
    CarAlarm,

    /// <summary>A lorry reverses. No alarm, though it beeps.</summary>
    ReversingBeeper,

    /// <summary>Wind on the microphone itself.</summary>
    Wind,

    /// <summary>Rain on the ground and on the microphone's enclosure.</summary>
    Rain,
}

/// <summary>Sounds that happen.</summary>
internal enum ClipKind
{
    /// <summary>One shout.</summary>
    Shout,

    /// <summary>Metal on metal.</summary>
    Clank,

    /// <summary>A pane breaks and falls.</summary>
    Glass,

    /// <summary>A banger goes off.</summary>
    Bang,

    /// <summary>A door falls shut. No bang, though it is sudden.</summary>
    DoorSlam,

    /// <summary>A car drives past.</summary>
    CarPass,

    /// <summary>A motorcycle accelerates past.</summary>
    MotorbikePass,

    /// <summary>A loud exhaust is revved at a standstill.</summary>
    Revving,
}

/// <summary>A sound that goes on.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Levels">Its LAeq in dB over time in seconds, linear between points. One point: always so. Several: silent outside them.</param>
/// <param name="Take">Cues of one kind and take play one and the same loop; null = one of its own.</param>
internal sealed record LoopCue(LoopKind Kind, IReadOnlyList<(double At, double Db)> Levels, int? Take = null)
{
    public bool SharesWith(LoopCue other) => Take is not null && (Kind, Take) == (other.Kind, other.Take);

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
/// <param name="Take">Cues of one kind, length and take play one and the same clip; null = one of its own.</param>
internal sealed record ClipCue(ClipKind Kind, double At, double Seconds, double LAFmax, int? Take = null)
{
    public bool SharesWith(ClipCue other) => Take is not null && (Kind, Seconds, Take) == (other.Kind, other.Seconds, other.Take);
}

/// <summary>The sound of a story.</summary>
internal sealed record SoundScore(IReadOnlyList<LoopCue> Loops, IReadOnlyList<ClipCue> Clips);
