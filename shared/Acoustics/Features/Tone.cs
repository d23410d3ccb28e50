namespace Solutions.Edge.Acoustics.Features;

/// <summary>A tone that goes on, or has ended, found by <see cref="ToneDetector"/>.</summary>
/// <param name="BeforeEnd">How long before the end of the second just taken in it last sounded.</param>
/// <param name="Seconds">How long it had gone on by then.</param>
/// <param name="GoesOn">False: it is over.</param>
/// <param name="Index">Its band (see <see cref="ThirdOctave"/>).</param>
/// <param name="BandDb">Unweighted Leq of the band over all its seconds, in dB.</param>
/// <param name="ExcessDb">How far that stands over the louder neighbour's, in dB.</param>
public sealed record Tone(TimeSpan BeforeEnd, double Seconds, bool GoesOn, int Index, double BandDb, double ExcessDb);
