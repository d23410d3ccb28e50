using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Configuration;

/// <summary>A drawing is read on a phone, in light and dark, also by a screen reader; and it says what the sample says.</summary>
public partial class HardwareDrawingsTests
{
    private const double Phone = 320, LeastText = 9;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly string Docs = Path.Combine(Tree.Root, "hardware-docs");

    public static TheoryData<string> Drawings => [.. Directory.GetFiles(Docs, "*.svg", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(Docs, p))];

    [Theory]
    [MemberData(nameof(Drawings))]
    public void A_drawing_has_a_title_a_description_and_a_ground_of_its_own(string drawing)
    {
        var (svg, width, height) = Open(drawing);
        Assert.Equal("title desc", svg.Attribute("aria-labelledby")?.Value);
        Assert.NotEmpty(svg.Element(Svg + "title")!.Value);
        Assert.NotEmpty(svg.Element(Svg + "desc")!.Value);
        var ground = svg.Elements(Svg + "rect").First();
        Assert.Equal((width, height, "#ffffff"), (Number(ground, "width"), Number(ground, "height"), ground.Attribute("fill")!.Value));
        var page = Path.Combine(Docs, Path.GetDirectoryName(drawing)!, "README.md");
        Assert.Contains($"]({Path.GetFileName(drawing)})", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Drawings))]
    public void A_drawings_text_can_be_read_at_320_pixels(string drawing)
    {
        var (svg, width, height) = Open(drawing);
        foreach (var text in svg.Descendants(Svg + "text"))
        {
            var size = Number(text.AncestorsAndSelf().First(e => e.Attribute("font-size") is not null), "font-size");
            Assert.True(size * Phone / width >= LeastText, $"'{text.Value}' is {size * Phone / width:0.0} pixels high");
            Assert.InRange(Number(text, "y"), size, height);
            // A letter is half as wide as high, or more.
            var (at, long_) = (Number(text, "x"), text.Value.Length * size / 2);
            var anchor = text.AncestorsAndSelf().Select(e => e.Attribute("text-anchor")?.Value).FirstOrDefault(a => a is not null);
            var left = anchor switch { "middle" => at - long_ / 2, "end" => at - long_, _ => at };
            Assert.True(left >= 0 && left + long_ <= width, $"'{text.Value}' leaves the drawing");
        }
    }

    [Fact]
    public void The_gates_drawing_has_the_lines_of_the_sample()
    {
        var lines = AgentFile.Load(Path.Combine(Tree.Root, "edge-agent", "Configuration", "agent.json")).Gate!.Lines!;
        var texts = Open(Path.Combine("gate", "wiring.svg")).Svg.Descendants(Svg + "text").Select(t => t.Value).ToList();
        var drawn = texts.Select(t => PinAndLine().Match(t)).Where(m => m.Success).Select(m => (Pin: Whole(m, "pin"), Line: Whole(m, "line"))).ToList();
        Assert.Equal(lines.Fitted.Select(l => l.Line.Line!.Value), drawn.Select(d => d.Line));
        Assert.All(drawn, d => Assert.Equal(HardwareDocsTests.PinOf[d.Line], d.Pin));
        Assert.All(lines.Fitted, l => Assert.Contains(l.Name, texts));
    }

    [Fact]
    public void The_microphones_drawing_has_the_pins_of_its_table()
    {
        var page = File.ReadAllText(Path.Combine(Docs, "microphone", "README.md"));
        var texts = Open(Path.Combine("microphone", "wiring.svg")).Svg.Descendants(Svg + "text");
        var drawn = texts.Select(t => PinAndSignal().Match(t.Value)).Where(m => m.Success).ToList();
        Assert.Equal(5, drawn.Count);
        Assert.All(drawn, d => Assert.Contains($"| {d.Groups["signal"].Value} | {d.Groups["pin"].Value} |", page, StringComparison.Ordinal));
    }

    private static (XElement Svg, double Width, double Height) Open(string drawing)
    {
        var svg = XDocument.Load(Path.Combine(Docs, drawing)).Root!;
        var box = svg.Attribute("viewBox")!.Value.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return (svg, box[2], box[3]);
    }

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static int Whole(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<pin>\d+) · line (?<line>\d+)$")]
    private static partial Regex PinAndLine();

    [GeneratedRegex(@"^(?<pin>\d+) · (?<signal>.+)$")]
    private static partial Regex PinAndSignal();
}
