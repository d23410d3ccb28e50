using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests;

/// <summary>Sites, devices, hours and figures change while the control room runs.</summary>
public class CatalogueTests
{
    private static readonly SiteEntry Street = new()
    {
        Id = "street",
        Name = "Street",
        Type = SiteType.STREET,
        TimeZone = "Europe/London",
        Devices = [new() { Id = "lamp", Name = "Lamp", Sound = new() }],
    };

    private static readonly SiteEntry Alley = new()
    {
        Id = "alley",
        Name = "Alley",
        Type = SiteType.ALLEY,
        TimeZone = "Europe/London",
        DemoHours = true,
        Devices = [new() { Id = "gate", Name = "Gate", Sound = new(), Gate = new() { Lock = LockType.Keyed } }],
    };

    [Fact]
    public async Task A_site_that_is_added_while_it_runs_reports_and_is_drawn_and_rings_and_is_there_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        await using var room = await ControlRoomProcess.StartAsync(SitesFileWriter.Write(folder.Path, Street));
        Assert.Equal(["street"], await SitesAsync(room));
        await PutAsync(room, Alley);
        Assert.Equal(["street", "alley"], await SitesAsync(room));
        await using (var gate = await WireDevice.ConnectAsync("gate", room.MqttPort))
        {
            var now = TimeProvider.System.GetUtcNow();
            await gate.SendAsync(Streams.Noise, new NoiseRecord { T = now.AddSeconds(1), LAeq = 51.2, N = 48000 });
            await ForceAsync(gate);
            await RangAsync(room, 1);
            await Eventually.IsTrueAsync("a reading of the new site", async () => (await room.GetAsync(
                $"/live/trace?site=alley&from={now.AddSeconds(-60).ToUnixTimeMilliseconds()}&to={now.AddSeconds(60).ToUnixTimeMilliseconds()}"))
                .EnumerateArray().Any(r => r.GetProperty("lAeq").GetDouble() == 51.2));
        }
        Assert.Contains((await room.GetAsync("/api/v1/devices")).EnumerateArray(), d =>
            d.GetProperty("id").GetString() == "gate" && d.GetProperty("site").GetString() == "alley" && d.GetProperty("reporting").GetBoolean());
        await room.StopAsync();
        await room.StartAgainAsync();
        Assert.Equal(["street", "alley"], await SitesAsync(room));
        await using var again = await WireDevice.ConnectAsync("gate", room.MqttPort);
        await ForceAsync(again);
        await Eventually.IsTrueAsync("the same alert, twice", async () => Assert.Single(await ForcedAsync(room)).GetProperty("count").GetInt32() == 2);
    }

    [Fact]
    public async Task An_open_alert_outlives_every_change_of_its_site_and_its_end_and_waits_for_its_acknowledgement()
    {
        using var folder = new TemporaryFolder();
        await using var room = await ControlRoomProcess.StartAsync(SitesFileWriter.Write(folder.Path, Street, Alley));
        await using (var gate = await WireDevice.ConnectAsync("gate", room.MqttPort))
            await ForceAsync(gate);
        await RangAsync(room, 1);
        await PutAsync(room, Alley with { Name = "Alley behind the market", Hours = new() { BinDays = [DayOfWeek.Monday] } });
        await FollowsAsync(room, "alley", 1);
        Assert.Equal(1, Assert.Single(await ForcedAsync(room)).GetProperty("count").GetInt32());
        await ImportAsync(room, new SitesFile { Sites = [Street] }.Write());
        Assert.Equal(["street"], await SitesAsync(room));
        await Eventually.IsTrueAsync("the end of the alert", async () =>
            Assert.Single(await ForcedAsync(room)).GetProperty("state").GetString() == "returned-unacknowledged");
        await room.StopAsync();
        await room.StartAgainAsync();
        var id = Assert.Single(await ForcedAsync(room)).GetProperty("id").GetString();
        await Eventually.IsTrueAsync("the page with the alert of the closed site", async () =>
            (await room.Http.GetStringAsync("/")).Contains($"data-alert=\"{id}\"", StringComparison.Ordinal));
        using var acknowledged = await room.Http.PostAsync($"/api/v1/alerts/{id}/acknowledge", null);
        Assert.Equal(HttpStatusCode.NoContent, acknowledged.StatusCode);
        Assert.Equal("normal", Assert.Single(await ForcedAsync(room)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_figure_of_a_site_is_in_force_without_a_restart_and_it_and_the_hours_are_there_after_one()
    {
        using var folder = new TemporaryFolder();
        await using var room = await ControlRoomProcess.StartAsync(SitesFileWriter.Write(folder.Path, Alley));
        await using var gate = await WireDevice.ConnectAsync("gate", room.MqttPort);
        await gate.SendAsync(Streams.Gate, Gate(ContactState.Open, BoltState.Withdrawn));
        await gate.IsAcknowledgedAsync(Streams.Gate);
        using var refused = await ParametersAsync(room, """{"author":"engineer 7","reason":"narrow passage","values":{"leftOpenClosedSeconds":5}}""");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var why = await refused.Content.ReadAsStringAsync();
        Assert.Contains("leftOpenClosedSeconds is 5; it must be a whole number from 10 to 86400", why, StringComparison.Ordinal);
        using var changed = await ParametersAsync(room, """{"author":"engineer 7","reason":"narrow passage","values":{"leftOpenClosedSeconds":10}}""");
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        await Eventually.IsTrueAsync("GATE-LEFT-OPEN by the new figure", async () =>
            (await AlertsAsync(room, "GATE-LEFT-OPEN")).SingleOrDefault() is { ValueKind: JsonValueKind.Object } a
                && a.GetProperty("parameters").GetString() == "2");
        await PutAsync(room, Alley with { Hours = new() { BinDays = [DayOfWeek.Tuesday] } });
        await room.StopAsync();
        await room.StartAgainAsync();
        Assert.Equal("tuesday", (await room.GetAsync("/api/v1/sites/alley")).GetProperty("hours").GetProperty("binDays")[0].GetString());
        var parameters = await room.GetAsync("/api/v1/sites/alley/parameters");
        Assert.Equal((2, "engineer 7", "narrow passage", 10), (parameters.GetProperty("version").GetInt32(), parameters.GetProperty("author").GetString(),
            parameters.GetProperty("reason").GetString(), parameters.GetProperty("values").GetProperty("leftOpenClosedSeconds").GetInt32()));
        Assert.Single((await room.GetAsync("/api/v1/sites/alley/parameters/history")).EnumerateArray());
    }

    [Fact]
    public async Task What_is_exported_can_be_imported_and_what_cannot_be_is_refused_with_a_sentence_and_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        await using var room = await ControlRoomProcess.StartAsync(SitesFileWriter.Write(folder.Path, Street, Alley));
        var exported = await room.Http.GetStringAsync("/api/v1/sites/export");
        foreach (var (what, instead, says) in new[]
        {
            ("Europe/London", "Europe/Atlantis", "timeZone 'Europe/Atlantis' must be an IANA time zone"),
            ("\"STREET\"", "\"ROAD\"", "sites[0].type is \"ROAD\"; it must be one of TOWN, STREET, HOME, ALLEY, VENUE"),
        })
        {
            var wrong = Path.Combine(folder.Path, "wrong.json");
            await File.WriteAllTextAsync(wrong, exported.Replace(what, instead, StringComparison.Ordinal), TestContext.Current.CancellationToken);
            var (code, output) = await RunAsync(room, "import", wrong);
            Assert.Equal(2, code);
            Assert.Contains(says, output, StringComparison.Ordinal);
        }
        Assert.Equal(exported, await room.Http.GetStringAsync("/api/v1/sites/export"));
        var file = Path.Combine(folder.Path, "exported.json");
        Assert.Equal(0, (await RunAsync(room, "export", file)).Code);
        Assert.Equal((0, "2 sites with 2 devices are in force, version 2."), await RunAsync(room, "import", file));
        Assert.Contains("the catalogue is at version 2", (await RunAsync(room, "import", file)).Output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> RunAsync(ControlRoomProcess room, string act, string file)
    {
        await using var command = new ProgramUnderTest(Tree.Program("control-room", "solutions-control-room"),
            ["sites", act, file, "--url", room.Http.BaseAddress!.ToString()], new Dictionary<string, string>());
        var code = await command.ExitAsync();
        return (code, command.Output.Trim());
    }

    private static GateRecord Gate(ContactState contact, BoltState bolt) => new() { T = TimeProvider.System.GetUtcNow(), Contact = contact, Bolt = bolt };

    private static async Task ForceAsync(WireDevice gate)
    {
        await gate.SendAsync(Streams.Gate, Gate(ContactState.Closed, BoltState.Thrown));
        await gate.SendAsync(Streams.Gate, Gate(ContactState.Open, BoltState.Thrown));
        await gate.IsAcknowledgedAsync(Streams.Gate);
    }

    private static Task RangAsync(ControlRoomProcess room, int alerts) =>
        Eventually.IsTrueAsync("GATE-FORCED", async () => (await ForcedAsync(room)).Count == alerts);

    /// <summary>Its rules have taken up its changes.</summary>
    private static Task FollowsAsync(ControlRoomProcess room, string site, int changes) => Eventually.IsTrueAsync("the change in force", () =>
        Task.FromResult(room.Output.Split($"Site {site} has changed").Length > changes));

    private static Task<IReadOnlyList<JsonElement>> ForcedAsync(ControlRoomProcess room) => AlertsAsync(room, "GATE-FORCED");

    private static async Task<IReadOnlyList<JsonElement>> AlertsAsync(ControlRoomProcess room, string code) =>
        [.. (await room.GetAsync("/api/v1/alerts?state=all")).GetProperty("items").EnumerateArray().Where(a => a.GetProperty("code").GetString() == code)];

    private static async Task<IEnumerable<string?>> SitesAsync(ControlRoomProcess room) =>
        (await room.GetAsync("/api/v1/sites")).EnumerateArray().Select(s => s.GetProperty("id").GetString());

    private static async Task PutAsync(ControlRoomProcess room, SiteEntry site)
    {
        using var answer = await room.Http.PutAsJsonAsync($"/api/v1/sites/{site.Id}", site, SitesJson.Default.SiteEntry);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task ImportAsync(ControlRoomProcess room, byte[] file)
    {
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new("application/json") } };
        using var answer = await room.Http.PostAsync("/api/v1/sites/import", content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static Task<HttpResponseMessage> ParametersAsync(ControlRoomProcess room, string json) =>
        room.Http.PutAsync("/api/v1/sites/alley/parameters", new StringContent(json, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));
}
