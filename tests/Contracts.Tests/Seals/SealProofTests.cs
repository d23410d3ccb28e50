using System.Security.Cryptography;
using Solutions.Edge.Contracts.Seals;

namespace Solutions.Edge.Contracts.Tests.Seals;

public class SealProofTests
{
    private const string Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f";
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
    private static readonly string Device = new('d', Ids.MaxLength);

    [Fact]
    public void A_proof_of_the_longest_name_in_the_fullest_anchor_has_at_most_a_thousand_bytes()
    {
        var (proof, anchor, key) = Make(AnchoredRun.MostSeals, SealAnchor.MostRuns, SealAnchor.MostRuns - 1);
        Assert.Null(SealProof.Read(proof)!.FindFault(anchor, key));
        Assert.InRange(proof.Length, 700, SealProof.MostBytes);
    }

    /// <summary>What differs between two proofs is what the proofs hold of anything else: with other rows in the other minutes it is 32 bytes a hash.</summary>
    [Fact]
    public void A_proof_names_one_minute_and_holds_of_the_others_one_hash_a_step()
    {
        var (proof, _, _) = Make(5, runs: 3, index: 1);
        var of = SealProof.Read(proof)!.Of;
        Assert.Equal((Device, Start.AddMinutes(2)), (of.Device, of.Minute));
        var (head, signature, paths) = (6 + Device.Length + 16 + 8 + 8 + 8 + 32 + 32 + 16, 64, (3 + 2) * MerkleTree.HashBytes);
        Assert.Equal(5 + 8 + 1 + head + signature + 16 + 1 + 8 + 1 + paths, proof.Length);
    }

    [Fact]
    public void Every_byte_counts()
    {
        var (proof, anchor, key) = Make(5, runs: 3, index: 1);
        Assert.Null(SealProof.Read(proof)!.FindFault(anchor, key));
        for (var at = 0; at < proof.Length; at++)
        {
            var changed = (byte[])proof.Clone();
            changed[at] ^= 1;
            Assert.True(SealProof.Read(changed) is not { } read || read.FindFault(anchor, key) is not null, $"byte {at}");
            Assert.Null(SealProof.Read(proof.AsSpan(0, at)));
        }
        Assert.NotNull(SealProof.Read(proof)!.FindFault(anchor with { Root = SealRecord.None }, key));
    }

    private static List<SealRecord> Seals(int count, ECDsa key)
    {
        var (signer, seals) = (new SealSigner(Device, key, isVouchedFor: true), new List<SealRecord>());
        var rows = new Dictionary<string, SealedRows> { [Streams.Noise] = SealedRows.Of(1, [MerkleTree.Leaf([7])]) };
        for (var n = 0; n < count; n++)
        {
            var previous = n == 0 ? SealRecord.None : SealHead.DigestOf(Device, seals[^1]);
            seals.Add(signer.Sign(Boot, 12, n + 1, Start.AddMinutes(n), previous, rows));
        }
        return seals;
    }

    private static (byte[] Proof, SealAnchor Anchor, SealKey Key) Make(int count, int runs, int index)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var seals = Seals(count, key);
        var run = new AnchoredRun(Device, Boot, 1, [.. seals.Select(s => SealHead.DigestOf(Device, s))]);
        var leaves = Enumerable.Range(0, runs).Select(n => n == index ? run.Leaf : MerkleTree.Leaf(BitConverter.GetBytes(n))).ToList();
        var anchor = new SealAnchor(3, Start.AddDays(1), count, runs, Convert.ToHexStringLower(MerkleTree.Root(leaves)), SealRecord.None);
        return (SealProof.Make(Device, seals[2], anchor.Number, run, leaves, index).Write(), anchor,
            SealKey.Of(Device, Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), SealKeyKind.NotEnrolled));
    }
}
