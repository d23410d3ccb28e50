using Solutions.Edge.ControlRoom.Cases.Packs;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Packs;

public class VerifyCommandTests
{
    private static readonly CancellationToken Stopping = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_whole_pack_is_0_a_changed_one_1_and_what_is_no_pack_2()
    {
        using var folder = new TemporaryFolder();
        var pack = await SamplePack.MakeAsync(Stopping);
        Assert.Equal(0, Verify(pack.Bytes, null, out var words));
        Assert.Contains("WHOLE: 7 parts", words, StringComparison.Ordinal);
        Assert.Contains(pack.Fingerprint, words, StringComparison.Ordinal);
        Assert.Equal(1, Verify(pack.Flipped((int)pack.Region("pack.pdf").At + 70_000, 1), null, out words));
        Assert.StartsWith("CHANGED: pack.pdf is not as it was signed: block 2 of 3", words, StringComparison.Ordinal);
        Assert.Equal(1, Verify(pack.Flipped(100, 1), null, out words));
        Assert.Contains("manifest.json", words, StringComparison.Ordinal);
        Assert.Equal(2, Verify([.. "no pack at all"u8], null, out words));
        Assert.Equal(2, Verify([], null, out words));
        using var none = new StringWriter();
        Assert.Equal(2, VerifyCommand.Verify(Path.Combine(folder.Path, "gone.zip"), null, none, none));
    }

    [Fact]
    public async Task A_pack_that_another_key_signed_is_not_whole_for_those_that_name_the_key()
    {
        using var folder = new TemporaryFolder();
        var (pack, forged) = (await SamplePack.MakeAsync(Stopping), await SamplePack.MakeAsync(Stopping, PackKey.Open(folder.Path, demonstration: true)));
        Assert.Equal(0, Verify(pack.Bytes, pack.Fingerprint.ToUpperInvariant(), out _));
        Assert.Equal(0, Verify(forged.Bytes, null, out _));
        Assert.Equal(1, Verify(forged.Bytes, pack.Fingerprint, out var words));
        Assert.Contains($"must be signed by the key {pack.Fingerprint}", words, StringComparison.Ordinal);
        Assert.Equal(2, Verify(pack.Bytes, "abc", out words));
        Assert.Contains("64 hexadecimal digits", words, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_is_made_once_kept_for_this_user_alone_and_marked_in_a_demonstration()
    {
        using var folder = new TemporaryFolder();
        var first = PackKey.Open(folder.Path, demonstration: false);
        Assert.Equal(first.Fingerprint, PackKey.Open(folder.Path, demonstration: false).Fingerprint);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, "packs", "pack.key")));
        Assert.Throws<InvalidOperationException>(() => PackKey.Open(folder.Path, demonstration: true));
        File.WriteAllText(Path.Combine(folder.Path, "packs", "pack.key"), "no key");
        Assert.Contains("does not read", Assert.Throws<InvalidOperationException>(() => PackKey.Open(folder.Path, demonstration: false)).Message,
            StringComparison.Ordinal);
    }

    private static int Verify(byte[] pack, string? key, out string words)
    {
        using var folder = new TemporaryFolder();
        using var said = new StringWriter();
        var file = Path.Combine(folder.Path, "PACK.zip");
        File.WriteAllBytes(file, pack);
        var code = VerifyCommand.Verify(file, key, said, said);
        words = said.ToString();
        return code;
    }
}
