using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>Records as lines of InfluxDB's line protocol. Pure. Levels are whole hundredths of a decibel, lists are texts; what is not known is left
/// out.</summary>
internal static class InfluxDbLines
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    /// <exception cref="ArgumentException">That kind of record has no measurement.</exception>
    public static string Line(StoredRecord stored)
    {
        var table = ReadingTable.Of(stored.Record);
        var fields = table.Columns.Zip(table.Values(stored.Record)).Where(f => f.Second is not null).Select(f => $"{f.First.Name}={Field(f.Second!)}");
        // Ids need no escape: they are letters, digits, - and _.
        return string.Create(CultureInfo.InvariantCulture, $"{table.Name},device={stored.Device} {string.Join(',', fields)} {Nanoseconds(stored.Record)}");
    }

    /// <summary>The record of a row of all columns, the point's time first.</summary>
    public static UpRecord Record(ReadingTable table, JsonElement row) =>
        table.Record([.. table.Columns.Select((c, i) => row[i + 1].ValueKind == JsonValueKind.Null ? null : Value(row[i + 1], c.Format))]);

    public static double? Level(JsonElement hundredths) => hundredths.ValueKind == JsonValueKind.Null ? null : hundredths.GetInt32() / 100.0;

    public static double?[]? Bands(JsonElement text) => text.ValueKind == JsonValueKind.Null ? null : [.. Levels(text).Select(level => level / 100.0)];

    /// <summary>The first bin, then the counts.</summary>
    public static short[] Histogram(string text) => [.. text.Split(',').Select(c => short.Parse(c, CultureInfo.InvariantCulture))];

    /// <summary>A point's time names its record: to the millisecond its instant, below it a hash of boot and number. Written twice, it is one point; two
    /// records of one instant are two.</summary>
    public static long Nanoseconds(UpRecord record) => FromMilliseconds(record.T.ToUnixTimeMilliseconds())
        + (long)(XxHash64.HashToUInt64(Encoding.ASCII.GetBytes(record.Boot), record.Seq) % NanosecondsPerMillisecond);

    public static long FromMilliseconds(long unixMs) => unixMs * NanosecondsPerMillisecond;

    public static DateTimeOffset Instant(long nanoseconds) => DateTimeOffset.FromUnixTimeMilliseconds(nanoseconds / NanosecondsPerMillisecond);

    private static List<short?> Levels(JsonElement text) =>
        [.. text.GetString()!.Split(',').Select(l => l.Length == 0 ? (short?)null : short.Parse(l, CultureInfo.InvariantCulture))];

    private static string Field(object value) => value switch
    {
        short or long => string.Create(CultureInfo.InvariantCulture, $"{value}i"),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool truth => truth ? "t" : "f",
        IEnumerable<short?> levels => $"\"{string.Join(',', levels)}\"",
        short[] histogram => $"\"{string.Join(',', histogram)}\"",
        _ => $"\"{((string)value).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
    };

    private static object Value(JsonElement field, RowFormat format) => format switch
    {
        RowFormat.Level => field.GetInt16(),
        RowFormat.Levels => Levels(field),
        RowFormat.Histogram => Histogram(field.GetString()!),
        RowFormat.Instant or RowFormat.Whole => field.GetInt64(),
        RowFormat.Number => field.GetDouble(),
        RowFormat.Truth => field.GetBoolean(),
        _ => field.GetString()!,
    };
}
