using DuckDB.NET.Data;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.Faults;

/// <summary>What the reading store has, beside the spool up to the position that the store says it has.</summary>
/// <param name="Lost">Records before that position that are in no row.</param>
/// <param name="Doubled">Rows beyond the first of a record.</param>
internal sealed record StoreContents(int Lost, int Doubled)
{
    private static readonly Dictionary<string, string> Tables = new()
    {
        [Streams.Noise] = "noise",
        [Streams.NoiseMinute] = "noise_minute",
        [Streams.Sound] = "sound",
        [Streams.Gate] = "gate",
        [Streams.Heartbeat] = "heartbeat",
    };

    /// <summary>Of the embedded store, when the control room has stopped.</summary>
    public static StoreContents OfDuckDb(string data, IReadOnlyList<SpoolRecord> spooled)
    {
        using var connection = new DuckDBConnection($"Data Source={Path.Combine(data, "readings.duckdb")}");
        connection.Open();
        var position = Rows(connection, "SELECT coalesce(max(position), 0) FROM spool_offset", r => r.GetInt64(0)).Single();
        return Compare(spooled.Where(s => s.Position < position), Tables.SelectMany(t =>
            Rows(connection, $"SELECT device, boot, seq FROM {t.Value}", r => (r.GetString(0), r.GetString(1), t.Key, r.GetInt64(2)))));
    }

    /// <param name="spooled">What must be there.</param>
    /// <param name="rows">What is; levels that a demonstration was seeded with are of no boot in the spool.</param>
    private static StoreContents Compare(IEnumerable<SpoolRecord> spooled, IEnumerable<(string Device, string Boot, string Stream, long Seq)> rows)
    {
        var stored = rows.ToList();
        var once = stored.ToHashSet();
        return new(spooled.Where(s => Tables.ContainsKey(s.Stream)).Count(s => !once.Contains((s.Device, s.Boot, s.Stream, s.Seq))), stored.Count - once.Count);
    }

    private static List<T> Rows<T>(DuckDBConnection connection, string sql, Func<DuckDBDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }
}
