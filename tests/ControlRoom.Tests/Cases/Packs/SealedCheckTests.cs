using System.Text;
using System.Text.RegularExpressions;
using Solutions.Edge.ControlRoom.Cases.Packs;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Cases.Packs.Sealed;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Packs;

/// <summary>What devices sealed is held against the rows of a pack by nothing but the pack, also where somebody signed a changed one anew.</summary>
public partial class SealedCheckTests
{
    private static readonly CancellationToken Stopping = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_seals_chain_anchors_and_certificate_of_a_pack_as_it_was_made_hold()
    {
        using var pack = await SealedPack.MakeAsync(Stopping);
        var verdict = await CheckAsync(pack);
        Assert.Empty(verdict.Faults);
        var lines = verdict.Sealed!.Lines;
        Assert.Equal("nights/2026-11-23-lamp: 244 rows of 240 seconds and 4 minutes are as the device sealed them, by 4 seals, 4 of them in anchors.",
            lines[0]);
        Assert.Contains(lines, l => l.StartsWith("Devices' keys are vouched for by the authority ", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("Anchor 3, made 2026-11-30", StringComparison.Ordinal));
        Assert.Equal(240 * SecondRow.BandsLength, pack.Parts[SealedPack.Bands].Length);
    }

    public static TheoryData<string, string> Changes { get; } = new()
    {
        { "level", $"{SealedPack.Seconds}, row 7 (line 8) or its bands in {SealedPack.Bands} is not as the device sealed it: noise 7 of run 12" },
        { "flag", $"{SealedPack.Seconds}, row 8 (line 9)" },
        { "band", $"{SealedPack.Seconds}, row 9 (line 10) or its bands" },
        { "bands taken away", $"{SealedPack.Seconds}, row 10 (line 11) or its bands" },
        { "time", $"{SealedPack.Seconds}, row 20 (line 21) or its bands in {SealedPack.Bands} is not as the device sealed it: noise 20 of run 12" },
        { "row taken away", $"{SealedPack.Seconds} is not as the device sealed it: noise 30 of run 12, about 2026-11-23T23:00:29.000Z: it is missing" },
        { "first row taken away", "noise 1 of run 12, about 2026-11-23T23:00:00.000Z: it is missing" },
        { "row put in", $"{SealedPack.Seconds}, row 241 (line 242)" },
        { "places", "it has changed places with 51" },
        { "minute", $"{SealedPack.Minutes}, row 2 (line 3) is not as the device sealed it: noise-minute 2 of run 12" },
        { "minute's bands", $"{SealedPack.Minutes}, row 3 (line 4) is not as the device sealed it" },
        { "seal", $"{SealedPack.Seals}, line 2 is not as the device sealed it: Seal 2 of run 12" },
        { "seal taken away", "Seals 2 to 2 of run 12, before minute 2026-11-23T23:02:00.000Z: they are missing" },
        { "key", $"{SealedPack.Seals}, line 1 is not as the device sealed it: Seal 1 of run 12" },
        { "authority", $"{SealedParts.KeysName}, key " },
        { "anchor", $"{SealedParts.AnchorsName}: anchor 3 does not hold these seals" },
        { "unreadable", $"{SealedPack.Seconds}, row 5 (line 6) does not read" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_was_changed_is_named_also_where_the_pack_was_signed_anew(string change, string words)
    {
        using var pack = await SealedPack.MakeAsync(Stopping);
        Change(pack, change);
        var verdict = await CheckAsync(pack);
        Assert.True(verdict.IsSigned);
        Assert.False(verdict.IsWhole);
        Assert.Contains(words, string.Join('\n', verdict.Faults.Select(f => f.Words)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_sealed_and_never_came_is_stated_by_the_pack_and_no_change()
    {
        using var pack = await SealedPack.MakeAsync(Stopping, without: 30);
        var verdict = await CheckAsync(pack);
        Assert.Empty(verdict.Faults);
        Assert.Contains(verdict.Sealed!.Lines, l => l.Contains("1 sealed rows or seals never came, as the pack states, the first: noise 30 of run 12",
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pack_without_what_devices_sealed_says_so()
    {
        using var pack = await SealedPack.MakeAsync(Stopping);
        pack.Edit(SealedPack.Seals, lines => lines.Clear());
        var stripped = await CheckAsync(pack);
        Assert.Contains("NOT SEALED", string.Join('\n', stripped.Sealed!.Lines), StringComparison.Ordinal);
        Assert.Contains(stripped.Faults, f => f.Words.Contains("no seal holds it", StringComparison.Ordinal));
        pack.Parts.Remove(SealedNights.FileName);
        Assert.StartsWith("Nothing in it shows what devices sealed", Assert.Single((await CheckAsync(pack)).Sealed!.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_names_the_row_of_a_pack_that_was_signed_anew()
    {
        using var folder = new TemporaryFolder();
        using var pack = await SealedPack.MakeAsync(Stopping);
        var (file, said) = (Path.Combine(folder.Path, "PACK.zip"), new StringWriter());
        await File.WriteAllBytesAsync(file, await pack.SignAsync(Stopping), Stopping);
        Assert.Equal(0, VerifyCommand.Verify(file, null, said, said));
        Assert.Contains("by 4 seals, 4 of them in anchors", said.ToString(), StringComparison.Ordinal);
        Change(pack, "level");
        await File.WriteAllBytesAsync(file, await pack.SignAsync(Stopping), Stopping);
        Assert.Equal(1, VerifyCommand.Verify(file, null, said, said));
        Assert.Contains($"CHANGED: {SealedPack.Seconds}, row 7 (line 8)", said.ToString(), StringComparison.Ordinal);
        await said.DisposeAsync();
    }

    private static void Change(SealedPack pack, string change)
    {
        switch (change)
        {
            case "level":
                pack.Cell(SealedPack.Seconds, 7, "LAeq", _ => "39.99");
                break;
            case "flag":
                pack.Cell(SealedPack.Seconds, 8, "flags", _ => "");
                break;
            case "band":
                pack.Parts[SealedPack.Bands][8 * SecondRow.BandsLength + 11] ^= 1;
                break;
            case "bands taken away":
                pack.Parts[SealedPack.Bands] = [.. pack.Parts[SealedPack.Bands][..(9 * SecondRow.BandsLength)],
                    .. pack.Parts[SealedPack.Bands][(10 * SecondRow.BandsLength)..]];
                break;
            case "time":
                pack.Cell(SealedPack.Seconds, 20, "t", _ => "2026-11-23T23:00:44.000Z");
                break;
            case "row taken away" or "first row taken away":
                var row = change == "row taken away" ? 30 : 1;
                pack.Edit(SealedPack.Seconds, lines => lines.RemoveAt(row));
                pack.Parts[SealedPack.Bands] = [.. pack.Parts[SealedPack.Bands][..((row - 1) * SecondRow.BandsLength)],
                    .. pack.Parts[SealedPack.Bands][(row * SecondRow.BandsLength)..]];
                break;
            case "row put in":
                pack.Edit(SealedPack.Seconds, lines => lines.Add(lines[60]));
                break;
            case "places":
                pack.Edit(SealedPack.Seconds, lines => (lines[50], lines[51]) = (Timed(lines[50], lines[51]), Timed(lines[51], lines[50])));
                break;
            case "minute":
                pack.Cell(SealedPack.Minutes, 2, "LAeq", _ => "44.00");
                break;
            case "minute's bands":
                pack.Cell(SealedPack.Minutes, 3, "bands", _ => string.Join(' ', Enumerable.Repeat("10.00", 34)));
                break;
            case "seal":
                pack.Edit(SealedPack.Seals, lines => lines[1] = RootDigit().Replace(lines[1], m => m.Value[..^1] + (m.Value[^1] == '0' ? '1' : '0'), 1));
                break;
            case "seal taken away":
                pack.Edit(SealedPack.Seals, lines => lines.RemoveAt(1));
                break;
            case "key":
                pack.Parts[SealedParts.KeysName] = [];
                break;
            case "authority":
                pack.Parts[SealedParts.AuthoritiesName] = Encoding.UTF8.GetBytes("\n");
                break;
            case "anchor":
                pack.Edit(SealedParts.AnchorsName, lines => lines[0] = lines[0].Replace("\"place\":0", "\"place\":1", StringComparison.Ordinal));
                break;
            default:
                pack.Cell(SealedPack.Seconds, 5, "LAeq", _ => "loud");
                break;
        }
    }

    /// <summary>A row with the time of another.</summary>
    private static string Timed(string row, string other)
    {
        var (cells, from) = (row.Split(','), other.Split(','));
        (cells[0], cells[14]) = (from[0], from[14]);
        return string.Join(',', cells);
    }

    [GeneratedRegex("\"root\":\"[0-9a-f]")]
    private static partial Regex RootDigit();

    private static async Task<PackVerdict> CheckAsync(SealedPack pack) => SealedCheck.Check(new MemoryStream(await pack.SignAsync(Stopping)));
}
