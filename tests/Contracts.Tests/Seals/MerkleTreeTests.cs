using Solutions.Edge.Contracts.Seals;

namespace Solutions.Edge.Contracts.Tests.Seals;

/// <summary>Against the entries and roots that implementations of RFC 9162 and of its forerunner RFC 6962 are tested with.</summary>
public class MerkleTreeTests
{
    private static readonly string[] Entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void The_roots_are_the_known_ones() =>
        Assert.Equal(Roots, Enumerable.Range(0, Roots.Length).Select(n => Hex(MerkleTree.Root(Leaves(n)))));

    [Fact]
    public void The_path_of_the_first_of_eight_is_the_known_one() => Assert.Equal(
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
        MerkleTree.Path(0, Leaves(8)).Select(Hex));

    [Fact]
    public void A_path_leads_to_the_root_from_its_own_entry_and_place_alone()
    {
        foreach (var size in Enumerable.Range(1, 8))
        {
            foreach (var index in Enumerable.Range(0, size))
            {
                var (leaves, path) = (Leaves(size), MerkleTree.Path(index, Leaves(size)));
                Assert.Equal(Roots[size], Hex(MerkleTree.RootOf(leaves[index], index, size, path)!));
                foreach (var other in Enumerable.Range(0, size).Where(o => o != index))
                {
                    Assert.NotEqual(Roots[size], Hex(MerkleTree.RootOf(leaves[other], index, size, path) ?? []));
                    Assert.NotEqual(Roots[size], Hex(MerkleTree.RootOf(leaves[index], other, size, path) ?? []));
                }
                Assert.Null(MerkleTree.RootOf(leaves[index], index, size, [.. path, leaves[0]]));
                Assert.Null(MerkleTree.RootOf(leaves[index], size, size, path));
            }
        }
    }

    private static List<byte[]> Leaves(int count) => [.. Entries.Take(count).Select(e => MerkleTree.Leaf(Convert.FromHexString(e)))];

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
