namespace Solutions.Edge.Agent.Evidence;

/// <summary>A frame as it may be seen: 320 pixels wide, people pixelated.</summary>
/// <param name="At">When it was captured.</param>
/// <param name="Jpeg">Its bytes.</param>
internal sealed record Picture(DateTimeOffset At, byte[] Jpeg);
