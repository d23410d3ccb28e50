using System.Runtime.CompilerServices;
using System.Text.Json;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>Readings on an InfluxDB server.</summary>
/// <remarks>There are no transactions: a point's time names its record, so that rows written again are the same rows,
/// and the spool position is written after them.</remarks>
internal sealed class InfluxDbReadingStore(InfluxDbSettings settings, string spool, TimeProvider time, ILogger<InfluxDbReadingStore> log)
    : IReadingStore, IDisposable
{
    /// <summary>How far back the position is looked for. A control room that was away longer writes again what its spool still holds.</summary>
    private static readonly TimeSpan PositionKept = TimeSpan.FromDays(30);

    /// <summary>Longer queries are first cut to what there is: a day that is not there costs a question too.</summary>
    private static readonly TimeSpan ManySlices = TimeSpan.FromDays(31);

    private static readonly TimeSpan Slice = TimeSpan.FromDays(1);

    /// <summary>InfluxDB's own end of time lies in 2262; a record's in 2199.</summary>
    private static readonly DateTimeOffset Beginning = DateTimeOffset.UnixEpoch, End = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly InfluxDbServer server = new(settings);
    private bool isRetentionLogged;

    public event Action<IReadOnlyCollection<StoredRecord>>? Stored;

    public async Task<long> OffsetAsync(CancellationToken cancellationToken)
    {
        var since = InfluxDbLines.FromMilliseconds((time.GetUtcNow() - PositionKept).ToUnixTimeMilliseconds());
        var (rows, _) = await server.QueryAsync(
            Invariant($"SELECT max(position) FROM spool_offset WHERE spool = '{spool}' AND time >= {since}"), cancellationToken);
        return rows.Count == 0 ? 0 : rows[0][1].GetInt64();
    }

    public async Task WriteAsync(IReadOnlyList<StoredRecord> records, long offset, CancellationToken cancellationToken)
    {
        await WriteAsync(records, cancellationToken);
        // One point an hour, within whatever the server's retention policy keeps.
        var hour = InfluxDbLines.FromMilliseconds(time.GetUtcNow().ToUnixTimeSeconds() / 3600 * 3_600_000);
        if (await server.WriteAsync(Invariant($"spool_offset,spool={spool} position={offset}i {hour}"), cancellationToken) is { } reason)
            throw new IOException($"InfluxDB does not take the spool position: {reason}");
    }

    /// <summary>A point's time names its record: importing is writing.</summary>
    public Task ImportAsync(IReadOnlyList<StoredRecord> records, CancellationToken cancellationToken) => WriteAsync(records, cancellationToken);

    public async IAsyncEnumerable<StoredRecord> RecordsAsync(ReadingTable table, DateTimeOffset from, DateTimeOffset to, IReadOnlySet<string>? devices,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (known, _) = await server.QueryAsync($"SHOW TAG VALUES FROM {table.Name} WITH KEY = device", cancellationToken);
        var columns = string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""));
        using var unreadable = new UnreadableRows(table, log);
        foreach (var device in known.Select(row => row[1].GetString()!).Where(d => devices?.Contains(d) ?? true).Order(StringComparer.Ordinal))
        {
            await foreach (var row in RowsAsync(table.Name, columns, device, from, to, int.MaxValue, cancellationToken))
            {
                if (unreadable.Read(() => new(device, InfluxDbLines.Record(table, row))) is { } record)
                    yield return record;
            }
        }
    }

    public async IAsyncEnumerable<UpRecord> RecordsAsync(
        string stream, string device, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = ReadingTable.Of(stream);
        var columns = string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""));
        using var unreadable = new UnreadableRows(table, log);
        await foreach (var row in RowsAsync(table.Name, columns, device, from, to, int.MaxValue, cancellationToken))
        {
            if (unreadable.Read(() => new(device, InfluxDbLines.Record(table, row))) is { } record)
                yield return record.Record;
        }
    }

    /// <summary>The number is asked for too: a row of which nothing asked for is known would not be returned.</summary>
    public Task<IReadOnlyList<NoiseReading>> NoiseAsync(
        string device, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken) =>
        SelectAsync("noise", "LAeq, LAFmax, LCpeak, flags, seq", device, from, to, limit,
            row => new NoiseReading(Time(row), InfluxDbLines.Level(row[1]), InfluxDbLines.Level(row[2]), InfluxDbLines.Level(row[3]))
            {
                Flags = JsonSerializer.Deserialize(row[4].GetString()!, ContractsJson.Default.StringArray)!,
            }, cancellationToken);

    public Task<IReadOnlyList<NoiseMinute>> NoiseMinutesAsync(string device, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        SelectAsync(ReadingTable.NoiseMinute.Name,
            "LAeq, LAFmax, LCpeak, histogram, overloadSeconds, underRangeSeconds, capture", device, from, to, int.MaxValue,
            row => new NoiseMinute(Time(row), InfluxDbLines.Level(row[1]), InfluxDbLines.Level(row[2]), InfluxDbLines.Level(row[3]),
                row[4].GetString() is { } laf ? InfluxDbLines.Histogram(laf) : null,
                row[5].GetInt32(), row[6].GetInt32(), row[7].GetDouble()), cancellationToken);

    public Task<IReadOnlyList<OccupiedReading>> OccupiedAsync(string device, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        SelectAsync(ReadingTable.Motion.Name, "occupied, flags, seq", device, from, to, int.MaxValue,
            row => new OccupiedReading(Time(row), row[1].ValueKind == JsonValueKind.Number && (row[2].GetString() ?? "[]") == "[]" ? row[1].GetDouble() : null),
            cancellationToken);

    public async Task<IReadOnlyList<NoiseBands>> BandsAsync(
        string device, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> spans, CancellationToken cancellationToken)
    {
        if (spans.Count == 0)
            return [];
        var all = await SelectAsync("noise", "LAeq, LCeq, bands, seq", device, spans.Min(s => s.From), spans.Max(s => s.To), int.MaxValue,
            row => new NoiseBands(Time(row), InfluxDbLines.Level(row[1]), InfluxDbLines.Level(row[2]), InfluxDbLines.Bands(row[3])), cancellationToken);
        return [.. all.Where(b => spans.Any(s => b.T >= s.From && b.T < s.To))];
    }

    /// <summary>A server of version 3 erases nothing on request: there the database's own retention does it.</summary>
    public async Task TidyAsync(DateTimeOffset now, ReadingsSettings kept, CancellationToken cancellationToken)
    {
        if (settings.Api == 3)
        {
            if (!Interlocked.Exchange(ref isRetentionLogged, true))
                ReadingsLog.ErasedByRetention(log, settings.Database);
            return;
        }
        foreach (var table in ReadingTable.All)
            await server.DeleteAsync(table.Name, kept.Since(table, now), cancellationToken);
    }

    public void Dispose() => server.Dispose();

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static DateTimeOffset Time(JsonElement row) => InfluxDbLines.Instant(row[0].GetInt64());

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    /// <summary>Whatever the server did with the others where it refuses a line: <see cref="Halving"/> leads to each of them.</summary>
    private async Task WriteAsync(IReadOnlyList<StoredRecord> records, CancellationToken cancellationToken)
    {
        if (records.Count == 0)
            return;
        try
        {
            if (await server.WriteAsync(string.Join("\n", records.Select(Line)), cancellationToken) is { } reason)
                throw new RefusedReadingsException($"InfluxDB refuses it: {reason}");
        }
        finally
        {
            // Of what it refuses it may have taken a part.
            Stored?.Invoke(records);
        }
    }

    private static string Line(StoredRecord record)
    {
        try
        {
            return InfluxDbLines.Line(record);
        }
        catch (ArgumentException e)
        {
            throw new RefusedReadingsException(e.Message, e);
        }
    }

    private async Task<IReadOnlyList<T>> SelectAsync<T>(
        string measurement, string fields, string device, DateTimeOffset from, DateTimeOffset to,
        int limit, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await foreach (var row in RowsAsync(measurement, fields, device, from, to, limit, cancellationToken))
            rows.Add(read(row));
        return rows;
    }

    /// <summary>Rows of a device in time, a slice after the other.</summary>
    private async IAsyncEnumerable<JsonElement> RowsAsync(
        string measurement, string fields, string device, DateTimeOffset from, DateTimeOffset to,
        int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (from, to) = (from < Beginning ? Beginning : from, Earlier(to, End));
        if (to - from > ManySlices)
        {
            if (await EdgeAsync("ASC") is not { } first || await EdgeAsync("DESC") is not { } last)
                yield break;
            (from, to) = (first, Earlier(to, last.AddMilliseconds(1)));
        }
        for (; from < to && limit > 0; from += Slice)
        {
            var (start, end) = (Nanoseconds(from), Nanoseconds(Earlier(from + Slice, to)));
            for (var more = true; more && limit > 0;)
            {
                (var values, more) = await QueryAsync(fields, start, end, Invariant($"ORDER BY time ASC LIMIT {limit}"));
                foreach (var row in values)
                    yield return row;
                limit -= values.Count;
                if (more)
                    start = values[^1][0].GetInt64() + 1;
            }
        }

        async Task<DateTimeOffset?> EdgeAsync(string order)
        {
            var (values, _) = await QueryAsync("seq", Nanoseconds(from), Nanoseconds(to), $"ORDER BY time {order} LIMIT 1");
            return values.Count == 0 ? null : Time(values[0]);
        }

        Task<(IReadOnlyList<JsonElement> Rows, bool BrokenOff)> QueryAsync(string what, long start, long end, string rest) => server.QueryAsync(
            Invariant($"SELECT {what} FROM {measurement} WHERE device = '{device}' AND time >= {start} AND time < {end} {rest}"), cancellationToken);
    }

    private static long Nanoseconds(DateTimeOffset t) => InfluxDbLines.FromMilliseconds(t.ToUnixTimeMilliseconds());
}
