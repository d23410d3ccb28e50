namespace Solutions.Edge.Contracts;

/// <summary>How a live microphone is, part of <see cref="HeartbeatRecord"/>.</summary>
public sealed record MicrophoneHealth
{
    /// <summary>
    /// What <see cref="State"/> may be: well, no sound at all, only zeros or less than its own noise, one value, cut off, off zero, mains hum.
    /// </summary>
    public static readonly IReadOnlyList<string> States = ["ok", "lost", "silent", "stuck", "clipping", "offset", "humming"];

    /// <summary>One of <see cref="States"/>; a state that a later agent names is taken as it is, 1 to 32 characters.</summary>
    public required string State { get; init; }

    /// <summary>How far its crystal is off, in parts per million; positive is fast.</summary>
    public required double RatePpm { get; init; }

    /// <summary>How far the sample clock was off the device's clock when it was last steered, in ms.</summary>
    public required double ClockErrorMs { get; init; }

    /// <summary>Times that its buffer overran, since the agent's start.</summary>
    public required long Overruns { get; init; }

    /// <summary>Reads that gave less than 50 ms although more was there, since the agent's start.</summary>
    public required long ShortReads { get; init; }

    /// <summary>Samples that were not delivered, since the agent's start.</summary>
    public required long Lost { get; init; }

    /// <summary>Mean of a second's samples as a share of full scale, -1 to 1; null = not known.</summary>
    public double? Offset { get; init; }
}
