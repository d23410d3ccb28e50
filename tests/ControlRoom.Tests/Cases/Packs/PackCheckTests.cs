using System.IO.Compression;
using System.Text;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Packs;

/// <summary>Whatever is changed in a pack is found, and the place of it named.</summary>
public class PackCheckTests
{
    private static readonly CancellationToken Stopping = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pack_as_it_was_made_is_whole_and_reads_as_any_ZIP()
    {
        var pack = await SamplePack.MakeAsync(Stopping);
        var verdict = Check(pack.Bytes);
        Assert.True(verdict.IsWhole, string.Join('\n', verdict.Faults));
        Assert.Equal(pack.Fingerprint, verdict.Fingerprint);
        using var zip = new ZipArchive(new MemoryStream(pack.Bytes));
        Assert.Equal(["manifest.json", "manifest.sig", .. pack.Manifest.Parts.Select(p => p.Name)], zip.Entries.Select(e => e.FullName));
        Assert.All(zip.Entries.Skip(2), e => Assert.Equal(pack.Manifest.Parts.Single(p => p.Name == e.FullName).Bytes, e.Length));
    }

    [Fact]
    public async Task The_same_parts_make_the_same_bytes_but_for_the_signature()
    {
        using var folder = new TemporaryFolder();
        var key = PackKey.Open(folder.Path, demonstration: false);
        var (first, second) = (await SamplePack.MakeAsync(Stopping, key), await SamplePack.MakeAsync(Stopping, key));
        Assert.Equal(first.Layout.Select(r => (r.At, r.Length, r.Name)), second.Layout.Select(r => (r.At, r.Length, r.Name)));
        // The signature's value stands in its content and, as its CRC, in its header and directory entry.
        Assert.All(first.Layout.Where(r => r.Name != PackManifest.SignatureName), r => Assert.Equal(
            first.Bytes.AsSpan((int)r.At, (int)r.Length), second.Bytes.AsSpan((int)r.At, (int)r.Length)));
    }

    [Fact]
    public async Task A_byte_flipped_in_any_region_is_found_and_the_region_named()
    {
        // All of the ZIP's own bytes, which are looked at faster in a small one.
        var small = await SamplePack.MakeAsync(Stopping, rows: 9, picture: 90);
        foreach (var region in small.Layout.Where(r => r.Length <= 400))
        {
            for (var place = 0; place < region.Length; place++)
                AssertNamed(small, region, place, 0x01);
        }
        // Of content the ends of each block and places between.
        var pack = await SamplePack.MakeAsync(Stopping);
        foreach (var region in pack.Layout)
        {
            foreach (var place in Enumerable.Range(0, (int)region.Length).Where(i => i % PackManifest.BlockLength is 0 or PackManifest.BlockLength - 1
                || i % 9973 == 0).Append((int)region.Length - 1))
                AssertNamed(pack, region, place, 0x01);
            AssertNamed(pack, region, (int)region.Length / 2, 0x80);
        }
    }

    [Fact]
    public async Task A_row_that_was_changed_in_place_is_named_by_its_number()
    {
        var pack = await SamplePack.MakeAsync(Stopping);
        var region = pack.Region("nights/2026-11-23.csv");
        var text = Encoding.UTF8.GetString(pack.Bytes, (int)region.At, (int)region.Length);
        var at = text.IndexOf("\n7321,", StringComparison.Ordinal) + 1;
        var changed = pack.Flipped((int)region.At + at, 0x01);
        Assert.Contains("row 7321 (line 7322) was changed", Check(changed).Faults[0].Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Any_row_removed_from_any_text_part_is_named_by_its_number(bool isWrittenAnew)
    {
        var pack = await SamplePack.MakeAsync(Stopping);
        foreach (var part in pack.Manifest.Parts.Where(p => p.Rows is not null))
        {
            var region = pack.Region(part.Name);
            var lines = Encoding.UTF8.GetString(pack.Bytes, (int)region.At, (int)region.Length).Split('\n')[..^1];
            foreach (var gone in new[] { 0, lines.Length / 2, lines.Length - 1 }.Distinct())
            {
                var rest = string.Concat(lines.Where((_, i) => i != gone).Select(l => l + "\n"));
                var verdict = Check(isWrittenAnew ? pack.WrittenAnew(part.Name, rest) : pack.Replaced(region, Encoding.UTF8.GetBytes(rest)));
                var words = verdict.Faults[0].Words;
                Assert.StartsWith(part.Name + " is not as it was signed", words, StringComparison.Ordinal);
                Assert.Contains(part.Name.EndsWith(".csv", StringComparison.Ordinal) && gone > 0 ? $"row {gone} (line {gone + 1}) was removed"
                    : $"line {gone + 1}", words, StringComparison.Ordinal);
                Assert.Contains("was removed", words, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_part_that_is_missing_added_or_of_another_name_is_named()
    {
        var pack = await SamplePack.MakeAsync(Stopping);
        foreach (var part in pack.Manifest.Parts)
            Assert.Equal($"{part.Name} is missing.", Check(pack.WrittenAnew(part.Name, null)).Faults[0].Words);
        Assert.Equal("nights/more.csv was added: it was not signed.", Assert.Single(Check(pack.WrittenAnew("nights/more.csv", "a\n")).Faults).Words);
        Assert.Contains("written anew by another program", Assert.Single(Check(pack.WrittenAnew("", null)).Faults).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_cut_off_or_put_behind_the_end_are_named()
    {
        var pack = await SamplePack.MakeAsync(Stopping);
        Assert.StartsWith("3 bytes were added behind the end", Assert.Single(Check([.. pack.Bytes, 1, 2, 3]).Faults).Words, StringComparison.Ordinal);
        foreach (var cut in new[] { 1, 30, pack.Bytes.Length / 2, pack.Bytes.Length - 10 })
            Assert.NotEmpty(Check(pack.Bytes[..^cut]).Faults);
        Assert.Contains("bytes are missing", Check(pack.Bytes[..^30]).Faults[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_in_another_order_are_named()
    {
        var pack = await SamplePack.MakeAsync(Stopping);
        var region = pack.Region("nights/2026-11-23.csv");
        var lines = Encoding.UTF8.GetString(pack.Bytes, (int)region.At, (int)region.Length).Split('\n');
        (lines[12], lines[14]) = (lines[14], lines[12]);
        Assert.Contains("another order, the first is row 12 (line 13)",
            Check(pack.Replaced(region, Encoding.UTF8.GetBytes(string.Join('\n', lines)))).Faults[0].Words, StringComparison.Ordinal);
    }

    private static void AssertNamed(SamplePack pack, PackRegion region, int place, byte bit)
    {
        var fault = Check(pack.Flipped((int)region.At + place, bit)).Faults[0];
        Assert.True(fault.Part == region.Name, $"{region.Kind} of {region.Name}, its byte {place}: {fault.Words}");
        if (region is { Kind: PackRegionKind.Content, Part: not null })
            Assert.Equal(place / PackManifest.BlockLength + 1, fault.Block);
        else if (region.Kind != PackRegionKind.Content)
            Assert.StartsWith($"Byte {region.At + place} of the ZIP", fault.Words, StringComparison.Ordinal);
    }

    private static PackVerdict Check(byte[] pack) => PackCheck.Check(new MemoryStream(pack));
}
