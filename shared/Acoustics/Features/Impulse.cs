namespace Solutions.Edge.Acoustics.Features;

/// <summary>A bang-like sound, found by <see cref="ImpulseDetector"/>. Levels of 10 ms are A-weighted.</summary>
/// <param name="BeforeEnd">How long before the end of the second just taken in it began.</param>
/// <param name="Seconds">How long it lasted: until it was 20 dB under its greatest 10 ms, or within 5 dB of what was before.</param>
/// <param name="LAFmax">Its greatest LAF in dB.</param>
/// <param name="Rise">How far its greatest 10 ms stood over what was before, in dB.</param>
/// <param name="RiseSeconds">In what time it rose by the first 20 dB, in steps of 0.01 s.</param>
/// <param name="Prominence">
/// Predicted prominence P = 3 lg(OR) + 2 lg(LD) of NT ACOU 112:2002 and BS 4142:2014+A1:2019, Annex E: onset rate OR in dB/s and level difference LD
/// in dB of LAF.
/// </param>
/// <param name="HighShare">Share of the A-weighted energy of its first 0.2 s over 4 kHz, 0 to 1: glass has much of it, a thud little; null where the
/// sample rate hides those bands.</param>
/// <param name="VoiceShare">Share of the same energy in the bands 500 Hz to 4 kHz, 0 to 1.</param>
public sealed record Impulse(
    TimeSpan BeforeEnd, double Seconds, double LAFmax, double Rise, double RiseSeconds, double Prominence, double? HighShare, double VoiceShare);
