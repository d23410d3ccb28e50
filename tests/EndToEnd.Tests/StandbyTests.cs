using System.Globalization;
using System.Net;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.Faults;
using Solutions.Edge.Fleet;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests;

/// <summary>Two control rooms on one PostgreSQL, one InfluxDB and one Mosquitto, each with a data folder of its own; the one that leads is killed.</summary>
public sealed class StandbyTests : IAsyncLifetime
{
    private const int Devices = 4;
    private static readonly DateTimeOffset End = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();
    private string sites = "";
    private PostgreSql? postgres;
    private InfluxDb? influx;
    private Mosquitto? broker;
    private Dictionary<string, string> settings = [];

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgreSql.IsInstalled, PostgreSql.Absent);
        Assert.SkipUnless(InfluxDb.IsInstalled, InfluxDb.Absent);
        Assert.SkipUnless(Mosquitto.IsInstalled,
            $"{Mosquitto.Executable} is absent: two control rooms need a broker beside them (Debian: apt-get install mosquitto)");
        (postgres, influx, broker) = (await PostgreSql.StartAsync(), await InfluxDb.StartAsync(), await Mosquitto.StartAsync());
        await influx.StateAsync("CREATE DATABASE solutions");
        var script = Path.Combine(folder.Path, "script.json");
        await File.WriteAllTextAsync(script, """{"repeat":3,"steps":[{"at":0,"contact":"closed","bolt":"thrown"},{"at":1.5,"contact":"open"}]}""");
        sites = SitesFileWriter.Write(folder.Path, new SiteEntry
        {
            Id = "alley",
            Name = "Alley",
            Type = SiteType.ALLEY,
            TimeZone = "Europe/London",
            DemoHours = true,
            Devices =
            [
                new() { Id = "gate", Name = "Gate", Gate = new() { Lock = LockType.Keyed } },
                .. Enumerable.Range(0, Devices).Select(n =>
                    new DeviceEntry { Id = FleetOptions.DeviceId(n), Name = $"Lamp {n}", Sound = new() }),
            ],
        });
        settings = new()
        {
            ["SOLUTIONS__CLUSTER__STANDBY"] = "true",
            ["SOLUTIONS__DATABASE"] = await postgres.CreateDatabaseAsync(),
            ["SOLUTIONS__READINGS__STORE"] = "influxdb",
            ["SOLUTIONS__READINGS__INFLUXDB__URL"] = influx.Url,
            ["SOLUTIONS__MQTT__URL"] = broker.Url,
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in new IAsyncDisposable?[] { broker, influx, postgres }.OfType<IAsyncDisposable>())
            await server.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task One_control_room_works_and_the_other_says_that_it_stands_by()
    {
        await using var first = await StartAsync("first");
        await LeadsAsync(first);
        await using var second = await StartAsync("second");
        using var answer = await second.Http.GetAsync("/");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("stands by", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await second.StopAsync());
        Assert.Equal(0, await first.StopAsync());
    }

    [Fact]
    public async Task A_control_room_that_the_database_lets_go_ends_and_the_other_takes_over()
    {
        await using var first = await StartAsync("first");
        await LeadsAsync(first);
        await using var second = await StartAsync("second");
        await postgres!.StopAsync();
        await postgres.StartAgainAsync();
        await LeadsAsync(second);
        Assert.Equal(3, await first.ExitAsync());
        Assert.Contains("start it again and it stands by", first.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_one_that_leads_is_killed_again_and_again_no_record_is_lost_or_doubled_and_every_alarm_is_published_once()
    {
        await using var alarms = AlarmWatch.Start(broker!.Port);
        await using var first = await StartAsync("first");
        await LeadsAsync(first);
        await using var second = await StartAsync("second");
        await using var gate = AgentProcess.Start(
            AgentFileWriter.Write(folder.Path, "gate", AgentFileWriter.OfGate(Path.Combine(folder.Path, "script.json"))), broker.Url, folder.Path);
        await using var fleet = DeviceFleet.Start(new() { Devices = Devices, Broker = new(broker.Url), Motion = true }, TimeProvider.System);
        fleet.Report();
        var (leads, waits, kills) = (first, second, new List<DateTimeOffset>());
        for (var kill = 0; kill < 4; kill++)
        {
            var (acknowledged, alerts) = (fleet.Tally.Acknowledged, alarms.Published.Count);
            await Eventually.IsTrueAsync("work", () =>
                Task.FromResult(fleet.Tally.Acknowledged > acknowledged + (4 * Devices) && alarms.Published.Count > alerts), seconds: 60);
            await leads.KillAsync();
            kills.Add(TimeProvider.System.GetUtcNow());
            await LeadsAsync(waits);
            leads.Start();
            (leads, waits) = (waits, leads);
        }
        fleet.FallSilent();
        await Eventually.IsTrueAsync("acknowledgement of everything made", () => Task.FromResult(fleet.Tally.Unacknowledged == 0), seconds: 60);
        Assert.Equal(0, await gate.StopAsync());
        // What the gate said last may have rung before it is in the store.
        IReadOnlyList<StoredRecord> stored = [];
        try
        {
            await Eventually.IsTrueAsync("as many alarms published as the gate was opened", async () =>
            {
                stored = await StoredAsync(leads);
                return Openings(stored).Count == alarms.Published.Count;
            });
        }
        catch (TimeoutException e)
        {
            Assert.Fail($"{e.Message}: opened {Openings(stored).Count} times, at {Times(Openings(stored))}; "
                + $"published {alarms.Published.Count} times, at {Times(alarms.Published)}; killed at {Times(kills)}\n{first.Output}\n{second.Output}");
        }
        Assert.All(stored.GroupBy(r => (r.Device, r.Record.Boot, ReadingTable.Of(r.Record).Stream)), s =>
            Assert.Equal(Enumerable.Range(1, s.Count()).Select(i => (long)i), s.Select(r => r.Record.Seq).Order()));
        Assert.Equal(fleet.Tally.Made, stored.Count(r => r.Device != "gate"));
    }

    [Fact]
    public async Task What_the_one_before_knew_is_recalled_when_the_store_answers_again_and_rings_then()
    {
        await using var line = FaultyLine.To(new Uri(influx!.Url).Port);
        settings["SOLUTIONS__READINGS__INFLUXDB__URL"] = $"http://127.0.0.1:{line.Port}";
        await using var alarms = AlarmWatch.Start(broker!.Port);
        await using var first = await StartAsync("first");
        await LeadsAsync(first);
        await using var second = await StartAsync("second");
        await using var gate = await WireDevice.ConnectAsync("gate", broker.Port);
        await gate.SendAsync(Streams.Gate, new GateRecord { T = TimeProvider.System.GetUtcNow(), Contact = ContactState.Closed, Bolt = BoltState.Thrown });
        await gate.IsAcknowledgedAsync(Streams.Gate);

        line.Turn(Cut.Resets);
        await first.KillAsync();
        await LeadsAsync(second);
        await RecallsInVainAsync();
        await gate.SendAsync(Streams.Gate, new GateRecord { T = TimeProvider.System.GetUtcNow(), Contact = ContactState.Open, Bolt = BoltState.Thrown });
        await Eventually.IsTrueAsync("the opening", async () =>
            (await second.GetAsync("/api/v1/devices")).EnumerateArray().Any(d =>
                d.GetProperty("id").GetString() == "gate" && d.GetProperty("reporting").GetBoolean()));
        await RecallsInVainAsync();
        Assert.Empty(alarms.Published);

        line.Turn(Cut.None);
        await Eventually.IsTrueAsync("an alarm", () => Task.FromResult(alarms.Published.Count == 1), seconds: 60);

        Task RecallsInVainAsync()
        {
            var before = Times();
            return Eventually.IsTrueAsync("a word on the store", () => Task.FromResult(Times() > before));
        }

        int Times() => second.Output.Split("without what another control room received").Length;
    }

    private Task<ControlRoomProcess> StartAsync(string name) => ControlRoomProcess.StartAsync(sites, Path.Combine(folder.Path, name), settings);

    private static Task LeadsAsync(ControlRoomProcess room) => Eventually.IsTrueAsync("control room that leads", async () =>
    {
        try
        {
            return (await room.Http.GetAsync("/readyz")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // From standing by to leading it listens anew.
            return false;
        }
    }, seconds: 60);

    private static async Task<IReadOnlyList<StoredRecord>> StoredAsync(ControlRoomProcess room)
    {
        var lines = await room.Http.GetStringAsync($"/api/v1/readings/export?from=2020-01-01T00:00:00Z&to={End:yyyy-MM-ddTHH:mm:ssZ}");
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => ReadingLine.Read(System.Text.Encoding.UTF8.GetBytes(l)))];
    }

    private static string Times(IEnumerable<DateTimeOffset> times) => string.Join(' ', times.Select(t => t.ToString("mm:ss.f", CultureInfo.InvariantCulture)));

    /// <summary>When the gate was opened: its bolt is always thrown.</summary>
    private static List<DateTimeOffset> Openings(IReadOnlyList<StoredRecord> stored)
    {
        var gates = stored.Select(r => r.Record).OfType<GateRecord>().OrderBy(g => g.Seq).ToList();
        return [.. gates.Zip(gates.Skip(1))
            .Where(g => (g.First.Contact, g.Second.Contact) == (ContactState.Closed, ContactState.Open)).Select(g => g.Second.T)];
    }
}
