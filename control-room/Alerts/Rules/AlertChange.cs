namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>A change of an alert and the journal row that records it.</summary>
/// <param name="Alert">The alert after the change: a copy.</param>
/// <param name="Transition">What happened.</param>
internal sealed record AlertChange(Alert Alert, AlertTransition Transition);
