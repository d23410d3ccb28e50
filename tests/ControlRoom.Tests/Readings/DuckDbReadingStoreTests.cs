using DuckDB.NET.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Tests.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

public sealed class DuckDbReadingStoreTests : ReadingStoreCompliance
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private DuckDbReadingStore? store;

    private DayFiles Days => new(Folder, NullLogger.Instance);

    [Fact]
    public async Task A_day_that_is_older_than_48_hours_is_a_file_a_stream_sorted_by_device_and_time()
    {
        var opened = await OpenAsync();
        await opened.WriteAsync([.. Enumerable.Range(0, 9).Select(n => Second(n, Noon.AddHours(6 * (8 - n)), n % 2 == 0 ? "street" : "alley"))], 1, Cancel);
        await opened.TidyAsync(Noon.AddDays(4), new(), Cancel);
        string[] files = ["2026-11-23.parquet", "2026-11-24.parquet"];
        Assert.Equal(files, Directory.EnumerateFiles(Path.Combine(Folder, "noise")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.Equal(["alley 18", "street 12"], Ask($"SELECT device || ' ' || (t // 3600000 % 24) FROM '{Folder}/noise/{files[0]}'"));
        Assert.Equal(["3"], Ask("SELECT count(*)::VARCHAR FROM noise"));
    }

    /// <summary>The folder is copied after each step, as a kill would leave it, with a part that was never finished.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_kill_after_any_step_of_a_days_move_loses_and_doubles_nothing(int steps)
    {
        var opened = await OpenAsync();
        await opened.WriteAsync([.. Enumerable.Range(0, 5).Select(n => Second(n, Noon.AddSeconds(n)))], 1, Cancel);
        await opened.TidyAsync(Noon.AddDays(3), new(), Cancel);
        await opened.WriteAsync([.. Enumerable.Range(5, 5).Select(n => Second(n, Noon.AddSeconds(n))), Second(10, Noon.AddDays(2))], 77, Cancel);
        using var image = new TemporaryFolder();
        using (var connection = Connect())
        using (var move = new DayMove(connection, Days, ReadingTable.Noise, DateOnly.FromDateTime(Noon.Date)))
        {
            Action[] all = [move.Write, move.Commit, () => DayMove.Finish(connection, Days, NullLogger.Instance), () => DayMove.Forget(connection, Days)];
            Array.ForEach(all[..steps], step => step());
            foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(image.Path, Path.GetRelativePath(Folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
        await File.WriteAllTextAsync(Path.Combine(image.Path, "noise", "2026-11-23.unfinished.part"), "PAR1", Cancel);
        using var after = new DuckDbReadingStore(image.Path);
        for (var tidied = 0; tidied < 2; tidied++)
        {
            Assert.Equal(Enumerable.Range(0, 11).Select(n => (double?)n),
                (await after.NoiseAsync("lamp", Noon, Noon.AddDays(9), 100, Cancel)).Select(r => r.LAeq));
            Assert.Equal(77, await after.OffsetAsync(Cancel));
            await after.TidyAsync(Noon.AddDays(3), new(), Cancel);
        }
        Assert.Equal(["2026-11-23.parquet"], Directory.EnumerateFiles(Path.Combine(image.Path, "noise")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_an_earlier_version_kept_without_a_column_is_read_with_it_unknown()
    {
        var opened = await OpenAsync();
        StoredRecord[] gates = [.. Enumerable.Range(0, 3).Select(n =>
            new StoredRecord("gate", new GateRecord { Boot = SpoolFolder.Boot, Seq = n + 1, T = Noon.AddDays(n), Wind = n, Rain = 2 }))];
        await opened.WriteAsync(gates, 1, Cancel);
        await opened.TidyAsync(Noon.AddDays(4), new(), Cancel);
        var file = Path.Combine(Folder, "gate", "2026-11-23.parquet");
        Ask($"COPY (SELECT * EXCLUDE (rain, opening, stated) FROM '{file}') TO '{file}.old' (FORMAT parquet)");
        File.Move(file + ".old", file, overwrite: true);
        Ask("ALTER TABLE gate DROP COLUMN stated; ALTER TABLE gate DROP COLUMN opening; ALTER TABLE gate DROP COLUMN rain");
        Close();
        opened = await OpenAsync();
        Assert.Equal([(0, null), (1, 2), (2, null)], await GatesAsync());
        // One that came late: the file is written anew, with the column.
        await opened.WriteAsync([gates[0] with { Record = gates[0].Record with { Seq = 9 } }], 1, Cancel);
        await opened.TidyAsync(Noon.AddDays(4), new(), Cancel);
        Assert.Equal([(0, null), (0, 2), (1, 2), (2, null)], await GatesAsync());

        async Task<IEnumerable<(double?, double?)>> GatesAsync()
        {
            List<GateRecord> read = [];
            await foreach (var record in opened.ExportAsync(Noon, Noon.AddDays(9), devices: null, Cancel))
                read.Add((GateRecord)record.Record);
            return read.OrderBy(g => g.T).ThenBy(g => g.Seq).Select(g => (g.Wind, g.Rain));
        }
    }

    private protected override Task<IReadingStore> OpenAsync() => Task.FromResult<IReadingStore>(store = new(Folder));

    private protected override void Close() => store?.Dispose();

    private static StoredRecord Second(int n, DateTimeOffset t, string device = "lamp") =>
        new(device, new NoiseRecord { Boot = SpoolFolder.Boot, Seq = n + 1, T = t, N = 48_000, LAeq = n, LCpeak = 80 });

    private DuckDBConnection Connect()
    {
        var connection = new DuckDBConnection($"Data Source={Path.Combine(Folder, "recent.duckdb")}");
        connection.Open();
        return connection;
    }

    private List<string> Ask(string sql)
    {
        using var connection = Connect();
        return DuckDbSql.Select(connection, sql, row => row.GetValue(0).ToString()!);
    }
}
