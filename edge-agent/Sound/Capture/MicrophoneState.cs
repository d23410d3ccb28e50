namespace Solutions.Edge.Agent.Sound.Capture;

/// <summary>What is known of a live microphone's capture.</summary>
/// <param name="RatePpm">How far its crystal is off, in parts per million.</param>
/// <param name="ClockErrorMs">What the sample clock was off the machine's when it was last steered, in ms.</param>
/// <param name="Overruns">Times that the card's buffer overran, since the start.</param>
/// <param name="LostSamples">Samples that were not delivered, since the start.</param>
/// <param name="ShortReads">Reads that gave less than a period although more was there, since the start.</param>
/// <param name="Raw">The last second's samples as they came; null = there was none.</param>
/// <param name="Fault">Why there is no sound now; null = there is.</param>
internal sealed record MicrophoneState(
    double RatePpm, double ClockErrorMs, long Overruns, long LostSamples, long ShortReads, RawSecond? Raw, string? Fault);
