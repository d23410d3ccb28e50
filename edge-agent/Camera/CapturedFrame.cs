namespace Solutions.Edge.Agent.Camera;

/// <summary>What is known of a frame beside its pixels.</summary>
/// <param name="At">When it was captured.</param>
/// <param name="Skipped">How many frames since the one before were left out: the machine was too slow for them.</param>
/// <param name="Begins">True for the first frame, and for the first after a gap.</param>
internal readonly record struct CapturedFrame(DateTimeOffset At, long Skipped, bool Begins);
