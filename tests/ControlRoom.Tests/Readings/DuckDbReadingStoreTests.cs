using DuckDB.NET.Data;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

public sealed class DuckDbReadingStoreTests : ReadingStoreCompliance
{
    private DuckDbReadingStore? store;

    private string Database => Path.Combine(Folder, "readings.duckdb");

    [Fact]
    public async Task Bands_are_kept_as_hundredths_with_their_gaps()
    {
        double?[] bands = [.. Enumerable.Range(0, NoiseRecord.BandCount).Select(b => b == 3 ? (double?)null : b + 0.123)];
        await (await OpenAsync()).WriteAsync([new("lamp", new NoiseRecord { Boot = SpoolFolder.Boot, Seq = 1, T = SpoolFolder.Start, N = 48_000, Bands = bands })], 1, TestContext.Current.CancellationToken);
        using var connection = new DuckDBConnection($"Data Source={Database}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT bands FROM noise";
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Equal(bands.Select((b, i) => b is null ? (short?)null : (short)(100 * i + 12)), reader.GetFieldValue<List<short?>>(0));
    }

    private protected override Task<IReadingStore> OpenAsync() => Task.FromResult<IReadingStore>(store = new(Database));

    private protected override void Close() => store?.Dispose();
}
