namespace Solutions.Edge.Contracts;

/// <summary>What of a device does not work, part of <see cref="HeartbeatRecord"/>.</summary>
/// <param name="Part">microphone, camera, gate, shock, climate or supply; a part that a later agent names is taken as it is, 1 to 32 characters.</param>
/// <param name="Words">What it is, its likely cause and its cure, 1 to <see cref="HeartbeatRecord.MaxFaultLength"/> characters.</param>
public sealed record PartFault(string Part, string Words);
