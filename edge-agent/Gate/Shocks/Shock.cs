namespace Solutions.Edge.Agent.Gate.Shocks;

/// <summary>A shock at its peak.</summary>
/// <param name="At">When.</param>
/// <param name="G">Acceleration beside gravity's, in g.</param>
internal readonly record struct Shock(DateTimeOffset At, double G);
