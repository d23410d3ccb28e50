using Solutions.Edge.Contracts.Seals;

namespace Solutions.Edge.ControlRoom.Seals;

/// <summary>
/// Seals of one run of a device and the anchor that holds them, with all that shows it (RFC 9162, 2.1.3). Of other devices it has hashes only.
/// </summary>
/// <param name="Anchor">The anchor.</param>
/// <param name="Device">The device.</param>
/// <param name="Boot">The run.</param>
/// <param name="From">Number of the first seal.</param>
/// <param name="Digests">Digest of each, 32 bytes, one after the other, base64.</param>
/// <param name="Place">Of the run in the anchor's tree, from 0.</param>
/// <param name="Path">From there to the root, base64 each.</param>
internal sealed record HeldRun(SealAnchor Anchor, string Device, string Boot, long From, string Digests, int Place, IReadOnlyList<string> Path)
{
    private byte[]? bytes;

    private byte[] Bytes => bytes ??= Convert.FromBase64String(Digests);

    private int Count => Bytes.Length / MerkleTree.HashBytes;

    public static HeldRun Of(SealAnchor anchor, AnchoredRun run, int place, IReadOnlyList<byte[]> leaves) => new(anchor, run.Device, run.Boot, run.From,
        Convert.ToBase64String([.. run.Digests.SelectMany(Convert.FromHexString)]), place, [.. MerkleTree.Path(place, leaves).Select(Convert.ToBase64String)]);

    /// <summary>The digest of a seal of that number, lower-case hexadecimal; null = it is not among them.</summary>
    public string? DigestOf(string device, string boot, long seq) => device == Device && boot == Boot && seq >= From && seq < From + Count
        ? Convert.ToHexStringLower(Bytes.AsSpan((int)(seq - From) * MerkleTree.HashBytes, MerkleTree.HashBytes)) : null;

    /// <summary>Why the anchor does not hold them, in words; null = it does.</summary>
    public string? FindFault()
    {
        try
        {
            var run = new AnchoredRun(Device, Boot, From, [.. Bytes.Chunk(MerkleTree.HashBytes).Select(Convert.ToHexStringLower)]);
            return MerkleTree.RootOf(run.Leaf, Place, Anchor.Runs, [.. Path.Select(Convert.FromBase64String)]) is { } root
                && Convert.ToHexStringLower(root) == Anchor.Root ? null : $"anchor {Anchor.Number} does not hold these seals of run {Boot}";
        }
        catch (FormatException)
        {
            return $"what it states of anchor {Anchor.Number} does not read";
        }
    }
}
