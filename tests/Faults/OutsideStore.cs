using System.Text.Json;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Faults;

/// <summary>Debian's InfluxDB as the reading store, over a line that can be cut.</summary>
internal sealed class OutsideStore : IAsyncDisposable
{
    private readonly InfluxDb server;

    private OutsideStore(InfluxDb server) => (this.server, Line) = (server, FaultyLine.To(new Uri(server.Url).Port));

    public FaultyLine Line { get; }

    public static async Task<OutsideStore> StartAsync(Rig rig)
    {
        var server = await InfluxDb.StartAsync();
        await server.StateAsync("CREATE DATABASE solutions");
        var store = new OutsideStore(server);
        rig.RoomSettings["SOLUTIONS__READINGS__STORE"] = "influxdb";
        rig.RoomSettings["SOLUTIONS__READINGS__INFLUXDB__URL"] = $"http://127.0.0.1:{store.Line.Port}";
        return store;
    }

    /// <summary>The values of a SELECT, time first; empty if there are none.</summary>
    public async Task<IReadOnlyList<JsonElement>> SelectAsync(string what, string measurement)
    {
        var result = JsonSerializer.Deserialize<JsonElement>(await server.StateAsync($"SELECT {what} FROM solutions..{measurement}")).GetProperty("results")[0];
        return result.TryGetProperty("series", out var series) ? [.. series[0].GetProperty("values").EnumerateArray()] : [];
    }

    /// <summary>Spool position up to which it has everything.</summary>
    public async Task<long> PositionAsync() => await SelectAsync("max(position)", "spool_offset") is [var row, ..] ? row[1].GetInt64() : 0;

    public async ValueTask DisposeAsync()
    {
        await Line.DisposeAsync();
        await server.DisposeAsync();
    }
}
