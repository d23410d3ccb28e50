using System.Security.Cryptography;

namespace Solutions.Edge.Contracts.Tests;

public sealed class SealedSoundTests : IDisposable
{
    private static readonly DateTimeOffset From = new(2026, 11, 23, 23, 4, 5, TimeSpan.Zero);

    private readonly ECDiffieHellman site = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] key = WrappedKey.NewKey();
    private readonly byte[] content = new byte[2 * SealedSound.ContentBytes + 1000];

    public SealedSoundTests() => new Random(1).NextBytes(content);

    private string Public => Convert.ToBase64String(site.ExportSubjectPublicKeyInfo());

    public void Dispose() => site.Dispose();

    [Fact]
    public void What_is_sealed_opens_by_the_sites_private_key_alone()
    {
        var wrapped = WrappedKey.Wrap(key, Public, "c1");
        Assert.True(WrappedKey.IsWrapped(wrapped));
        Assert.NotEqual(wrapped, WrappedKey.Wrap(key, Public, "c1"));
        var blocks = SealedSound.Seal(key, "c1", content);
        Assert.Equal([65536, 65536, 1016], blocks.Select(b => b.Length));
        Assert.Equal(content, SealedSound.Open(WrappedKey.Unwrap(wrapped, site, "c1"), "c1", blocks.SelectMany(b => b).ToArray()));
        using var other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        Assert.ThrowsAny<CryptographicException>(() => WrappedKey.Unwrap(wrapped, other, "c1"));
        Assert.ThrowsAny<CryptographicException>(() => WrappedKey.Unwrap(wrapped, site, "c2"));
        Assert.ThrowsAny<CryptographicException>(() => WrappedKey.Unwrap(wrapped[..^4], site, "c1"));
    }

    [Theory]
    [InlineData(0, "block 0 of 3 of clip c1 (bytes 0 to 65535)")]
    [InlineData(65535, "block 0 of 3 of clip c1 (bytes 0 to 65535)")]
    [InlineData(65536, "block 1 of 3 of clip c1 (bytes 65536 to 131071)")]
    [InlineData(131080, "block 2 of 3 of clip c1 (bytes 131072 to 132087)")]
    public void A_flipped_byte_is_named_by_its_block(int at, string named)
    {
        var blocks = SealedSound.Seal(key, "c1", content).SelectMany(b => b).ToArray();
        blocks[at] ^= 1;
        Assert.StartsWith(named, Refused("c1", blocks), StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_that_are_left_out_swapped_cut_off_or_of_another_clip_do_not_open()
    {
        var blocks = SealedSound.Seal(key, "c1", content);
        Assert.StartsWith("block 0 of 2", Refused("c1", [.. blocks[1], .. blocks[2]]), StringComparison.Ordinal);
        Assert.StartsWith("block 0 of 3", Refused("c1", [.. blocks[1], .. blocks[0], .. blocks[2]]), StringComparison.Ordinal);
        Assert.StartsWith("block 1 of 2", Refused("c1", [.. blocks[0], .. blocks[1]]), StringComparison.Ordinal);
        Assert.StartsWith("block 2 of 3", Refused("c1", [.. blocks[0], .. blocks[1], .. blocks[2].AsSpan(0, 5)]), StringComparison.Ordinal);
        Assert.StartsWith("block 0 of 3", Refused("c2", [.. blocks.SelectMany(b => b)]), StringComparison.Ordinal);
        Assert.Equal("clip c1 has no block", Refused("c1", []));
    }

    [Fact]
    public void A_clips_file_states_its_start_and_the_level_of_full_scale_and_gives_back_what_was_measured()
    {
        float[] pascal = [0, 0.02f, -0.02f, 28.28f, -28.28f, 40, -40];
        var file = ClipWav.Write("c1", "d-1", From, 48_000, 120, [pascal[..3], pascal[3..]]);
        var read = ClipWav.Read(file);
        Assert.Equal((48_000, 120.0, From, 7), (read.SampleRate, read.FullScaleDb, read.From, read.Count));
        var back = read.Pascal();
        Assert.All(pascal.Take(5).Zip(back), p => Assert.Equal(p.First, p.Second, 1e-5));
        // More than full scale is cut off there.
        Assert.Equal([28.284f, -28.284f], back[5..].Select(p => MathF.Round(p, 3)));
        Assert.Throws<SealedSoundException>(() => ClipWav.Read(file.AsMemory(0, 600)));
        Assert.Throws<SealedSoundException>(() => ClipWav.Read(new byte[2000]));
    }

    private string Refused(string clip, byte[] blocks) => Assert.Throws<SealedSoundException>(() => SealedSound.Open(key, clip, blocks)).Message;
}
