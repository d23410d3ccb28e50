using System.Globalization;
using System.Text;

namespace Solutions.Edge.Contracts.Seals;

/// <summary>Rows of one stream as a table of text (RFC 4180), from which they come back as they were sealed.</summary>
/// <remarks>
/// A column a field (<see cref="RowLayout.Fields"/>), empty = not known. Levels in dB with two decimals; lists of levels and histograms separated by
/// spaces, in the former - = not known, the latter the first bin in tenths of a decibel, then the counts; instants in UTC; other numbers in the shortest
/// form that reads back.
/// </remarks>
public static class RowCsv
{
    private const char Quote = '"';

    /// <summary>The names of the columns.</summary>
    public static string Header(RowLayout layout) => string.Join(',', layout.Fields.Select(f => f.Name));

    /// <summary>A row.</summary>
    public static string Line(RowLayout layout, UpRecord record) =>
        string.Join(',', layout.Fields.Zip(layout.Values(record), (field, value) => Quoted(Cell(field.Format, value))));

    /// <summary>The record of a row.</summary>
    /// <exception cref="RecordException">It is no row of that stream.</exception>
    public static UpRecord Read(RowLayout layout, string line)
    {
        try
        {
            var cells = Cells(line);
            return cells.Count == layout.Fields.Count ? layout.Record([.. layout.Fields.Zip(cells, (field, cell) => Value(field.Format, cell))])
                : throw new RecordException($"the row has {cells.Count} cells; a row of {layout.Stream} must have {layout.Fields.Count}");
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidOperationException or System.Text.Json.JsonException)
        {
            throw new RecordException($"the row of {layout.Stream} does not read: {e.Message}", e);
        }
    }

    private static string Cell(RowFormat format, object? value) => (format, value) switch
    {
        (_, null) => "",
        (_, short level) => Level(level),
        (_, List<short?> levels) => string.Join(' ', levels.Select(l => l is { } level ? Level(level) : "-")),
        (_, short[] histogram) => string.Join(' ', histogram),
        (RowFormat.Instant, long unixMs) => InstantConverter.Write(DateTimeOffset.FromUnixTimeMilliseconds(unixMs)),
        (_, bool truth) => truth ? "true" : "false",
        (_, double number) => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static object? Value(RowFormat format, string cell) => cell.Length == 0 ? null : format switch
    {
        RowFormat.Level => Level(cell),
        RowFormat.Levels => cell.Split(' ').Select(l => l == "-" ? (short?)null : Level(l)).ToList(),
        RowFormat.Histogram => Array.ConvertAll(cell.Split(' '), c => short.Parse(c, CultureInfo.InvariantCulture)),
        RowFormat.Instant => InstantConverter.TryRead(cell, out var instant) ? instant.ToUnixTimeMilliseconds()
            : throw new FormatException($"'{cell}' is no instant"),
        RowFormat.Whole => long.Parse(cell, CultureInfo.InvariantCulture),
        RowFormat.Number => double.Parse(cell, CultureInfo.InvariantCulture),
        RowFormat.Truth => bool.Parse(cell),
        _ => cell,
    };

    private static string Level(short hundredths) => (hundredths / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static short Level(string decibels) => (short)(decimal.Parse(decibels, CultureInfo.InvariantCulture) * 100);

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static List<string> Cells(string line)
    {
        var (cells, cell, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == Quote && isQuoted && i + 1 < line.Length && line[i + 1] == Quote)
                cell.Append(line[++i]);
            else if (line[i] == Quote)
                isQuoted = !isQuoted;
            else if (line[i] == ',' && !isQuoted)
                Next();
            else
                cell.Append(line[i]);
        }
        Next();
        return cells;

        void Next()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }
    }
}
