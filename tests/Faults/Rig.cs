using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Faults;

/// <summary>The system that is harmed, as real processes: Debian's Mosquitto where it is installed, a control room, and two devices whose gates are forced every few seconds.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Random random;
    private readonly string sites;

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
                new() { Id = "lamp", Name = "Lamp column", Scene = new("town", 3), Sound = new() { Source = SourceKind.Scene }, Gate = Forced("lamp", 7) },
                new() { Id = "gate", Name = "Gate", Gate = Forced("gate", 5) },
            ],
        });
        Data = Path.Combine(folder.Path, "data");
    }

    /// <summary>The control room's data folder.</summary>
    public string Data { get; }

    /// <summary>The control room's settings beside those of every test.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Null where none is installed: then the control room's own broker dies with it.</summary>
    public Mosquitto? Broker { get; private set; }

    public ControlRoomProcess Room { get; private set; } = null!;

    public IReadOnlyList<Device> Devices { get; private set; } = [];

    public AlarmWatch Alarms { get; private set; } = null!;

    public int BrokerPort => Broker?.Port ?? Room.MqttPort;

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
    public Task WorkAsync() => Task.Delay(TimeSpan.FromSeconds(0.5 + 3 * random.NextDouble()), TimeProvider.System);

    /// <summary>Everything answers: what is late after this is late by its own fault.</summary>
    public async Task RecoverAsync()
    {
        if (Broker is not null)
            await Broker.IsUpAsync();
        await Room.WaitUntilAliveAsync();
        await Eventually.IsTrueAsync("connection of the control room", () => Task.FromResult(Room.Output.Contains("Connected to the broker", StringComparison.Ordinal)), seconds: 60);
        foreach (var device in Devices)
            await device.IsReadyAsync();
    }

    /// <summary>Stops all in order until the devices hold nothing any more that the control room does not have.</summary>
    /// <returns>What was sent, and what became of it.</returns>
    public async Task<Account> SettleAsync()
    {
        const int Attempts = 4;
        for (var attempt = 1; ; attempt++)
        {
            foreach (var device in Devices)
                await device.StopAsync();
            await Room.StopAsync();
            var account = await Account.OfAsync(Data, Devices);
            if (account.Waiting == 0 || attempt == Attempts)
                return account;
            await Room.StartAgainAsync();
            foreach (var device in Devices)
                device.Start();
            await RecoverAsync();
            await Task.Delay(TimeSpan.FromSeconds(15), TimeProvider.System);
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
        if (Broker is not null)
            await Broker.DisposeAsync();
        folder.Dispose();
    }

    private async Task StartAsync()
    {
        Broker = Mosquitto.IsInstalled ? await Mosquitto.StartAsync() : null;
        if (Broker is not null)
            Settings["SOLUTIONS__MQTT__URL"] = Broker.Url;
        Room = await ControlRoomProcess.StartAsync(sites, Data, Settings);
        Alarms = AlarmWatch.Start(BrokerPort);
        Devices = [new("lamp", sites, folder.Path, BrokerPort, Room.HttpPort), new("gate", sites, folder.Path, BrokerPort, Room.HttpPort)];
        foreach (var device in Devices)
            device.Start();
        await RecoverAsync();
    }

    /// <summary>Forced half of the time: opened although its bolt is thrown, and shut again.</summary>
    private GateEntry Forced(string device, int periodSeconds)
    {
        var script = Path.Combine(folder.Path, device + "-script.json");
        File.WriteAllText(script, FormattableString.Invariant(
            $$"""{"repeat":{{periodSeconds}},"steps":[{"at":0,"contact":"closed","bolt":"thrown"},{"at":{{periodSeconds / 2.0}},"contact":"open"}]}"""));
        return new() { Source = SourceKind.File, Path = script, Lock = LockType.Keyed };
    }
}
