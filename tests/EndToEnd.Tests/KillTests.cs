using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests;

public class KillTests
{
    [Fact]
    public async Task No_record_is_missing_or_doubled_after_the_control_room_was_killed_mid_stream()
    {
        using var folder = new TemporaryFolder();
        var sites = SitesFileWriter.Write(folder.Path, new SiteEntry
        {
            Id = "street",
            Name = "Street",
            Type = SiteType.STREET,
            TimeZone = "Europe/London",
            Devices = [new() { Id = "lamp", Name = "Lamp column", Scene = new("town", 3), Sound = new() { Source = SourceKind.Scene } }],
        });
        await using var room = await ControlRoomProcess.StartAsync(sites, Path.Combine(folder.Path, "data"));
        await using var agent = AgentProcess.Start(sites, "lamp", room, Path.Combine(folder.Path, "agent"));
        for (var kill = 0; kill < 3; kill++)
        {
            var seen = await CountAsync(room);
            await Eventually.IsTrueAsync("five more seconds of noise", async () => await CountAsync(room) >= seen + 5);
            await room.KillAsync();
            await room.StartAgainAsync();
        }
        var last = await CountAsync(room);
        await Eventually.IsTrueAsync("noise after the last kill", async () => await CountAsync(room) >= last + 5);
        Assert.Equal(0, await agent.StopAsync());
        await Eventually.IsTrueAsync("everything the agent had in the store", async () => await IsDrainedAsync(room));
        await AssertEverySecondOnceAsync(room);
        await room.StopAsync();
        await SpoolContents.AssertEverySequenceOnceAsync(room.Data);
    }

    private static async Task<int> CountAsync(ControlRoomProcess room) => (await SecondsAsync(room)).Count;

    private static async Task<IReadOnlyList<DateTimeOffset>> SecondsAsync(ControlRoomProcess room) =>
        [.. (await room.GetAsync("/api/v1/noise?device=lamp&from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z&limit=10000"))
            .GetProperty("items").EnumerateArray().Select(n => n.GetProperty("t").GetDateTimeOffset())];

    private static async Task<bool> IsDrainedAsync(ControlRoomProcess room)
    {
        var before = await CountAsync(room);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        return await CountAsync(room) == before;
    }

    private static async Task AssertEverySecondOnceAsync(ControlRoomProcess room)
    {
        var seconds = await SecondsAsync(room);
        Assert.Equal(Enumerable.Range(0, seconds.Count).Select(i => seconds[0].AddSeconds(i)), seconds);
    }
}
