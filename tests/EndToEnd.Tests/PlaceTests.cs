using System.Net.Http.Headers;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests;

/// <summary>What belongs to a place reaches the real device that stands there while both run.</summary>
public class PlaceTests
{
    private static readonly double[][] All = [[0, 0], [1, 0], [1, 1], [0, 1]];

    [Fact]
    public async Task A_zone_that_is_drawn_in_the_control_room_is_in_the_running_devices_records_and_survives_a_restart_of_either()
    {
        using var folder = new TemporaryFolder();
        await using var room = await ControlRoomProcess.StartAsync(SitesFileWriter.Write(folder.Path, Street("kerb")), Path.Combine(folder.Path, "data"));
        await using var listener = await WireDevice.ConnectAsync("listener", room.MqttPort);
        await listener.ListenAsync(Topics.Up("lamp", Streams.Motion));
        var (file, state) = (AgentFileWriter.Write(folder.Path, "lamp", AgentFileWriter.OfScene("town", 3, "camera")), Path.Combine(folder.Path, "agent"));

        await using (var agent = AgentProcess.Start(file, room, state))
        {
            var first = await InForceAsync(room);
            await NamesAsync(listener, 1, "kerb");
            var changed = TimeProvider.System.GetUtcNow();
            await PutAsync(room, Street("lane"));
            Assert.NotEqual(first, await InForceAsync(room));
            TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
                $"in force after {(TimeProvider.System.GetUtcNow() - changed).TotalSeconds:0.00} s"));
            await NamesAsync(listener, 1, "lane");
            // From one second to the next, and no second by both.
            Assert.Equal(["kerb", "lane"], Zones(listener, 1).Distinct());
            Assert.Equal(0, await agent.StopAsync());
        }

        var present = (await DeviceAsync(room)).GetProperty("configPresent").GetInt64();
        await using var again = AgentProcess.Start(file, room, state);
        await NamesAsync(listener, 2, "lane");
        Assert.Equal(["lane"], Zones(listener, 2).Distinct());
        Assert.DoesNotContain("of the place is in force", again.Output, StringComparison.Ordinal);

        await room.StopAsync();
        await room.StartAgainAsync();
        Assert.Equal(present, await InForceAsync(room));
        Assert.DoesNotContain("of the place is in force", again.Output, StringComparison.Ordinal);
    }

    private static SiteEntry Street(string zone) => new()
    {
        Id = "street",
        Name = "Street",
        Type = SiteType.STREET,
        TimeZone = "Europe/London",
        Devices =
        [
            new()
            {
                Id = "lamp",
                Name = "Lamp column",
                Camera = new() { Zones = [new() { Id = zone, Kind = ZoneKind.Road, Polygon = All }] },
            },
        ],
    };

    /// <returns>The version, once the device states that the present one is in force.</returns>
    private static async Task<long> InForceAsync(ControlRoomProcess room)
    {
        var device = default(JsonElement);
        await Eventually.IsTrueAsync("device with the present configuration", async () =>
            (device = await DeviceAsync(room)).GetProperty("config").ToString() == device.GetProperty("configPresent").ToString());
        return device.GetProperty("config").GetInt64();
    }

    private static async Task<JsonElement> DeviceAsync(ControlRoomProcess room) => (await room.GetAsync("/api/v1/devices"))[0];

    private static Task NamesAsync(WireDevice listener, long boot, string zone) =>
        Eventually.IsTrueAsync($"record of zone {zone}", () => Task.FromResult(Zones(listener, boot).Contains(zone)));

    /// <summary>Of each second of a boot in which what moves was known: the zones it names. What was not acknowledged is sent again.</summary>
    private static IEnumerable<string> Zones(WireDevice listener, long boot) => listener.Received.SelectMany(m =>
            m.Payload.ValueKind == JsonValueKind.Array ? m.Payload.EnumerateArray() : Enumerable.Repeat(m.Payload, 1))
        .Where(r => r.GetProperty("bn").GetInt64() == boot).OrderBy(r => r.GetProperty("seq").GetInt64())
        .Select(r => string.Join(' ', r.GetProperty("zones").EnumerateObject().Select(z => z.Name))).Where(z => z.Length > 0);

    private static async Task PutAsync(ControlRoomProcess room, SiteEntry site)
    {
        using var content = new StringContent(JsonSerializer.Serialize(site, SitesJson.Default.SiteEntry), new MediaTypeHeaderValue("application/json"));
        using var answer = await room.Http.PutAsync(new Uri($"/api/v1/sites/{site.Id}", UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
