namespace Solutions.Edge.Acoustics.Features;

/// <summary>A modulated tone in an <see cref="AlarmWindow"/>.</summary>
/// <param name="FirstStepsAgo">How many steps before the window's end it begins.</param>
/// <param name="LastStepsAgo">How many steps before that end it ends.</param>
/// <param name="LAeq">Of the whole window in dB, everything else in it included.</param>
/// <param name="LowIndex">Lowest band that holds a tenth of its energy or more.</param>
/// <param name="HighIndex">Highest such band.</param>
/// <param name="ModulationHertz">How often a second the pattern comes round.</param>
internal sealed record ModulatedTone(int FirstStepsAgo, int LastStepsAgo, double LAeq, int LowIndex, int HighIndex, double ModulationHertz);
