using System.Net;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests;

public class StoreOutageTests
{
    private static readonly SiteEntry Alley = new()
    {
        Id = "alley",
        Name = "Alley",
        Type = SiteType.ALLEY,
        TimeZone = "Europe/London",
        Devices = [.. new[] { "north", "south" }.Select(
            id => new DeviceEntry { Id = id, Name = id, Gate = new() { Lock = LockType.Keyed } })],
    };

    [Fact]
    public async Task A_server_that_goes_away_is_named_on_the_page_and_an_alert_of_that_time_rings_when_it_is_back()
    {
        Assert.SkipUnless(PostgreSql.IsInstalled, PostgreSql.Absent);
        using var folder = new TemporaryFolder();
        await using var server = await PostgreSql.StartAsync();
        await using var room = await StartAsync(folder, server);
        await ForceAsync("north", room);
        await RangAsync(1, room);
        Assert.DoesNotContain("Alerts cannot be stored", await room.Http.GetStringAsync("/"), StringComparison.Ordinal);

        await server.StopAsync();
        await ForceAsync("south", room);
        await Eventually.IsTrueAsync("a word on the page", async () =>
            (await room.Http.GetStringAsync("/")).Contains("Alerts cannot be stored", StringComparison.Ordinal), seconds: 60);

        await server.StartAgainAsync();
        await RangAsync(2, room);
        await Eventually.IsTrueAsync("a page without that word", async () =>
            !(await room.Http.GetStringAsync("/")).Contains("Alerts cannot be stored", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_is_away_at_the_start_is_named_and_waited_for()
    {
        Assert.SkipUnless(PostgreSql.IsInstalled, PostgreSql.Absent);
        using var folder = new TemporaryFolder();
        await using var server = await PostgreSql.StartAsync();
        await using var room = await StartAsync(folder, server);
        await room.StopAsync();
        await server.StopAsync();
        var starting = room.StartAgainAsync();
        await Eventually.IsTrueAsync("a word on the server", () =>
            Task.FromResult(room.Output.Contains("does not answer", StringComparison.Ordinal)), seconds: 60);
        await server.StartAgainAsync();
        await starting;
    }

    [Fact]
    public async Task A_demonstration_starts_and_rings_while_its_reading_store_is_away()
    {
        using var folder = new TemporaryFolder();
        var home = new SiteEntry
        {
            Id = "home",
            Name = "Home",
            Type = SiteType.HOME,
            TimeZone = "Europe/London",
            SeededLAeq = 26,
            Devices = [new() { Id = "room", Name = "Room", Sound = new() }],
        };
        var settings = new Dictionary<string, string>
        {
            ["SOLUTIONS__READINGS__STORE"] = "influxdb",
            ["SOLUTIONS__READINGS__INFLUXDB__URL"] = $"http://127.0.0.1:{FreePort.Take(1)[0]}",
        };
        await using var room = await ControlRoomProcess.StartAsync(
            SitesFileWriter.Write(folder.Path, Alley, home), Path.Combine(folder.Path, "data"), settings);
        Assert.Contains("Site home starts without its seeded levels", room.Output, StringComparison.Ordinal);
        await ForceAsync("north", room);
        await RangAsync(1, room);
    }

    [Fact]
    public async Task A_control_room_whose_readings_do_not_open_rings_and_says_so_and_has_them_once_the_file_is_away()
    {
        using var folder = new TemporaryFolder();
        var (data, sites) = (Path.Combine(folder.Path, "data"), SitesFileWriter.Write(folder.Path, Alley));
        await using var room = await ControlRoomProcess.StartAsync(sites, data);
        await room.StopAsync();
        var database = Path.Combine(data, "readings", "recent.duckdb");
        await File.WriteAllTextAsync(database, "it was here", TestContext.Current.CancellationToken);
        await room.StartAgainAsync();
        await ForceAsync("north", room);
        await RangAsync(1, room);
        Assert.Contains($"the readings database {database} does not open", await room.Http.GetStringAsync("/readyz"), StringComparison.Ordinal);
        using var refused = await room.Http.GetAsync("/api/v1/noise?device=north&from=2026-11-23T23:00:00Z&to=2026-11-24T00:00:00Z");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        File.Delete(database);
        await Eventually.IsTrueAsync("readings", async () =>
            (await room.Http.GetStringAsync("/readyz")).Contains("readings: readings are stored", StringComparison.Ordinal), seconds: 90);
        await Eventually.IsTrueAsync("a word that it works again", () =>
            Task.FromResult(room.Output.Contains("The reading store takes readings again", StringComparison.Ordinal)));
        Assert.DoesNotContain("   at ", room.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("control-room.db")]
    [InlineData("lock")]
    [InlineData("DEMONSTRATION")]
    public async Task A_folder_in_the_place_of_a_file_ends_the_start_with_a_sentence(string file)
    {
        using var folder = new TemporaryFolder();
        var (data, sites) = (Path.Combine(folder.Path, "data"), SitesFileWriter.Write(folder.Path, Alley));
        await using var room = await ControlRoomProcess.StartAsync(sites, data);
        await room.StopAsync();
        foreach (var beside in new[] { "", "-wal", "-shm" })
            File.Delete(Path.Combine(data, file + beside));
        Directory.CreateDirectory(Path.Combine(data, file));
        room.Start();
        Assert.Equal(2, await room.ExitAsync());
        Assert.Contains(Path.Combine(data, file), room.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", room.Output, StringComparison.Ordinal);
    }

    private static async Task<ControlRoomProcess> StartAsync(TemporaryFolder folder, PostgreSql server) => await ControlRoomProcess.StartAsync(
        SitesFileWriter.Write(folder.Path, Alley), Path.Combine(folder.Path, "data"),
            new Dictionary<string, string> { ["SOLUTIONS__DATABASE"] = await server.CreateDatabaseAsync() });

    /// <summary>A gate opens whose bolt is thrown; returns when the control room has that on its disk.</summary>
    private static async Task ForceAsync(string id, ControlRoomProcess room)
    {
        await using var gate = await WireDevice.ConnectAsync(id, room.MqttPort);
        foreach (var contact in new[] { ContactState.Closed, ContactState.Open })
            await gate.SendAsync(Streams.Gate, new GateRecord { T = TimeProvider.System.GetUtcNow(), Contact = contact, Bolt = BoltState.Thrown });
        await gate.IsAcknowledgedAsync(Streams.Gate);
    }

    private static Task RangAsync(int alerts, ControlRoomProcess room) => Eventually.IsTrueAsync($"{alerts} alerts of a forced gate", async () =>
        (await room.GetAsync("/api/v1/alerts")).GetProperty("items").EnumerateArray()
            .Count(a => a.GetProperty("code").GetString() == "GATE-FORCED") == alerts, seconds: 60);
}
