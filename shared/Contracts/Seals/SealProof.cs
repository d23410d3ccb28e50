using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Solutions.Edge.Contracts.Seals;

/// <summary>Shows that a seal is in an anchor, at most <see cref="MostBytes"/> long; it holds nothing of any other but hashes.</summary>
/// <remarks>
/// Numbers are big-endian. "SEPF", u8 1, i64 number of the anchor, u8 length + the signed bytes (<see cref="SealHead"/>), 64 bytes signature; the seal in its
/// run: i64 number of the first, i64 how many, u8 hashes of the path, 32 bytes each; the run in the anchor: i32 index, i32 how many, u8 hashes, 32 bytes each.
/// </remarks>
public sealed class SealProof
{
    /// <summary>The longest: of a run of <see cref="AnchoredRun.MostSeals"/> in an anchor of <see cref="SealAnchor.MostRuns"/>.</summary>
    public const int MostBytes = 1000;

    private const int SignatureBytes = 64;

    private static ReadOnlySpan<byte> Mark => "SEPF\u0001"u8;

    private SealProof(long anchor, byte[] head, byte[] signature, (long First, long Count, IReadOnlyList<byte[]> Path) inRun,
        (int Index, int Count, IReadOnlyList<byte[]> Path) inAnchor) =>
        (Anchor, Head, Signature, InRun, InAnchor) = (anchor, head, signature, inRun, inAnchor);

    /// <summary>Number of the anchor.</summary>
    public long Anchor { get; }

    /// <summary>The device, the minute and the id of the key.</summary>
    /// <exception cref="FormatException">The signed bytes are none.</exception>
    public (string Device, DateTimeOffset Minute, string Key) Of => SealHead.Read(Head) ?? throw new FormatException("the seal in the proof does not read");

    private byte[] Head { get; }

    private byte[] Signature { get; }

    private (long First, long Count, IReadOnlyList<byte[]> Path) InRun { get; }

    private (int Index, int Count, IReadOnlyList<byte[]> Path) InAnchor { get; }

    /// <summary>The proof of a seal.</summary>
    /// <param name="device">Whose it is.</param>
    /// <param name="seal">The seal.</param>
    /// <param name="anchor">Number of the anchor that holds it.</param>
    /// <param name="run">The run in it that holds it.</param>
    /// <param name="runs">Hashes of all runs in it (<see cref="AnchoredRun.Leaf"/>).</param>
    /// <param name="index">Of the run, from 0.</param>
    public static SealProof Make(string device, SealRecord seal, long anchor, AnchoredRun run, IReadOnlyList<byte[]> runs, int index) =>
        new(anchor, SealHead.Bytes(device, seal), Convert.FromBase64String(seal.Signature),
            (run.From, run.Digests.Count, MerkleTree.Path((int)(seal.Seq - run.From), run.Leaves)), (index, runs.Count, MerkleTree.Path(index, runs)));

    /// <summary>The proof's bytes.</summary>
    public byte[] Write()
    {
        using var bytes = new MemoryStream();
        bytes.Write(Mark);
        Long(bytes, Anchor);
        bytes.WriteByte((byte)Head.Length);
        bytes.Write(Head);
        bytes.Write(Signature);
        Long(bytes, InRun.First);
        Long(bytes, InRun.Count);
        Path(bytes, InRun.Path);
        Long(bytes, ((long)InAnchor.Index << 32) | (uint)InAnchor.Count);
        Path(bytes, InAnchor.Path);
        return bytes.ToArray();
    }

    /// <summary>The proof of a file; null = it is none.</summary>
    public static SealProof? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (!bytes.StartsWith(Mark))
                return null;
            var rest = bytes[Mark.Length..];
            var anchor = Long(ref rest);
            var head = Take(ref rest, 1)[0] is var length ? Take(ref rest, length).ToArray() : [];
            var signature = Take(ref rest, SignatureBytes).ToArray();
            var (first, count, path) = (Long(ref rest), Long(ref rest), Path(ref rest));
            var place = Long(ref rest);
            var proof = new SealProof(anchor, head, signature, (first, count, path), ((int)(place >> 32), (int)place, Path(ref rest)));
            return rest.IsEmpty && SealHead.Read(head) is not null ? proof : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            // It ends too early.
            return null;
        }
    }

    /// <summary>Why it does not show that a device sealed a minute, in words; null = it does. The key may have expired or been revoked since.</summary>
    /// <param name="anchor">The anchor that it names.</param>
    /// <param name="key">The key that it names.</param>
    public string? FindFault(SealAnchor anchor, SealKey key)
    {
        var (device, minute, id) = Of;
        if (Anchor != anchor.Number)
            return $"it is of anchor {Anchor}, and this is anchor {anchor.Number}";
        if (id != key.Id || device != key.Device)
            return $"it is of device {device} and key {id}, and this is key {key.Id} of device {key.Device}";
        if (!key.HasMade(Signature, Head))
            return "the key did not sign its seal";
        if (key.FindFault(minute) is { } fault)
            return fault;
        // Boot and number stand in the signed bytes, after the device.
        var rest = Head.AsSpan(6 + device.Length);
        var (boot, seq) = (Convert.ToHexStringLower(rest[..16]), BinaryPrimitives.ReadInt64BigEndian(rest[24..]));
        var root = MerkleTree.RootOf(MerkleTree.Leaf(SHA256.HashData(Head)), seq - InRun.First, InRun.Count, InRun.Path) is { } run
            ? MerkleTree.RootOf(AnchoredRun.Entry(device, boot, InRun.First, InRun.Count, run), InAnchor.Index, InAnchor.Count, InAnchor.Path) : null;
        return InAnchor.Count == anchor.Runs && root is not null && Convert.ToHexStringLower(root) == anchor.Root ? null : "its seal is not in that anchor";
    }

    private static void Long(MemoryStream bytes, long value)
    {
        Span<byte> room = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(room, value);
        bytes.Write(room);
    }

    private static void Path(MemoryStream bytes, IReadOnlyList<byte[]> path)
    {
        bytes.WriteByte((byte)path.Count);
        foreach (var hash in path)
            bytes.Write(hash);
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int count)
    {
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    private static long Long(ref ReadOnlySpan<byte> rest) => BinaryPrimitives.ReadInt64BigEndian(Take(ref rest, sizeof(long)));

    private static byte[][] Path(ref ReadOnlySpan<byte> rest)
    {
        var path = new byte[Take(ref rest, 1)[0]][];
        for (var i = 0; i < path.Length; i++)
            path[i] = Take(ref rest, MerkleTree.HashBytes).ToArray();
        return path;
    }
}
