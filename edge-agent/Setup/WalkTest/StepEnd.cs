using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>How a step ended.</summary>
/// <param name="Result">Green or amber.</param>
/// <param name="Words">What was measured.</param>
/// <param name="Reason">Why it is amber.</param>
/// <param name="Values">What was measured, in <paramref name="Unit"/>.</param>
/// <param name="Unit">g, dB or %.</param>
internal sealed record StepEnd(StepResult Result, string Words, string? Reason = null, IReadOnlyList<double>? Values = null, string? Unit = null);
