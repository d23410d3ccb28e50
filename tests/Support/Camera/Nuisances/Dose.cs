namespace Solutions.Edge.Tests.Support.Camera.Nuisances;

/// <summary>How much of a nuisance.</summary>
/// <param name="Strength">Of its usual size, way or brightness; 1 = as usual.</param>
/// <param name="Pace">Of its usual speed; 1 = as usual.</param>
/// <param name="Seed">Another number, another place, phase and look of it.</param>
public sealed record Dose(double Strength = 1, double Pace = 1, int Seed = 0)
{
    /// <summary>The same numbers for the same seed, and other ones for each kind.</summary>
    public Random Chance(int kind) => new(unchecked(Seed * 1_299_709 + kind * 104_729 + 17));
}
