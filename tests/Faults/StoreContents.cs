using DuckDB.NET.Data;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.Faults;

/// <summary>What the reading store has, beside the spool up to the position that the store says it has.</summary>
/// <param name="Lost">Records before that position that are in no row.</param>
/// <param name="Doubled">Rows beyond the first of a record, of those that stayed in the spool.</param>
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

    /// <param name="rig">Whose control room has stopped.</param>
    /// <param name="spooled">What its spool holds.</param>
    public static async Task<StoreContents> OfAsync(Rig rig, IReadOnlyList<SpoolRecord> spooled)
    {
        var (position, stored) = rig.Store is { } outside ? await OfInfluxDbAsync(outside) : OfDuckDb(Path.Combine(rig.Data, "readings.duckdb"));
        var once = stored.ToHashSet();
        return new(spooled.Where(s => s.Position < position && Tables.ContainsKey(s.Stream)).Count(s => !once.Contains((s.Device, s.Boot, s.Stream, s.Seq))),
            stored.GroupBy(s => s).Where(g => !rig.Destroyed.Contains(g.Key)).Sum(g => g.Count() - 1));
    }

    private static (long Position, List<(string Device, string Boot, string Stream, long Seq)> Rows) OfDuckDb(string file)
    {
        using var connection = new DuckDBConnection($"Data Source={file}");
        connection.Open();
        return (Rows(connection, "SELECT coalesce(max(position), 0) FROM spool_offset", r => r.GetInt64(0)).Single(),
            [.. Tables.SelectMany(t => Rows(connection, $"SELECT device, boot, seq FROM {t.Value}", r => (r.GetString(0), r.GetString(1), t.Key, r.GetInt64(2))))]);
    }

    private static async Task<(long Position, List<(string Device, string Boot, string Stream, long Seq)> Rows)> OfInfluxDbAsync(OutsideStore store)
    {
        var rows = new List<(string, string, string, long)>();
        foreach (var (stream, measurement) in Tables)
            rows.AddRange((await store.SelectAsync("seq, boot, device", measurement)).Select(r => (r[3].GetString()!, r[2].GetString()!, stream, r[1].GetInt64())));
        return (await store.PositionAsync(), rows);
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
