using Solutions.Edge.Contracts;
using Solutions.Edge.Fleet;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Brokers;

/// <summary>What devices and control room may expect of a broker, whichever it is: real processes, real faults.</summary>
public abstract class BrokerCompliance : IAsyncLifetime
{
    private const int Devices = 8;
    private readonly TemporaryFolder folder = new();
    private string sites = "", lamp = "";

    protected ControlRoomProcess Room { get; private set; } = null!;

    protected abstract int Port { get; }

    public async ValueTask InitializeAsync()
    {
        var settings = await StartBrokerAsync();
        var script = Path.Combine(folder.Path, "script.json");
        await File.WriteAllTextAsync(script, """{"repeat":7,"steps":[{"at":0,"contact":"closed","bolt":"thrown"},{"at":3.5,"contact":"open"}]}""");
        sites = SitesFileWriter.Write(folder.Path, new SiteEntry
        {
            Id = "alley",
            Name = "Alley",
            Type = SiteType.ALLEY,
            TimeZone = "Europe/London",
            DemoHours = true,
            Devices =
            [
                new() { Id = "gate", Name = "Gate", Gate = new() },
                new()
                {
                    Id = "lamp",
                    Name = "Lamp column",
                    Sound = new(),
                    Gate = new() { Lock = LockType.Keyed },
                },
            ],
        });
        lamp = AgentFileWriter.Write(folder.Path, "lamp", AgentFileWriter.OfScene("town", 3, "sound"), AgentFileWriter.OfGate(script));
        Room = await ControlRoomProcess.StartAsync(sites, settings: settings);
        await Eventually.IsTrueAsync("connection of the control room", () =>
            Task.FromResult(Room.Output.Contains("Connected to the broker", StringComparison.Ordinal)));
    }

    public async ValueTask DisposeAsync()
    {
        await Room.DisposeAsync();
        await EndBrokerAsync();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_record_is_acknowledged_end_to_end_and_sent_once()
    {
        await using var fleet = Report();
        await AcknowledgesAsync(fleet, 4 * Devices);
        await DrainAsync(fleet);
        Assert.Equal(fleet.Tally.Made, fleet.Tally.Sent);
        await AssertAllStoredAsync(fleet);
    }

    [Fact]
    public async Task An_open_alert_stands_for_whoever_comes_later()
    {
        await using var gate = await WireDevice.ConnectAsync("gate", Port);
        await gate.SendAsync(Streams.Gate, Gate(ContactState.Closed));
        await gate.SendAsync(Streams.Gate, Gate(ContactState.Open));
        var id = await Eventually.HasAsync("alert", async () =>
            (await Room.GetAsync("/api/v1/alerts?state=open")).GetProperty("items").EnumerateArray()
                .Select(a => a.GetProperty("id").GetString()).FirstOrDefault());
        await using var later = await WireDevice.ConnectAsync("later", Port);
        await later.ListenAsync($"{Topics.Root}/site/#");
        await Eventually.IsTrueAsync("retained alert", () => Task.FromResult(later.Received.Any(m =>
            m.Topic == Topics.Alert("alley", id) && m.Payload.GetProperty("code").GetString() == "GATE-FORCED")));
    }

    [Fact]
    public async Task A_device_whose_connection_is_taken_from_it_comes_again_and_loses_nothing()
    {
        await using var fleet = Report();
        await AcknowledgesAsync(fleet, 2 * Devices);
        await using (await WireDevice.ConnectAsync(FleetOptions.DeviceId(0), Port))
            await Eventually.IsTrueAsync("another connection of the device", () =>
                Task.FromResult(fleet.Tally.Connections > Devices && fleet.Tally.Connected == Devices));
        await AcknowledgesAsync(fleet, 2 * Devices);
        await DrainAsync(fleet);
        await AssertAllStoredAsync(fleet);
    }

    [Fact]
    public async Task A_device_that_goes_without_a_word_is_offline_by_its_last_will()
    {
        await using var listener = await WireDevice.ConnectAsync("listener", Port);
        await listener.ListenAsync(Topics.Up(FleetOptions.DeviceId(0), Streams.Status));
        await using (Report())
            await StateAsync(listener, StatusMessage.Online);
        await StateAsync(listener, StatusMessage.Offline);
    }

    [Fact]
    public async Task A_broker_killed_and_started_again_in_mid_stream_loses_and_doubles_nothing()
    {
        await using var fleet = Report();
        await AcknowledgesAsync(fleet, 3 * Devices);
        await KillBrokerAsync();
        await Eventually.IsTrueAsync("records made meanwhile", () => MadeAsync(fleet, fleet.Tally.Acknowledged + (3 * Devices)));
        await StartBrokerAgainAsync();
        await AcknowledgesAsync(fleet, 6 * Devices);
        await DrainAsync(fleet);
        await AssertAllStoredAsync(fleet);
    }

    [Fact]
    public async Task A_control_room_that_stands_still_for_ten_seconds_loses_and_doubles_nothing()
    {
        await using var fleet = Report();
        await AcknowledgesAsync(fleet, 2 * Devices);
        var before = fleet.Tally.Made;
        Room.Pause();
        await Eventually.IsTrueAsync("ten seconds of records", () => MadeAsync(fleet, before + (10 * Devices)));
        Room.Resume();
        await AcknowledgesAsync(fleet, 12 * Devices);
        await DrainAsync(fleet);
        await AssertAllStoredAsync(fleet);
    }

    [Fact]
    public async Task A_listener_that_does_not_read_holds_up_nobody()
    {
        using var deaf = await DeafListener.ConnectAsync(Port);
        await DeafListener.FloodAsync(Port);
        await using var fleet = Report();
        await AcknowledgesAsync(fleet, 6 * Devices);
        await DrainAsync(fleet);
        await AssertAllStoredAsync(fleet);
    }

    [Fact]
    public async Task On_a_metered_link_an_alert_overtakes_the_levels_that_are_gathered_and_every_record_arrives_once()
    {
        var state = Path.Combine(folder.Path, "agent");
        await using (var agent = Metered(state))
        {
            await Eventually.IsTrueAsync("half a minute of levels", async () =>
                (await Room.GetAsync("/api/v1/noise?device=lamp&from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z"))
                .GetProperty("items").GetArrayLength() >= 30, seconds: 120);
            await Eventually.IsTrueAsync("the alert", async () =>
                (await Room.GetAsync("/api/v1/alerts?state=all&from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z"))
                .GetProperty("items").EnumerateArray().Any(a => a.GetProperty("code").GetString() == "GATE-FORCED"));
            Assert.Equal(0, await agent.StopAsync());
        }
        // What was not acknowledged when it stopped is on its disk: the next run delivers it.
        await using (var agent = Metered(state))
        {
            var backlog = Path.Combine(state, "lamp", "backlog");
            await Eventually.IsTrueAsync("an empty backlog", () => Task.FromResult(agent.Output.Contains("Connected to the broker", StringComparison.Ordinal)
                && Directory.GetFiles(backlog, "*", SearchOption.AllDirectories).Length == 0), seconds: 60);
            Assert.Equal(0, await agent.StopAsync());
        }
        await Room.StopAsync();
        var records = await SpoolContents.AssertEverySequenceOnceAsync(Room.Data);
        Assert.Contains(records, r => r.Stream == Streams.Noise && r.Records >= 30);

        var arrived = (await SpoolContents.ReadAsync(Room.Data)).Where(r => r.Device == "lamp").Select(r => RecordJson.Read(r.Stream, r.Payload.Span)).ToList();
        Assert.Contains(arrived.Index(), r => r.Item is GateRecord { Contact: ContactState.Open }
            && arrived.Skip(r.Index).OfType<NoiseRecord>().Any(n => n.Boot == r.Item.Boot && n.T < r.Item.T.AddSeconds(-2)));
        Assert.All(arrived.OfType<NoiseRecord>().Where(n => n.Bands is not null), n =>
            Assert.True(n.Flags.Contains("coarse-bands") && n.Bands!.All(b => b is null || b * 2 % 1 == 0)));
        Assert.Contains(arrived.OfType<NoiseRecord>(), n => n.LAeq * 10 % 1 != 0);
        // A minute ends in half a minute only now and then.
        Assert.All(arrived.OfType<NoiseMinuteRecord>(), m => Assert.Contains(m.Bands!, b => b * 2 % 1 != 0));
    }

    /// <returns>The control room's settings for it.</returns>
    protected abstract Task<IReadOnlyDictionary<string, string>> StartBrokerAsync();

    protected abstract Task KillBrokerAsync();

    protected abstract Task StartBrokerAgainAsync();

    protected abstract ValueTask EndBrokerAsync();

    private ProgramUnderTest Metered(string state) => AgentProcess.Start(lamp, $"mqtt://127.0.0.1:{Port}", state, "--metered");

    private DeviceFleet Report()
    {
        var fleet = DeviceFleet.Start(new() { Devices = Devices, Broker = new($"mqtt://127.0.0.1:{Port}"), Motion = true }, TimeProvider.System);
        fleet.Report();
        return fleet;
    }

    protected static GateRecord Gate(ContactState contact) => new() { T = TimeProvider.System.GetUtcNow(), Contact = contact, Bolt = BoltState.Thrown };

    private static Task<bool> MadeAsync(DeviceFleet fleet, long records) => Task.FromResult(fleet.Tally.Made >= records);

    private static Task AcknowledgesAsync(DeviceFleet fleet, int more)
    {
        var before = fleet.Tally.Acknowledged;
        return Eventually.IsTrueAsync($"acknowledgement of {more} more records", () => Task.FromResult(fleet.Tally.Acknowledged >= before + more), seconds: 60);
    }

    private static Task DrainAsync(DeviceFleet fleet)
    {
        fleet.FallSilent();
        return Eventually.IsTrueAsync("acknowledgement of everything made", () => Task.FromResult(fleet.Tally.Unacknowledged == 0), seconds: 60);
    }

    private async Task AssertAllStoredAsync(DeviceFleet fleet)
    {
        await Room.StopAsync();
        Assert.Equal(fleet.Tally.Made, (await SpoolContents.AssertEverySequenceOnceAsync(Room.Data)).Sum(s => s.Records));
    }

    private static Task StateAsync(WireDevice listener, string state) => Eventually.IsTrueAsync($"status {state}", () => Task.FromResult(
        listener.Received.LastOrDefault(m => m.Topic == Topics.Up(FleetOptions.DeviceId(0), Streams.Status)) is { Topic: not null } last
            && last.Payload.GetProperty("state").GetString() == state));
}
