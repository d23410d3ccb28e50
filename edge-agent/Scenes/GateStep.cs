using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>A change of a generated gate. Before the first step the leaf is closed and the bolt thrown.</summary>
/// <param name="At">Seconds from the start of the repetition.</param>
/// <param name="Contact">The contact after the step.</param>
/// <param name="Bolt">The bolt after the step.</param>
/// <param name="Shock">The shock that was felt in g; null = none.</param>
/// <param name="Unlock">Whether a valid electronic unlock is active; null = the lock is not electronic.</param>
/// <param name="Button">Whether the night button is down; null = as before.</param>
internal sealed record GateStep(double At, ContactState? Contact, BoltState? Bolt, double? Shock, bool? Unlock, bool? Button = null);
