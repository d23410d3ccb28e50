using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Faults;

/// <summary>The system that is harmed, as real processes: Debian's Mosquitto where it is installed, a control room, and three devices whose gates are
/// forced every few seconds, one of them on a metered link.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Random random;
    private readonly string sites;
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> outages = [];

    private Rig(int seed)
    {
        random = new(seed);
        sites = SitesFileWriter.Write(folder.Path, new SiteEntry
        {
            Id = "alley",
            Name = "Alley",
            Type = SiteType.ALLEY,
            TimeZone = "Europe/London",
            DemoHours = true,
            Devices =
            [
                new() { Id = "lamp", Name = "Lamp column", Sound = new(), Gate = Keyed() },
                new() { Id = "gate", Name = "Gate", Gate = Keyed() },
                new() { Id = "metered", Name = "Lamp column on a metered link", Sound = new(),
                    Gate = Keyed() },
            ],
        });
        (Data, State, DiskFolder) = (Path.Combine(folder.Path, "data"), Path.Combine(folder.Path, "state"), Path.Combine(folder.Path, "disk"));
    }

    /// <summary>The control room's data folder.</summary>
    public string Data { get; set; }

    /// <summary>The devices' state folder: their card.</summary>
    public string State { get; set; }

    /// <summary>Where a fault mounts a disk that it harms.</summary>
    public string DiskFolder { get; }

    /// <summary>The control room's settings beside those of every test.</summary>
    public Dictionary<string, string> RoomSettings { get; } = [];

    /// <summary>What the agents find in their environment.</summary>
    public Dictionary<string, string> AgentEnvironment { get; } = [];

    /// <summary>A reading store that stands outside; null = the embedded one.</summary>
    public OutsideStore? Store { get; set; }

    /// <summary>Null where none is installed: then the control room's own broker dies with it.</summary>
    public Mosquitto? Broker { get; private set; }

    public ControlRoomProcess Room { get; private set; } = null!;

    public IReadOnlyList<Device> Devices { get; private set; } = [];

    /// <summary>Where devices and listeners find the broker itself.</summary>
    public int BrokerPort => Broker?.Port ?? Room.MqttPort;

    /// <summary>From the agents to the broker.</summary>
    public FaultyLine AgentLine { get; private set; } = null!;

    /// <summary>From the control room to a broker that stands outside.</summary>
    public FaultyLine? RoomLine { get; private set; }

    public AlarmWatch Alarms { get; private set; } = null!;

    /// <summary>Records that no promise covers: what they are is said by the fault that adds them.</summary>
    public HashSet<(string Device, string Boot, string Stream, long Seq)> Excused { get; } = [];

    /// <summary>Records that were taken from the spool although the store may have had them: sent again, they may be in it twice.</summary>
    public HashSet<(string Device, string Boot, string Stream, long Seq)> Destroyed { get; } = [];

    /// <summary>When alarms could not be published, in order.</summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Outages => outages;

    public static async Task<Rig> StartAsync(Fault fault, int seed)
    {
        var rig = new Rig(seed);
        try
        {
            await fault.PrepareAsync(rig);
            await rig.StartAsync();
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>A random moment of ordinary work.</summary>
    public Task WorkAsync() => WaitAsync(0.5 + 3 * random.NextDouble());

    public static Task WaitAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);

    /// <summary>Harm that keeps alarms from being published, and its end.</summary>
    public async Task OutageAsync(Func<Task> harm)
    {
        var from = TimeProvider.System.GetUtcNow();
        await harm();
        outages.Add((from, TimeProvider.System.GetUtcNow()));
    }

    /// <summary>Returns when every process that was started answers: what is late after this is late by its own fault.</summary>
    public async Task RecoverAsync()
    {
        if (Broker is not null)
            await Broker.IsUpAsync();
        await Room.WaitUntilAliveAsync();
        await Eventually.IsTrueAsync("connection of the control room", () =>
            Task.FromResult(Room.Output.Contains("Connected to the broker", StringComparison.Ordinal)), seconds: 60);
        foreach (var device in Devices)
            await device.IsReadyAsync();
    }

    /// <summary>Stops all in order until the devices hold nothing any more that the control room does not have.</summary>
    /// <returns>What was sent, and what became of it.</returns>
    public async Task<Account> SettleAsync()
    {
        // A stop leaves what is not acknowledged within three seconds on the card: on a busy machine some of it, each time.
        const int Attempts = 8;
        await TakesReadingsAsync();
        for (var attempt = 1; ; attempt++)
        {
            foreach (var device in Devices)
                await device.StopAsync();
            // Alarms of their last records are published before the control room stops, those of records received while it stopped when it has started again.
            await Task.Delay(FaultSuite.InTime, TimeProvider.System);
            var from = TimeProvider.System.GetUtcNow();
            await Room.StopAsync();
            var account = await Account.OfAsync(this);
            if (account.Waiting == 0 || attempt == Attempts)
                return account;
            Room.Start();
            foreach (var device in Devices)
                device.Start();
            await RecoverAsync();
            outages.Add((from, TimeProvider.System.GetUtcNow()));
            await WaitAsync(15);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Alarms is not null)
            await Alarms.DisposeAsync();
        foreach (var device in Devices)
            await device.DisposeAsync();
        if (Room is not null)
            await Room.DisposeAsync();
        foreach (var line in new[] { AgentLine, RoomLine }.OfType<FaultyLine>())
            await line.DisposeAsync();
        if (Broker is not null)
            await Broker.DisposeAsync();
        if (Store is not null)
            await Store.DisposeAsync();
        Disk.Unmount(DiskFolder);
        folder.Dispose();
    }

    private async Task StartAsync()
    {
        Broker = Mosquitto.IsInstalled ? await Mosquitto.StartAsync() : null;
        RoomLine = Broker is null ? null : FaultyLine.To(Broker.Port);
        if (RoomLine is not null)
            RoomSettings["SOLUTIONS__MQTT__URL"] = $"mqtt://127.0.0.1:{RoomLine.Port}";
        Room = await ControlRoomProcess.StartAsync(sites, Data, RoomSettings);
        Alarms = AlarmWatch.Start(BrokerPort);
        AgentLine = FaultyLine.To(BrokerPort);
        Devices = [Agent("lamp"), Agent("gate"), Agent("metered", "--metered")];
        foreach (var device in Devices)
            device.Start();
        await RecoverAsync();
    }

    private Device Agent(string id, params string[] more) => new(id, State, Path.Combine(folder.Path, "journal"),
        [.. more.Prepend("run"), "--config", AgentFileWriter.Write(folder.Path, id, HardwareOf(id)), "--mqtt", $"mqtt://127.0.0.1:{AgentLine.Port}",
            "--control-room", $"http://127.0.0.1:{Room.HttpPort}", "--trust-clock"], AgentEnvironment);

    /// <summary>A store that has had enough would not be noticed by what it has taken.</summary>
    private Task TakesReadingsAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        return Eventually.IsTrueAsync("reading in the store that is new", async () =>
            (await Room.GetAsync($"/api/v1/noise?device=lamp&from={now:yyyy-MM-ddTHH:mm:ssZ}&to=2100-01-01T00:00:00Z")).GetProperty("items")
                .GetArrayLength() > 0, seconds: 120);
    }

    /// <summary>Forced half of the time: opened although its bolt is thrown, and shut again.</summary>
    private string Forced(string device, int periodSeconds)
    {
        var script = Path.Combine(folder.Path, device + "-script.json");
        File.WriteAllText(script, JsonSerializer.Serialize(new
        {
            repeat = periodSeconds,
            steps = new object[] { new { at = 0, contact = "closed", bolt = "thrown" }, new { at = periodSeconds / 2.0, contact = "open" } },
        }));
        return AgentFileWriter.OfGate(script);
    }

    private string[] HardwareOf(string device) => device switch
    {
        "lamp" => [AgentFileWriter.OfScene("town", 3, "sound"), Forced(device, 7)],
        "gate" => [Forced(device, 5)],
        _ => [AgentFileWriter.OfScene("town", 4, "sound"), Forced(device, 11)],
    };

    private static GateEntry Keyed() => new() { Lock = LockType.Keyed };
}
