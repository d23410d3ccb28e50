using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests;

/// <summary>The first two minutes: the real control room and the real agents, fed by their generated scenes.</summary>
public class DemonstrationTests
{
    private const string Town = "s-7c41e9", Home = "s-b20d63", Alley = "s-38fa05";

    [Fact]
    public async Task In_two_minutes_the_shouts_fold_under_DISORDER_a_gate_is_forced_and_the_home_rings_for_no_operator()
    {
        using var folder = new TemporaryFolder();
        var sites = Path.Combine(Tree.Root, "shared", "demonstration.json");
        await using var room = await ControlRoomProcess.StartAsync(sites);
        await using var listener = await WireDevice.ConnectAsync("listener", room.MqttPort);
        await listener.ListenAsync(Topics.Root + "/site/#");
        var files = Directory.GetFiles(Path.Combine(Tree.Root, "edge-agent", "Configuration", "Demonstration"));
        var agents = Array.ConvertAll(files, file => AgentProcess.Start(file, room, folder.Path));
        try
        {
            await Eventually.IsTrueAsync("NOISE-SHOUT", async () => (await AlertsAsync(room)).Exists(a => a.Code == "NOISE-SHOUT"), seconds: 120);
            Assert.DoesNotContain(await AlertsAsync(room), a => a.Priority == 1);
            foreach (var code in new[] { "DISORDER", "GATE-FORCED", "NOISE-NIGHT", "GATE-OUT-OF-HOURS" })
                await Eventually.IsTrueAsync(code, async () => (await AlertsAsync(room)).Exists(a => a.Code == code), seconds: 120);
            // A minute after the gate was forced its bolt still reads thrown.
            var alerts = (await AlertsAsync(room)).Where(a => a.Code != "GATE-NOT-BOLTED").ToList();
            Assert.Equal(
                [("DISORDER", 1, Town), ("GATE-FORCED", 1, Alley), ("GATE-OUT-OF-HOURS", 4, Alley), ("NOISE-NIGHT", 3, Home), ("NOISE-SHOUT", 3, Town)],
                alerts.Select(a => (a.Code, a.Priority, a.Site)).Order());
            Assert.All(alerts, a => Assert.EndsWith("(demo hours)", a.Why, StringComparison.Ordinal));
            Assert.DoesNotContain(listener.Received, m => m.Topic.Contains(Home, StringComparison.Ordinal));
            Assert.Contains(listener.Received, m =>
                m.Topic.StartsWith(Topics.Root + "/site/" + Town, StringComparison.Ordinal) && m.Payload.GetProperty("code").GetString() == "DISORDER");
            await AssertStillAsync(room, listener, Town);
        }
        finally
        {
            foreach (var agent in agents)
                await agent.DisposeAsync();
        }
    }

    /// <summary>A picture of every ring is asked of a camera of its site, and arrives.</summary>
    private static async Task AssertStillAsync(ControlRoomProcess room, WireDevice listener, string site)
    {
        var rang = listener.Received.First(m => m.Topic.Contains(site, StringComparison.Ordinal)).Payload.GetProperty("id").GetString();
        Assert.NotNull(rang);
        await Eventually.IsTrueAsync("a still", () => Task.FromResult(Directory.EnumerateFiles(Path.Combine(room.Data, "stills"), "*.jpg").Any()));
        var still = Directory.EnumerateFiles(Path.Combine(room.Data, "stills"), "*.jpg").First();
        var served = await room.Http.GetByteArrayAsync($"/evidence/{Path.GetFileName(still)}");
        Assert.Equal([0xFF, 0xD8], served[..2]);
    }

    private static async Task<List<(string Code, int Priority, string Site, string Why)>> AlertsAsync(ControlRoomProcess room) =>
        [.. (await room.GetAsync("/api/v1/alerts?state=all")).GetProperty("items").EnumerateArray().Select(a => (
            a.GetProperty("code").GetString()!, a.GetProperty("priority").GetInt32(), a.GetProperty("site").GetString()!, a.GetProperty("why").GetString()!))];
}
