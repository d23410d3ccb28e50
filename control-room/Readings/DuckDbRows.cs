using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using Solutions.Edge.Contracts.Seals;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>Records as rows of DuckDB: the device, then the columns of the table in their order.</summary>
internal static class DuckDbRows
{
    /// <summary>Statements that make a table, or add to one what a later version keeps.</summary>
    public static string Schema(ReadingTable table) => $"CREATE TABLE IF NOT EXISTS {table.Name} (device VARCHAR);"
        + string.Concat(table.Columns.Select(c => $"ALTER TABLE {table.Name} ADD COLUMN IF NOT EXISTS \"{c.Name}\" {Type(c.Format)};"));

    public static void Append(DuckDBAppender appender, StoredRecord stored)
    {
        var row = appender.CreateRow().AppendValue(stored.Device);
        foreach (var value in ReadingTable.Of(stored.Record).Values(stored.Record))
            Append(row, value);
        row.EndRow();
    }

    /// <summary>The record of a row of all columns.</summary>
    public static StoredRecord Read(DuckDBDataReader row, ReadingTable table) =>
        new(row.GetString(0), table.Record([.. table.Columns.Select((c, i) => row.IsDBNull(i + 1) ? null : Value(row, i + 1, c.Format))]));

    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    public static string Names(ReadingTable table) => "device" + string.Concat(table.Columns.Select(c => $", \"{c.Name}\""));

    public static double?[]? Bands(DuckDBDataReader row, int column) =>
        row.IsDBNull(column) ? null : [.. row.GetFieldValue<List<short?>>(column).Select(level => level / 100.0)];

    public static double? Level(DuckDBDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt16(column) / 100.0;

    /// <summary>Of a row of time, occupied and flags.</summary>
    public static OccupiedReading Occupied(DuckDBDataReader row) => new(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)),
        row.IsDBNull(1) || (!row.IsDBNull(2) && row.GetString(2) != "[]") ? null : row.GetDouble(1));

    /// <summary>The first bin, then the counts.</summary>
    public static short[] Histogram(DuckDBDataReader row, int column)
    {
        using var stream = row.GetStream(column);
        var histogram = new short[stream.Length / sizeof(short)];
        stream.ReadExactly(MemoryMarshal.AsBytes(histogram.AsSpan()));
        return histogram;
    }

    /// <summary>A histogram is bytes, 16 bits a number, little-endian: lists are slower to read.</summary>
    private static string Type(RowFormat format) => format switch
    {
        RowFormat.Level => "SMALLINT",
        RowFormat.Levels => "SMALLINT[]",
        RowFormat.Histogram => "BLOB",
        RowFormat.Instant or RowFormat.Whole => "BIGINT",
        RowFormat.Number => "DOUBLE",
        RowFormat.Truth => "BOOLEAN",
        _ => "VARCHAR",
    };

    private static void Append(IDuckDBAppenderRow row, object? value) => _ = value switch
    {
        short level => row.AppendValue(level),
        List<short?> levels => row.AppendValue(levels),
        short[] histogram => row.AppendValue(MemoryMarshal.AsBytes(histogram.AsSpan())),
        long whole => row.AppendValue(whole),
        double number => row.AppendValue(number),
        bool truth => row.AppendValue(truth),
        string text => row.AppendValue(text),
        _ => row.AppendNullValue(),
    };

    private static object Value(DuckDBDataReader row, int column, RowFormat format) => format switch
    {
        RowFormat.Level => row.GetInt16(column),
        RowFormat.Levels => row.GetFieldValue<List<short?>>(column),
        RowFormat.Histogram => Histogram(row, column),
        RowFormat.Instant or RowFormat.Whole => row.GetInt64(column),
        RowFormat.Number => row.GetDouble(column),
        RowFormat.Truth => row.GetBoolean(column),
        _ => row.GetString(column),
    };
}
