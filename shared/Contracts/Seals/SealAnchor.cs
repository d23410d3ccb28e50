using System.Security.Cryptography;
using System.Text.Json;

namespace Solutions.Edge.Contracts.Seals;

/// <summary>One hash over all seals that a control room received since its last anchor, kept where it cannot change it.</summary>
/// <param name="Number">From 1, one more each.</param>
/// <param name="Made">When.</param>
/// <param name="Seals">How many seals it holds.</param>
/// <param name="Runs">How many runs they are of (<see cref="AnchoredRun"/>).</param>
/// <param name="Root">Hash of the tree over those, lower-case hexadecimal.</param>
/// <param name="Previous">SHA-256 of the anchor before as it was written; zeros = it is the first.</param>
public sealed record SealAnchor(long Number, DateTimeOffset Made, long Seals, int Runs, string Root, string Previous)
{
    /// <summary>Most runs of an anchor: a proof of one of its minutes stays within <see cref="SealProof.MostBytes"/>.</summary>
    public const int MostRuns = 1024;

    /// <summary>The anchor as it is kept, and cosigned byte for byte.</summary>
    public byte[] Write() => [.. JsonSerializer.SerializeToUtf8Bytes(this, ContractsJson.Default.SealAnchor), (byte)'\n'];

    /// <summary>SHA-256 of it as it is kept, lower-case hexadecimal.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Write()));

    /// <summary>The anchor of a file; null = it is none.</summary>
    public static SealAnchor? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var anchor = JsonSerializer.Deserialize(bytes, ContractsJson.Default.SealAnchor);
            return anchor is { Number: > 0 } && SealRecord.IsDigest(anchor.Root) && SealRecord.IsDigest(anchor.Previous) ? anchor : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Another agency's signature over an anchor: ECDSA with SHA-256, as <c>openssl dgst -sha256 -sign</c> makes it.</summary>
    /// <param name="anchor">The file's bytes.</param>
    /// <param name="key">PEM, with the private part.</param>
    /// <exception cref="ArgumentException">It is no key in PEM.</exception>
    /// <exception cref="CryptographicException">It is no private ECDSA key.</exception>
    public static byte[] Cosign(ReadOnlySpan<byte> anchor, string key)
    {
        using var signing = ECDsa.Create();
        signing.ImportFromPem(key);
        return signing.SignData(anchor, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>Whether a public key (PEM) made such a signature.</summary>
    /// <exception cref="ArgumentException">It is no key in PEM.</exception>
    public static bool IsCosigned(ReadOnlySpan<byte> anchor, ReadOnlySpan<byte> signature, string publicKey)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(publicKey);
        return key.VerifyData(anchor, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}

/// <summary>Seals of one run of a device in an anchor, numbered without a gap.</summary>
/// <param name="Device">The device.</param>
/// <param name="Boot">The run.</param>
/// <param name="From">Number of the first seal.</param>
/// <param name="Digests">Digest of each (<see cref="SealHead.DigestOf"/>), lower-case hexadecimal.</param>
public sealed record AnchoredRun(string Device, string Boot, long From, IReadOnlyList<string> Digests)
{
    /// <summary>Most seals of one: those of a day. A longer run is several.</summary>
    public const int MostSeals = 1440;

    internal IReadOnlyList<byte[]> Leaves => [.. Digests.Select(d => MerkleTree.Leaf(Convert.FromHexString(d)))];

    /// <summary>Hash of the tree over the seals, each by its digest.</summary>
    public byte[] Root => MerkleTree.Root(Leaves);

    /// <summary>Its hash in the anchor's tree.</summary>
    public byte[] Leaf => Entry(Device, Boot, From, Digests.Count, Root);

    /// <summary>The hash of an entry: u8 length + device in ASCII, 16 bytes boot, i64 first number, i64 how many, both big-endian, 32 bytes root.</summary>
    internal static byte[] Entry(string device, string boot, long from, long count, byte[] root)
    {
        var bytes = new byte[1 + device.Length + 16 + 16 + MerkleTree.HashBytes];
        bytes[0] = (byte)device.Length;
        System.Text.Encoding.ASCII.GetBytes(device, bytes.AsSpan(1));
        var rest = bytes.AsSpan(1 + device.Length);
        Convert.FromHexString(boot).CopyTo(rest);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(rest[16..], from);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(rest[24..], count);
        root.CopyTo(rest[32..]);
        return MerkleTree.Leaf(bytes);
    }
}
