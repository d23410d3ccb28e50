using System.Globalization;
using System.Text.RegularExpressions;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Configuration;

/// <summary>What an engineer wires by is what the sample of the device's file says, and no link leads nowhere.</summary>
public partial class HardwareDocsTests
{
    /// <summary>Pins of a Pi's 40-pin header by BCM line, and those that are ground.</summary>
    private static readonly Dictionary<int, int> PinOf = new[]
    {
        (2, 3), (3, 5), (4, 7), (14, 8), (15, 10), (17, 11), (18, 12), (27, 13), (22, 15), (23, 16), (24, 18), (10, 19), (9, 21), (25, 22), (11, 23), (8, 24),
        (7, 26), (5, 29), (6, 31), (12, 32), (13, 33), (19, 35), (16, 36), (26, 37), (20, 38), (21, 40),
    }.ToDictionary(p => p.Item1, p => p.Item2);

    private static readonly int[] Ground = [6, 9, 14, 20, 25, 30, 34, 39];

    private static readonly string Docs = Path.Combine(Tree.Root, "hardware-docs");

    public static TheoryData<string> Pages => [.. Directory.GetFiles(Docs, "*.md", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(Docs, p))];

    [Fact]
    public void The_gates_pin_table_is_that_of_the_sample()
    {
        var lines = AgentFile.Load(Path.Combine(Tree.Root, "edge-agent", "Configuration", "agent.json")).Gate!.Lines!;
        var rows = File.ReadLines(Path.Combine(Docs, "gate", "README.md")).Select(line => PinRow().Match(line)).Where(m => m.Success).ToList();
        Assert.Equal(lines.Fitted.Select(l => (l.Name, l.Line.Line!.Value)), rows.Select(r => (r.Groups["name"].Value, Number(r, "line"))));
        Assert.All(rows, r => Assert.Equal(PinOf[Number(r, "line")], Number(r, "pin")));
        Assert.All(rows, r => Assert.Contains(Number(r, "ground"), Ground));
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

    private static int Number(Match row, string column) => int.Parse(row.Groups[column].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| [^|]+ \| `(?<name>\w+)` \| (?<line>\d+) \| (?<pin>\d+) \| (?<ground>\d+) \|")]
    private static partial Regex PinRow();

    [GeneratedRegex(@"\]\((?!https?:)(?<target>[^)#]*)(#(?<heading>[^)]+))?\)")]
    private static partial Regex Link();
}
