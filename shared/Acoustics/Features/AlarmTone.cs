namespace Solutions.Edge.Acoustics.Features;

/// <summary>A modulated tone that goes on, or has ended, found by <see cref="AlarmToneDetector"/>.</summary>
/// <param name="BeforeEnd">How long before the end of the second just taken in it last sounded.</param>
/// <param name="Seconds">How long it had gone on by then, pauses of up to 10 s included.</param>
/// <param name="GoesOn">False: it is over.</param>
/// <param name="LAFmax">Greatest LAF in dB since it began.</param>
/// <param name="Rise">How far the LAeq of its loudest 4 s stood over that of up to 30 s before it began, in dB; null = there was no signal before.</param>
/// <param name="LowIndex">Lowest band (see <see cref="ThirdOctave"/>) that holds a tenth of its energy or more.</param>
/// <param name="HighIndex">Highest such band: the same of a pulsed tone, another of two tones or a sweep.</param>
/// <param name="ModulationHertz">How often a second the pattern comes round, 0.5 to 20.</param>
public sealed record AlarmTone(
    TimeSpan BeforeEnd, double Seconds, bool GoesOn, double LAFmax, double? Rise, int LowIndex, int HighIndex, double ModulationHertz);
