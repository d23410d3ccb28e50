namespace Solutions.Edge.Contracts;

/// <summary>One sound event found in the 10 ms trace of LAF. <see cref="UpRecord.T"/> is its start.</summary>
public sealed record SoundRecord : UpRecord
{
    /// <summary>The kind of a shout-like burst: 0.3 s to 3 s, at least 15 dB over the LAeq of the 30 s before it.</summary>
    public const string Shout = "shout";

    /// <summary>What it was like: <see cref="Shout"/>. Kinds this reader does not know are kept and take part in no rule.</summary>
    public required string Kind { get; init; }

    /// <summary>How long the level stood above its threshold, in seconds.</summary>
    public required double Duration { get; init; }

    /// <summary>Greatest LAF of the event in dB re 20 µPa.</summary>
    public required double Level { get; init; }

    /// <summary>How far <see cref="Level"/> stood over the LAeq of the 30 s before, in dB.</summary>
    public required double Rise { get; init; }

    /// <summary>Share of the A-weighted energy in the one-third-octave bands 500 Hz to 4 kHz over the event's seconds, 0 to 1; null = not measured.</summary>
    public double? Share { get; init; }

    /// <inheritdoc/>
    public override Fault? FindFault() => base.FindFault()
        ?? Unless(Kind is { Length: > 0 and <= 64 }, "kind", Kind, "a word of 1 to 64 characters")
        ?? Outside("duration", Duration, 0, 3600) ?? Outside("level", Level, -100, 220)
        ?? Outside("rise", Rise, -220, 220) ?? Outside("share", Share, 0, 1);
}
