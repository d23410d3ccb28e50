namespace Solutions.Edge.Acoustics.Features;

/// <summary>A shout-like burst, found by <see cref="ShoutDetector"/>.</summary>
/// <param name="BeforeEnd">How long before the end of the second just taken in it began.</param>
/// <param name="Seconds">How long the sound itself stood over the threshold.</param>
/// <param name="LAFmax">Its greatest LAF in dB.</param>
/// <param name="Rise">How far that stood over the reference, in dB.</param>
/// <param name="Share">Share of its seconds' A-weighted energy in the bands 500 Hz to 4 kHz; null = not measured.</param>
public sealed record Shout(TimeSpan BeforeEnd, double Seconds, double LAFmax, double Rise, double? Share);
