using DuckDB.NET.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Tests.Readings;

namespace Solutions.Edge.ControlRoom.Tests.Seals;

public sealed class DuckDbSealTests : SealCompliance
{
    private DuckDbReadingStore? store;

    private protected override Task<IReadingStore> OpenAsync() => Task.FromResult<IReadingStore>(store = new(Folder));

    private protected override void Close() => store?.Dispose();

    private protected override Task EraseAsync(UpRecord row)
    {
        using var connection = new DuckDBConnection($"Data Source={Path.Combine(Folder, "recent.duckdb")}");
        connection.Open();
        using var command = connection.CreateCommand();
        var table = ReadingTable.Of(row).Name;
        var file = Path.Combine(Folder, RowLayout.StreamOf(row), "2026-11-23.parquet");
        // A past day is in its file: taken out and put back but for the row.
        command.CommandText = File.Exists(file)
            ? $"COPY (SELECT * FROM read_parquet('{file}') WHERE seq <> {row.Seq}) TO '{file}.part' (FORMAT parquet)"
            : $"DELETE FROM {table} WHERE seq = {row.Seq}";
        command.ExecuteNonQuery();
        if (File.Exists(file + ".part"))
            File.Move(file + ".part", file, overwrite: true);
        return Task.CompletedTask;
    }
}

public sealed class InfluxDbSealTests(OpenInfluxDb server) : SealCompliance, IClassFixture<OpenInfluxDb>
{
    private InfluxDbSettings? settings;
    private InfluxDbReadingStore? store;

    private protected override async Task<IReadingStore> OpenAsync()
    {
        settings ??= await server.CreateDatabaseAsync();
        return store = new(settings, "spool", new FakeTimeProvider(Start), NullLogger<InfluxDbReadingStore>.Instance);
    }

    private protected override void Close() => store?.Dispose();

    private protected override async Task EraseAsync(UpRecord row)
    {
        using var http = new HttpClient();
        var delete = FormattableString.Invariant($"DELETE FROM \"{ReadingTable.Of(row).Name}\" WHERE time = {InfluxDbLines.Nanoseconds(row)}");
        using var content = new FormUrlEncodedContent([new("q", delete)]);
        using var answer = await http.PostAsync(new Uri($"{settings!.Url}/query?db={Uri.EscapeDataString(settings.Database)}"), content, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
