using Solutions.Edge.ControlRoom.Cases.Packs.Container;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Sealed;

/// <summary>What the seals of devices in a pack say of its rows.</summary>
/// <param name="Faults">Rows and seals that are not as a device sealed them, the first first; empty = all are.</param>
/// <param name="Lines">What was checked and by what, and what speaks for nothing, as sentences.</param>
internal sealed record SealedVerdict(IReadOnlyList<PackFault> Faults, IReadOnlyList<string> Lines);
