using System.Globalization;
using System.Text.RegularExpressions;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Configuration;

/// <summary>What an engineer wires by is what the sample of the device's file says, and no link leads nowhere.</summary>
public sealed partial class HardwareDocsTests : IDisposable
{
    /// <summary>Pins of a Pi's 40-pin header by BCM line, and those that are ground.</summary>
    internal static readonly Dictionary<int, int> PinOf = new[]
    {
        (2, 3), (3, 5), (4, 7), (14, 8), (15, 10), (17, 11), (18, 12), (27, 13), (22, 15), (23, 16), (24, 18), (10, 19), (9, 21), (25, 22), (11, 23), (8, 24),
        (7, 26), (5, 29), (6, 31), (12, 32), (13, 33), (19, 35), (16, 36), (26, 37), (20, 38), (21, 40),
    }.ToDictionary(p => p.Item1, p => p.Item2);

    private static readonly int[] Ground = [6, 9, 14, 20, 25, 30, 34, 39], Volts3 = [1, 17], Volts5 = [2, 4], Metres = [5, 10, 15, 20, 30];

    private static readonly string Docs = Path.Combine(Tree.Root, "hardware-docs");

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Pages => [.. Directory.GetFiles(Docs, "*.md", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(Docs, p))];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_gates_pin_table_is_that_of_the_sample()
    {
        var lines = Sample().Gate!.Lines!;
        var rows = File.ReadLines(Path.Combine(Docs, "gate", "README.md")).Select(line => PinRow().Match(line)).Where(m => m.Success).ToList();
        Assert.Equal(lines.Fitted.Select(l => (l.Name, l.Line.Line!.Value)), rows.Select(r => (r.Groups["name"].Value, Number(r, "line"))));
        Assert.All(rows, r => Assert.Equal(PinOf[Number(r, "line")], Number(r, "pin")));
        Assert.All(rows, r => Assert.Contains(Number(r, "ground"), Ground));
    }

    [Theory]
    [InlineData("climate")]
    [InlineData("supply")]
    [InlineData("shock")]
    public void A_page_of_an_I2C_sensor_has_the_samples_bus_and_address(string page)
    {
        var (bus, address) = page switch
        {
            "climate" => (Sample().Climate!.Bus, Sample().Climate!.Address),
            "supply" => (Sample().Supply!.Bus, Sample().Supply!.Address),
            _ => (Sample().Gate!.Shock!.Bus, Sample().Gate!.Shock!.Address),
        };
        var text = File.ReadAllText(Path.Combine(Docs, page, "README.md"));
        Assert.Contains($"\"bus\": {bus}, \"address\": \"{address}\"", text, StringComparison.Ordinal);
        Assert.Contains($"to ground: {address}", text, StringComparison.Ordinal);
        Assert.All(["| data | 3 | 2 |", "| clock | 5 | 3 |"], row => Assert.Contains(row, text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_lamps_line_and_pin_are_those_of_the_sample()
    {
        var line = Sample().Lamp!.Line!.Value;
        Assert.Contains($"in the sample line {line}, pin {PinOf[line]}, ground at pin 20", File.ReadAllText(Path.Combine(Docs, "gate", "README.md")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_of_a_UPS_and_its_entry_are_those_of_the_sample()
    {
        var (power, page) = (Sample().Power!, File.ReadAllText(Path.Combine(Docs, "supply", "README.md")));
        Assert.Contains($"| mains there | {PinOf[power.Line!.Value]} | {power.Line} |", page, StringComparison.Ordinal);
        Assert.Contains($"\"power\": {{ \"line\": {power.Line}, \"pull\": \"{power.Pull}\", \"active\": \"{power.Active}\" }}", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_pin_table_has_the_pins_of_the_header_and_no_line_of_the_gates(string page)
    {
        var gates = Sample().Gate!.Lines!.Fitted.Select(l => l.Line.Line!.Value).ToList();
        foreach (Match row in SignalRow().Matches(File.ReadAllText(Path.Combine(Docs, page))))
        {
            var pin = Number(row, "pin");
            if (row.Groups["line"].Success)
            {
                Assert.Equal(PinOf[Number(row, "line")], pin);
                Assert.DoesNotContain(Number(row, "line"), gates);
            }
            else
            {
                Assert.Contains(pin, row.Groups["signal"].Value switch { "3.3 V" => Volts3, "5 V" => Volts5, "ground" => Ground, _ => [] });
            }
        }
    }

    [Theory]
    [InlineData("microphone")]
    [InlineData("camera")]
    [InlineData("gate")]
    [InlineData("shock")]
    [InlineData("climate")]
    [InlineData("supply")]
    public void A_devices_page_has_wiring_a_drawing_its_entry_calibration_and_known_faults(string device)
    {
        var page = File.ReadAllLines(Path.Combine(Docs, device, "README.md"));
        Assert.All(["## Wiring", "## In the device's file", "## Calibration", "## Known faults", "![", "Tried: "],
            part => Assert.Contains(page, l => l.StartsWith(part, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_entry_that_a_page_gives_is_taken_by_the_agent(string page)
    {
        foreach (Match entry in Entry().Matches(string.Concat(JsonBlock().Matches(File.ReadAllText(Path.Combine(Docs, page))).Select(b => b.Groups[1].Value))))
        {
            var file = Path.Combine(folder.Path, "agent.json");
            File.WriteAllText(file, $"{{ \"device\": \"d-1\", {entry.Value} }}");
            Assert.Null(Record.Exception(() => AgentFile.Load(file)));
        }
    }

    [Fact]
    public void The_parts_of_a_kit_have_the_figures_of_the_sample()
    {
        var (kits, gate) = (File.ReadAllText(Path.Combine(Docs, "kits", "README.md")), Sample().Gate!);
        Assert.Contains(FormattableString.Invariant($"{gate.Lines!.Wind!.PerPulse} m/s, {gate.Lines.Rain!.PerPulse} mm a tip"), kits, StringComparison.Ordinal);
        Assert.Contains($"answers at {gate.Shock!.Address}, as `agent.json` says", kits, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"agrees with `sensitivityDbfs` {Sample().Sound!.SensitivityDbfs}"), kits, StringComparison.Ordinal);
    }

    [Fact]
    public void Pixels_a_metre_are_what_lens_and_distance_give()
    {
        var rows = File.ReadLines(Path.Combine(Docs, "camera", "README.md")).Select(l => LensRow().Match(l)).Where(m => m.Success).ToList();
        Assert.Equal(5, rows.Count);
        foreach (var row in rows)
        {
            var atOneMetre = 640 * double.Parse(row.Groups["mm"].Value, CultureInfo.InvariantCulture) / 5.4;
            var stated = row.Groups["sharp"].Captures.Select(c => int.Parse(c.Value, CultureInfo.InvariantCulture));
            Assert.Equal(Metres.Select(metres => (int)Math.Round(atOneMetre / metres)), stated);
            Assert.Equal((int)Math.Round(atOneMetre / 25), Number(row, "reach"));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_of_a_page_leads_somewhere(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Docs, page))!;
        foreach (Match link in Link().Matches(File.ReadAllText(Path.Combine(Docs, page))))
        {
            var (target, heading) = (link.Groups["target"].Value, link.Groups["heading"].Value);
            var file = target.Length == 0 ? Path.Combine(Docs, page) : Path.GetFullPath(Path.Combine(folder, target));
            Assert.True(Path.Exists(file), $"{page} links to {target}, which is not there");
            if (heading.Length > 0)
                Assert.Contains(File.ReadLines(file), l => l.StartsWith('#') && l.TrimStart('#', ' ').ToLowerInvariant().Replace(' ', '-') == heading);
        }
    }

    private static AgentOptions Sample() => AgentFile.Load(Path.Combine(Tree.Root, "edge-agent", "Configuration", "agent.json"));

    private static int Number(Match row, string column) => int.Parse(row.Groups[column].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| [^|]+ \| `(?<name>\w+)` \| (?<line>\d+) \| (?<pin>\d+) \| (?<ground>\d+) \|")]
    private static partial Regex PinRow();

    /// <summary>Of a table of signals: its pin, then the line, empty where it is none.</summary>
    [GeneratedRegex(@"^\| (?<signal>[^|]*[A-Za-z][^|]*) \| (?<pin>\d+) \| ((?<line>\d+) )?\|", RegexOptions.Multiline)]
    private static partial Regex SignalRow();

    [GeneratedRegex(@"^\| (?<mm>[\d.]+) (\| (?<sharp>\d+) ){5}\| (?<reach>\d+) m \|")]
    private static partial Regex LensRow();

    [GeneratedRegex(@"```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();

    /// <summary>A key at a line's beginning and all that follows until the next.</summary>
    [GeneratedRegex("^\"(?:.|\n(?!\"))*", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"\]\((?!https?:)(?<target>[^)#]*)(#(?<heading>[^)]+))?\)")]
    private static partial Regex Link();
}
