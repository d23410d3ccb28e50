using System.Security.Cryptography;

namespace Solutions.Edge.Contracts.Seals;

/// <summary>The tree of hashes of RFC 9162, section 2.1, with SHA-256. Pure.</summary>
public static class MerkleTree
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashBytes = 32;

    private const byte LeafPrefix = 0, NodePrefix = 1;

    /// <summary>The hash of an entry (2.1.1).</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> entry)
    {
        Span<byte> prefixed = entry.Length < 1024 ? stackalloc byte[entry.Length + 1] : new byte[entry.Length + 1];
        prefixed[0] = LeafPrefix;
        entry.CopyTo(prefixed[1..]);
        return SHA256.HashData(prefixed);
    }

    /// <summary>The hash of a list (2.1.1).</summary>
    /// <param name="leaves">Hashes of its entries, as <see cref="Leaf"/> gives them.</param>
    public static byte[] Root(IReadOnlyList<byte[]> leaves) => leaves.Count == 0 ? SHA256.HashData([]) : Root(leaves, 0, leaves.Count);

    /// <summary>The path that shows an entry to be in a list (2.1.3.1).</summary>
    /// <param name="index">Of the entry, from 0.</param>
    /// <param name="leaves">Hashes of all entries.</param>
    public static IReadOnlyList<byte[]> Path(int index, IReadOnlyList<byte[]> leaves)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Count);
        var path = new List<byte[]>();
        for (var (from, to) = (0, leaves.Count); to - from > 1;)
        {
            var middle = from + Half(to - from);
            path.Add(index < middle ? Root(leaves, middle, to) : Root(leaves, from, middle));
            (from, to) = index < middle ? (from, middle) : (middle, to);
        }
        path.Reverse();
        return path;
    }

    /// <summary>The hash of the list that an entry is in by its path (2.1.3.2).</summary>
    /// <param name="leaf">Hash of the entry.</param>
    /// <param name="index">Of the entry, from 0.</param>
    /// <param name="size">How many entries the list has.</param>
    /// <param name="path">As <see cref="Path"/> gives it.</param>
    /// <returns>Null: no list of that size has such a path.</returns>
    public static byte[]? RootOf(byte[] leaf, long index, long size, IReadOnlyList<byte[]> path)
    {
        if (index < 0 || index >= size)
            return null;
        var (node, last, hash) = (index, size - 1, leaf);
        foreach (var sibling in path)
        {
            if (last == 0)
                return null;
            if (node % 2 == 1 || node == last)
            {
                hash = Node(sibling, hash);
                while (node % 2 == 0 && node != 0)
                    (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                hash = Node(hash, sibling);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 ? hash : null;
    }

    private static byte[] Root(IReadOnlyList<byte[]> leaves, int from, int to)
    {
        if (to - from == 1)
            return leaves[from];
        var middle = from + Half(to - from);
        return Node(Root(leaves, from, middle), Root(leaves, middle, to));
    }

    /// <summary>The largest power of two that is less than a count.</summary>
    private static int Half(int count)
    {
        var half = 1;
        while (half * 2 < count)
            half *= 2;
        return half;
    }

    private static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> both = stackalloc byte[1 + 2 * HashBytes];
        both[0] = NodePrefix;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(1 + HashBytes)..]);
        return SHA256.HashData(both);
    }
}
