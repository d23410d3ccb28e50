using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Packs;

/// <summary>Every figure of a pack, computed anew from its tables alone, by the method that its document states; shares no code with the product.</summary>
internal sealed class Recomputed
{
    private readonly Dictionary<string, List<Dictionary<string, string>>> tables = [];
    private readonly Dictionary<(string Night, string Device), RecomputedNight> nights = [];

    public Recomputed(byte[] pack)
    {
        using var zip = new ZipArchive(new MemoryStream(pack));
        foreach (var entry in zip.Entries.Where(e => Path.GetExtension(e.FullName) is ".csv" or ".ndjson"))
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            if (entry.FullName.EndsWith(".ndjson", StringComparison.Ordinal))
            {
                tables[entry.FullName] = [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => new Dictionary<string,
                    string> { ["line"] = l })];
                continue;
            }
            var lines = reader.ReadToEnd().TrimEnd('\n').Split('\n').Select(Cells).ToList();
            tables[entry.FullName] = [.. lines.Skip(1).Select(l => lines[0].Zip(l).ToDictionary(c => c.First, c => c.Second))];
        }
        foreach (var night in tables["nights.csv"])
            nights[(night["night"], night["device"])] = new(tables, night["night"], night["device"]);
    }

    public List<Dictionary<string, string>> Table(string name) => tables[name];

    /// <summary>As it must be printed.</summary>
    public string Value(Dictionary<string, string> figure)
    {
        if (figure["night"].Length > 0)
            return nights[(figure["night"], figure["device"])].Value(figure["quantity"]);
        return figure["quantity"] switch
        {
            "nights" => Text(tables["nights.csv"].DistinctBy(n => n["night"]).Count()),
            "capture" => (100.0 * nights.Values.Sum(n => n.Measured) / nights.Values.Sum(n => n.Length)).ToString("0.0", CultureInfo.InvariantCulture),
            "events" => Text(tables["events.csv"].Count),
            "alleged" => Text(tables["events.csv"].Count(e => e["established"] == "alleged source")),
            "not established" => Text(tables["events.csv"].Count(e => e["established"].StartsWith("source not established", StringComparison.Ordinal))),
            "uncertainty" => (2 * Math.Sqrt(tables["uncertainty.csv"].Sum(u => Math.Pow(Number(u["halfWidth"]) / Math.Sqrt(3), 2))))
                .ToString("0.0", CultureInfo.InvariantCulture),
            "taps" => Text(tables["journal.csv"].Count(j => j["kind"] == "tap" && j["struck"].Length == 0)),
            "LAeq min" => Extreme("LAeq", isGreatest: false),
            "LAeq max" => Extreme("LAeq", isGreatest: true),
            "LA90 min" => Extreme("LA90", isGreatest: false),
            "LA90 max" => Extreme("LA90", isGreatest: true),
            var other => $"no rule for {other}",
        };
    }

    /// <summary>LAeq, LAFmax and level over the background of an event, without the sign of a bound.</summary>
    public (string LAeq, string LAFmax, string Over) Event(Dictionary<string, string> row) =>
        nights[(row["night"], row["device"])].Event(row["from"], row["to"], Number(row["background"]));

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Extreme(string quantity, bool isGreatest)
    {
        var known = nights.Values.Select(n => n.Value(quantity)).Where(v => v != "-").OrderBy(v => Number(v.TrimStart('≥', '≤', '≷', ' '))).ToList();
        return known.Count == 0 ? "-" : isGreatest ? known[^1] : known[0];
    }

    private static string[] Cells(string line)
    {
        var (cells, cell, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && isQuoted && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[i++]);
            else if (line[i] == '"')
                isQuoted = !isQuoted;
            else if (line[i] == ',' && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(line[i]);
        }
        return [.. cells, cell.ToString()];
    }
}
