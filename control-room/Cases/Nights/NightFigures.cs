using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Cases.Nights;

/// <summary>A night in figures, by the same code as the API's intervals.</summary>
/// <param name="Until">Up to when they reach: the night's end, or now.</param>
/// <param name="Whole">Of all of it; null = nothing was measured.</param>
/// <param name="LoudestAt">When LAFmax was; null = it is not known.</param>
/// <param name="IsSecond">True: the second of it is known; false: only its minute.</param>
/// <param name="Quarters">Of each 15 minutes that anything is known of, in order.</param>
internal sealed record NightFigures(DateTimeOffset Until, NoiseInterval? Whole, DateTimeOffset? LoudestAt, bool IsSecond, IReadOnlyList<NoiseInterval> Quarters)
{
    /// <summary>How much of it was measured, in %.</summary>
    public double Capture => Whole?.Capture ?? 0;
}
