using System.Runtime.CompilerServices;
using System.Text.Json;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>The embedded time-series store: what is new in one DuckDB file, what is older than 48 h in <see cref="DayFiles"/>, read as one.</summary>
/// <remarks>The spool position is committed in the transaction of its rows: after a crash both are there or neither.</remarks>
internal sealed class DuckDbReadingStore : IReadingStore, IDisposable
{
    private static readonly TimeSpan New = TimeSpan.FromHours(48);

    private readonly DayFiles days;
    private readonly DuckDbAccess access;
    private readonly ILogger log;

    /// <param name="folder">Of the database and the day files.</param>
    /// <param name="log">Gets what is damaged there.</param>
    public DuckDbReadingStore(string folder, ILogger<DuckDbReadingStore>? log = null)
    {
        this.log = log ?? NullLogger<DuckDbReadingStore>.Instance;
        days = new(folder, this.log);
        access = new(Path.Combine(folder, "recent.duckdb"), days, this.log);
    }

    public string? Damage => (days.Damaged, days.Unreadable) switch
    {
        ([], []) => null,
        (var damaged, []) => $"{damaged.Count} damaged day files are set aside in {days.Folder}: {string.Join(", ", damaged)}",
        (var damaged, var unreadable) =>
            $"{damaged.Count} damaged day files are set aside in {days.Folder} and {unreadable.Count} cannot be read: "
                + string.Join(", ", [.. damaged, .. unreadable]),
    };

    public Task<long> OffsetAsync(CancellationToken cancellationToken) =>
        access.AskAsync(() => [], connection => DuckDbSql.Select(connection, "SELECT coalesce(max(position), 0) FROM spool_offset", row => row.GetInt64(0))[0],
            cancellationToken);

    public event Action<IReadOnlyCollection<StoredRecord>>? Stored;

    public async Task WriteAsync(IReadOnlyList<StoredRecord> records, long offset, CancellationToken cancellationToken)
    {
        await access.InTransactionAsync(records.Count, () => [], writer =>
        {
            foreach (var stream in records.GroupBy(r => ReadingTable.Of(r.Record)))
            {
                using var appender = writer.CreateAppender(stream.Key.Name);
                foreach (var record in stream)
                    DuckDbRows.Append(appender, record);
            }
            DuckDbSql.Execute(writer, FormattableString.Invariant($"DELETE FROM spool_offset; INSERT INTO spool_offset VALUES ({offset})"));
        }, cancellationToken);
        Stored?.Invoke(records);
    }

    public Task<IReadOnlyList<NoiseReading>> NoiseAsync(
        string device, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken) =>
        SelectAsync(ReadingTable.Noise, "t, LAeq, LAFmax, LCpeak, flags", device, from, to, FormattableString.Invariant($"ORDER BY t LIMIT {limit}"),
            row => new NoiseReading(Time(row), DuckDbRows.Level(row, 1), DuckDbRows.Level(row, 2), DuckDbRows.Level(row, 3))
            {
                Flags = JsonSerializer.Deserialize(row.GetString(4), ContractsJson.Default.StringArray)!,
            }, cancellationToken);

    public async Task<IReadOnlyList<NoiseMinute>> NoiseMinutesAsync(string device, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var minutes = await SelectAsync(
            ReadingTable.NoiseMinute, "t, LAeq, LAFmax, LCpeak, histogram, overloadSeconds, underRangeSeconds, capture", device, from, to, "",
            row => new NoiseMinute(Time(row), DuckDbRows.Level(row, 1), DuckDbRows.Level(row, 2), DuckDbRows.Level(row, 3),
                row.IsDBNull(4) ? null : DuckDbRows.Histogram(row, 4),
                (int)row.GetInt64(5), (int)row.GetInt64(6), row.GetDouble(7)), cancellationToken);
        // Sorted here: the engine would carry every histogram through its sort.
        return [.. minutes.OrderBy(m => m.T)];
    }

    public Task<IReadOnlyList<OccupiedReading>> OccupiedAsync(string device, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        SelectAsync(ReadingTable.Motion, "t, occupied, flags", device, from, to, "ORDER BY t", DuckDbRows.Occupied, cancellationToken);

    public async Task<IReadOnlyList<NoiseBands>> BandsAsync(
        string device, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> spans, CancellationToken cancellationToken)
    {
        if (spans.Count == 0)
            return [];
        var (first, last, within) = (spans.Min(s => s.From), spans.Max(s => s.To), string.Join(" OR ", spans.Select(s => DuckDbSql.Within(s.From, s.To))));
        return await SelectAsync(ReadingTable.Noise, "t, LAeq, LCeq, bands", device, first, last, $"AND ({within}) ORDER BY t",
            row => new NoiseBands(Time(row), DuckDbRows.Level(row, 1), DuckDbRows.Level(row, 2), DuckDbRows.Bands(row, 3)), cancellationToken);
    }

    public async IAsyncEnumerable<StoredRecord> RecordsAsync(ReadingTable table, DateTimeOffset from, DateTimeOffset to, IReadOnlySet<string>? devices,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var unreadable = new UnreadableRows(table, log);
        var known = await access.AskAsync(() => days.Between(table, from, to),
            c => DuckDbSql.Select(c, $"SELECT DISTINCT device FROM {Rows(table, from, to)} ORDER BY device", row => row.GetString(0)), cancellationToken);
        foreach (var device in known.Where(d => devices?.Contains(d) ?? true))
        {
            // A piece at a time: a month of one device in memory would be gigabytes.
            foreach (var start in await SelectAsync(table, "DISTINCT t // 21600000 * 21600000", device, from, to, "ORDER BY ALL", Time, cancellationToken))
            {
                var (first, end) = (start > from ? start : from, start.AddHours(6) < to ? start.AddHours(6) : to);
                foreach (var record in await SelectAsync(table, DuckDbRows.Names(table), device, first, end, "ORDER BY t",
                    row => unreadable.Read(() => DuckDbRows.Read(row, table)), cancellationToken, allColumns: true))
                {
                    if (record is not null)
                        yield return record;
                }
            }
        }
    }

    public async Task ImportAsync(IReadOnlyList<StoredRecord> records, CancellationToken cancellationToken)
    {
        await access.InTransactionAsync(records.Count, () => FilesOf(records), writer => access.Together(() =>
        {
            foreach (var stream in records.GroupBy(r => ReadingTable.Of(r.Record)))
                Import(writer, stream.Key, [.. stream]);
            return true;
        }), cancellationToken);
        Stored?.Invoke(records);
    }

    /// <summary>What fails keeps nothing else from being tidied.</summary>
    public Task TidyAsync(DateTimeOffset now, ReadingsSettings kept, CancellationToken cancellationToken) => Task.Run(() =>
    {
        days.LookAgain();
        using var connection = access.Connect();
        DayMove.Finish(connection, days, log);
        DayMove.Forget(connection, days);
        var failed = new List<string>();
        foreach (var table in ReadingTable.All)
        {
            Try(() => Erase(connection, table, kept.Since(table, now)));
            var past = DayFiles.Start(DateOnly.FromDateTime((now - New).UtcDateTime)).ToUnixTimeMilliseconds();
            List<long> moved = [];
            Try(() => moved = DuckDbSql.Select(connection,
                FormattableString.Invariant($"SELECT DISTINCT t // 86400000 FROM {table.Name} WHERE t < {past} ORDER BY ALL"), row => row.GetInt64(0)));
            foreach (var day in moved)
                Try(() => Move(connection, table, DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(day))));
        }
        if (failed.Count > 0)
            throw new IOException(string.Join("; ", failed.Distinct().Take(3)));

        void Try(Action tidy)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                tidy();
            }
            catch (Exception e) when (e is DuckDBException or IOException or UnauthorizedAccessException)
            {
                failed.Add(DuckDbSql.Reason(e));
            }
        }
    }, cancellationToken);

    /// <summary>Nothing goes from the database to the files meanwhile. An open file outlives its being replaced or erased.</summary>
    public Task<IReadOnlyList<FileStream>?> CopyAsync(string database, CancellationToken cancellationToken) =>
        access.AskAsync<IReadOnlyList<FileStream>?>(() => [], connection =>
        {
            var own = DuckDbSql.Select(connection, "SELECT current_database()", row => row.GetString(0))[0];
            try
            {
                DuckDbSql.Execute(connection, $"ATTACH {DuckDbSql.Text(database)} AS copied; COPY FROM DATABASE \"{own}\" TO copied");
            }
            finally
            {
                DuckDbSql.Execute(connection, "DETACH DATABASE IF EXISTS copied");
            }
            return days.Open();
        }, cancellationToken);

    public void Dispose() => access.Dispose();

    private static DateTimeOffset Time(DuckDBDataReader reader) => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(0));

    /// <summary>A key has one time: only the days that the records are of are looked through.</summary>
    private void Import(DuckDBConnection writer, ReadingTable table, List<StoredRecord> records)
    {
        DuckDbSql.Execute(writer, $"CREATE OR REPLACE TEMP TABLE incoming AS SELECT * FROM {table.Name} LIMIT 0");
        using (var appender = writer.CreateAppender("temp", "main", "incoming"))
            records.ForEach(r => DuckDbRows.Append(appender, r));
        var known = Rows(table, records.Min(r => r.Record.T), records.Max(r => r.Record.T).AddMilliseconds(1));
        var devices = string.Join(", ", records.Select(r => DuckDbSql.Text(r.Device)).Distinct());
        DuckDbSql.Execute(writer, $"""
            INSERT INTO {table.Name} SELECT DISTINCT ON (device, boot, seq) incoming.* FROM incoming
            ANTI JOIN (SELECT device, boot, seq FROM {known} AND device IN ({devices})) USING (device, boot, seq)
            """);
    }

    private void Move(DuckDBConnection connection, ReadingTable table, DateOnly day)
    {
        while (true)
        {
            using var move = new DayMove(connection, days, table, day);
            try
            {
                move.Write();
            }
            catch (DuckDBException) when (IsSetAside(move))
            {
                continue;
            }
            access.Alone(() =>
            {
                move.Commit();
                DayMove.Finish(connection, days, log);
            });
            return;
        }

        // What is damaged keeps no late record from its day.
        bool IsSetAside(DayMove move)
        {
            move.Dispose();
            return File.Exists(days.Of(table, day)) && DayFileDamage.IsSetAside(connection, days, [days.Of(table, day)]);
        }
    }

    private void Erase(DuckDBConnection connection, ReadingTable table, DateTimeOffset before)
    {
        DuckDbSql.Execute(connection, FormattableString.Invariant($"DELETE FROM {table.Name} WHERE t < {before.ToUnixTimeMilliseconds()}"));
        foreach (var day in days.Days(table).TakeWhile(d => DayFiles.Start(d.AddDays(1)) <= before))
            access.Alone(() => File.Delete(days.Of(table, day)));
    }

    /// <summary>The day files between the first and the last of the records of each stream.</summary>
    private IEnumerable<string> FilesOf(IReadOnlyList<StoredRecord> records) => records.GroupBy(r => ReadingTable.Of(r.Record))
        .SelectMany(s => days.Between(s.Key, s.Min(r => r.Record.T), s.Max(r => r.Record.T).AddMilliseconds(1)));

    /// <summary>Rows of a stream from both places, <c>WHERE</c> and its times included.</summary>
    /// <param name="allColumns">Whether columns are asked for that files of an earlier version lack:
    /// to look for them in every file first costs as much as reading the rest.</param>
    private string Rows(ReadingTable table, DateTimeOffset from, DateTimeOffset to, bool allColumns = false)
    {
        var files = string.Join(", ", days.Between(table, from, to).Select(DuckDbSql.Text));
        var rows = files.Length == 0 ? table.Name
            : $"(SELECT * FROM {table.Name} UNION ALL BY NAME SELECT * FROM read_parquet([{files}]{(allColumns ? ", union_by_name = true" : "")}))";
        return $"{rows} WHERE {DuckDbSql.Within(from, to)}";
    }

    private Task<IReadOnlyList<T>> SelectAsync<T>(
        ReadingTable table, string columns, string device, DateTimeOffset from, DateTimeOffset to, string rest,
        Func<DuckDBDataReader, T> read, CancellationToken cancellationToken, bool allColumns = false) =>
        access.AskAsync<IReadOnlyList<T>>(() => days.Between(table, from, to),
            connection => DuckDbSql.Select(connection,
                $"SELECT {columns} FROM {Rows(table, from, to, allColumns)} AND device = {DuckDbSql.Text(device)} {rest}", read), cancellationToken);
}
