using DuckDB.NET.Data;
using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>The embedded time-series store: one DuckDB file, levels as hundredths of a decibel in 16 bits, instants as Unix ms.</summary>
/// <remarks>The spool position is committed in the transaction of its rows: after a crash both are there or neither.</remarks>
internal sealed class DuckDbReadingStore : IReadingStore, IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS noise (device VARCHAR, t BIGINT, boot VARCHAR, seq BIGINT, tq VARCHAR,
            LAeq SMALLINT, LCeq SMALLINT, LZeq SMALLINT, LAFmax SMALLINT, LAFmin SMALLINT, LASmax SMALLINT, LCpeak SMALLINT, bands SMALLINT[], n INTEGER, flags VARCHAR);
        CREATE TABLE IF NOT EXISTS noise_minute (device VARCHAR, t BIGINT, boot VARCHAR, seq BIGINT, tq VARCHAR,
            LAeq SMALLINT, LCeq SMALLINT, LAFmax SMALLINT, LCpeak SMALLINT, lafFrom SMALLINT, laf SMALLINT[], bands SMALLINT[],
            overloadSeconds SMALLINT, underRangeSeconds SMALLINT, capture DOUBLE);
        CREATE TABLE IF NOT EXISTS motion (device VARCHAR, t BIGINT, boot VARCHAR, seq BIGINT, tq VARCHAR,
            occupied DOUBLE, changed DOUBLE, speed DOUBLE, spread DOUBLE, tracks INTEGER, flags VARCHAR);
        CREATE TABLE IF NOT EXISTS camera (device VARCHAR, t BIGINT, boot VARCHAR, seq BIGINT, tq VARCHAR,
            kind VARCHAR, state VARCHAR, since BIGINT, luminance DOUBLE, edges DOUBLE, sharpness DOUBLE, shift DOUBLE);
        CREATE TABLE IF NOT EXISTS gate (device VARCHAR, t BIGINT, boot VARCHAR, seq BIGINT, tq VARCHAR,
            contact VARCHAR, bolt VARCHAR, shock DOUBLE, enclosure VARCHAR, unlock BOOLEAN, button BOOLEAN, wind DOUBLE, rain DOUBLE);
        CREATE TABLE IF NOT EXISTS sound (device VARCHAR, t BIGINT, boot VARCHAR, seq BIGINT, tq VARCHAR,
            kind VARCHAR, duration DOUBLE, level DOUBLE, rise DOUBLE, share DOUBLE);
        CREATE TABLE IF NOT EXISTS heartbeat (device VARCHAR, t BIGINT, boot VARCHAR, seq BIGINT, tq VARCHAR,
            queue BIGINT, dropped BIGINT, clockErrorMs DOUBLE, cpu DOUBLE, memoryMb DOUBLE, temperature DOUBLE, diskFree DOUBLE, version VARCHAR);
        CREATE TABLE IF NOT EXISTS spool_offset (position BIGINT);
        """;

    private readonly string source;

    /// <summary>Keeps the database open between queries, and is the one connection that writes.</summary>
    private readonly DuckDBConnection writer;

    private readonly SemaphoreSlim writing = new(1);

    public DuckDbReadingStore(string file)
    {
        source = $"Data Source={file}";
        writer = Connect();
        Execute(writer, Schema);
    }

    public Task<long> OffsetAsync(CancellationToken cancellationToken) => Task.Run(() =>
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(max(position), 0) FROM spool_offset";
        return (long)command.ExecuteScalar()!;
    }, cancellationToken);

    public Task WriteAsync(IReadOnlyList<StoredRecord> records, long offset, CancellationToken cancellationToken) => InTransactionAsync(() =>
    {
        foreach (var stream in records.GroupBy(r => r.Record.GetType()))
        {
            using var appender = DuckDbRows.Appender(writer, stream.Key);
            foreach (var record in stream)
                DuckDbRows.Append(appender!, record);
        }
        Execute(writer, FormattableString.Invariant($"DELETE FROM spool_offset; INSERT INTO spool_offset VALUES ({offset})"));
    }, cancellationToken);

    public Task SeedNoiseAsync(string device, IReadOnlyList<SeededLevel> levels, CancellationToken cancellationToken) => InTransactionAsync(() =>
    {
        using var appender = DuckDbRows.Appender(writer, typeof(NoiseRecord));
        foreach (var level in levels)
            DuckDbRows.Append(appender!, level.ToRecord(device));
    }, cancellationToken);

    public Task<IReadOnlyList<NoiseReading>> NoiseAsync(string device, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken) =>
        SelectAsync("noise", "LAeq, LAFmax, LCpeak, flags", device, from, to, limit, row => new NoiseReading(Time(row), Level(row, 1), Level(row, 2), Level(row, 3)) { Flags = Words(row, 4) }, cancellationToken);

    public Task<IReadOnlyList<LafMinute>> LafMinutesAsync(string device, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        SelectAsync("noise_minute", "lafFrom, laf, overloadSeconds, underRangeSeconds", device, from, to, int.MaxValue, row => row.IsDBNull(1) ? null
            : new LafMinute(Time(row), new LevelHistogram(row.GetInt16(1), row.GetFieldValue<List<short>>(2).Select(c => (long)c)), row.GetInt16(3), row.GetInt16(4)), cancellationToken);

    public void Dispose()
    {
        writer.Dispose();
        writing.Dispose();
    }

    private static DateTimeOffset Time(DuckDBDataReader reader) => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(0));

    private static string[] Words(DuckDBDataReader reader, int column) => reader.GetString(column) is { Length: > 0 } words ? words.Split(',') : [];

    private static double? Level(DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt16(column) / 100.0;

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private DuckDBConnection Connect()
    {
        var connection = new DuckDBConnection(source);
        connection.Open();
        return connection;
    }

    /// <summary>Rows of a device in time, their instant first; a row that is read as null is left out.</summary>
    private Task<IReadOnlyList<T>> SelectAsync<T>(
        string table, string columns, string device, DateTimeOffset from, DateTimeOffset to, int limit, Func<DuckDBDataReader, T?> read, CancellationToken cancellationToken)
        where T : class => Task.Run(() =>
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT t, {columns} FROM {table} WHERE device = $device AND t >= $from AND t < $to ORDER BY t LIMIT $limit";
        command.Parameters.Add(new DuckDBParameter("device", device));
        command.Parameters.Add(new DuckDBParameter("from", from.ToUnixTimeMilliseconds()));
        command.Parameters.Add(new DuckDBParameter("to", to.ToUnixTimeMilliseconds()));
        command.Parameters.Add(new DuckDBParameter("limit", limit));
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            if (read(reader) is { } row)
                rows.Add(row);
        }
        return (IReadOnlyList<T>)rows;
    }, cancellationToken);

    private async Task InTransactionAsync(Action write, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await Task.Run(() =>
            {
                using var transaction = writer.BeginTransaction();
                write();
                transaction.Commit();
            }, cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }
}
