using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests;

public class KillTests
{
    private static readonly SiteEntry Street = new()
    {
        Id = "street",
        Name = "Street",
        Type = SiteType.STREET,
        TimeZone = "Europe/London",
        Devices = [new() { Id = "lamp", Name = "Lamp column", Sound = new() }],
    };

    private static string Lamp(TemporaryFolder folder) => AgentFileWriter.Write(folder.Path, "lamp", AgentFileWriter.OfScene("town", 3, "sound"));

    [Fact]
    public async Task No_record_is_missing_or_doubled_after_the_control_room_was_killed_mid_stream()
    {
        using var folder = new TemporaryFolder();
        var sites = SitesFileWriter.Write(folder.Path, Street);
        await using var room = await ControlRoomProcess.StartAsync(sites, Path.Combine(folder.Path, "data"));
        await using var agent = AgentProcess.Start(Lamp(folder), room, Path.Combine(folder.Path, "agent"));
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
        var seconds = await SecondsAsync(room);
        await room.StopAsync();
        await SpoolContents.AssertEverySequenceOnceAsync(room.Data);
        Assert.Equal(Enumerable.Range(0, seconds.Count).Select(i => seconds[0].AddSeconds(i)), seconds);
    }

    [Fact]
    public async Task No_record_is_missing_or_doubled_after_the_agent_was_killed_while_the_broker_was_down()
    {
        using var folder = new TemporaryFolder();
        var sites = SitesFileWriter.Write(folder.Path, Street);
        var state = Path.Combine(folder.Path, "agent");
        await using var room = await ControlRoomProcess.StartAsync(sites, Path.Combine(folder.Path, "data"));
        await room.KillAsync();
        // Twice killed, then stopped: what waits is in the journal twice over, then on the disk.
        for (var run = 1; run <= 3; run++)
        {
            await using var agent = AgentProcess.Start(Lamp(folder), room, state);
            var journal = Path.Combine(state, "lamp", "journal");
            var before = run == 1 ? 0 : new FileInfo(journal).Length;
            // A second of noise is about 300 bytes in it.
            await Eventually.IsTrueAsync("more seconds in the journal", () =>
                Task.FromResult(File.Exists(journal) && new FileInfo(journal).Length > before + 2500));
            if (run < 3)
                await agent.KillAsync();
            else
                Assert.Equal(0, await agent.StopAsync());
        }
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(state, "lamp", "backlog", "others")));

        await room.StartAgainAsync();
        await using var last = AgentProcess.Start(Lamp(folder), room, state);
        await Eventually.IsTrueAsync("an empty backlog", () =>
            Task.FromResult(Directory.GetFiles(Path.Combine(state, "lamp", "backlog"), "*", SearchOption.AllDirectories).Length == 0), seconds: 60);
        Assert.Equal(0, await last.StopAsync());
        await room.StopAsync();
        var noise = (await SpoolContents.AssertEverySequenceOnceAsync(room.Data)).Where(s => s.Stream == Streams.Noise);
        // The last run may be over before its own first second.
        Assert.InRange(noise.Count(s => s.Records >= 4), 3, 4);
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
}
