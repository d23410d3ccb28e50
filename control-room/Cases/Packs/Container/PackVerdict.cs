using Solutions.Edge.ControlRoom.Cases.Packs.Sealed;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Container;

/// <summary>Something of a pack that is not as it was signed.</summary>
/// <param name="Part">Of which entry; empty = of the ZIP as a whole.</param>
/// <param name="Words">What, in a sentence.</param>
/// <param name="Block">The 64-KiB block of the part, from 1; null = it is none in particular.</param>
internal sealed record PackFault(string Part, string Words, int? Block = null);

/// <summary>What a look at a pack found.</summary>
/// <param name="Manifest">What it states; null = it could not be read.</param>
/// <param name="IsSigned">Whether manifest and signature belong together.</param>
/// <param name="Fingerprint">Of the key that signed; null = it does not read.</param>
/// <param name="Faults">Everything that is not as signed, the first first; empty = it is whole.</param>
internal sealed record PackVerdict(PackManifest? Manifest, bool IsSigned, string? Fingerprint, IReadOnlyList<PackFault> Faults)
{
    /// <summary>What devices sealed; null = its bytes are not as signed, so that it was not looked at.</summary>
    public SealedVerdict? Sealed { get; init; }

    public bool IsWhole => IsSigned && Faults.Count == 0;
}
