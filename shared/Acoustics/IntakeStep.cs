namespace Solutions.Edge.Acoustics;

/// <summary>A step of <see cref="Intake"/>.</summary>
/// <param name="Whole">Samples in it; 0 = there is no step yet.</param>
/// <param name="Head">How many at its beginning are lost.</param>
/// <param name="Captured">How many after these are sound; the rest is lost.</param>
internal readonly record struct IntakeStep(int Whole, int Head, int Captured);
