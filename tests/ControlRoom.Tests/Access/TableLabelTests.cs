using System.Text.RegularExpressions;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Access;

/// <summary>On a telephone a table stands without its headings, so that each cell carries its own.</summary>
public sealed partial class TableLabelTests
{
    [Fact]
    public void Every_cell_of_a_table_with_headings_carries_the_one_above_it()
    {
        var (tables, faults) = (0, new List<string>());
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Tree.Root, "control-room"), "*.razor", SearchOption.AllDirectories))
        {
            foreach (var table in Table().Matches(File.ReadAllText(file)).Select(m => m.Groups))
            {
                tables++;
                var headings = Heading().Matches(table["head"].Value).Select(m => m.Groups[1].Value).ToList();
                var labels = Cell().Matches(table["body"].Value).Select(m => m.Groups[1].Value).ToList();
                faults.AddRange(labels.Where((label, i) => label != headings[i % headings.Count]).Select(label => $"{Path.GetFileName(file)}: '{label}'"));
                if (labels.Count == 0 || labels.Count % headings.Count != 0)
                    faults.Add($"{Path.GetFileName(file)}: {labels.Count} cells below {headings.Count} headings");
            }
        }
        Assert.Empty(faults);
        Assert.True(tables >= 9, $"only {tables} tables");
    }

    [GeneratedRegex("<thead>(?<head>.*?)</thead>(?<body>.*?)</table>", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex("<th\\b[^>]*>(.*?)</th>", RegexOptions.Singleline)]
    private static partial Regex Heading();

    [GeneratedRegex("<td(?: data-label=\"([^\"]*)\")?")]
    private static partial Regex Cell();
}
