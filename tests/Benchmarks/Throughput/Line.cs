using System.Globalization;
using Solutions.Edge.Contracts;
using Solutions.Edge.Fleet;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Benchmarks.Throughput;

/// <summary>What a fleet is let loose on: a bare broker, or the whole control room, each as its own process.</summary>
internal sealed class Line : IAsyncDisposable
{
    private const int DevicesASite = 10;
    private readonly TemporaryFolder folder = new();
    private ControlRoomProcess? room;
    private Mosquitto? mosquitto;
    private ProgramUnderTest? bare;

    private int Port { get; set; }

    public required string Name { get; init; }

    /// <summary>The process whose memory and CPU time are measured.</summary>
    public int ProcessId { get; private set; }

    public bool IsBare => bare is not null;

    /// <summary>Messages the bare broker's subscriber has had by now; null = there is none.</summary>
    public long? Delivered => bare is null ? null : long.Parse(bare.Output.Split('\n')[^1], CultureInfo.InvariantCulture);

    public static async Task<Line> BareAsync(bool withMosquitto)
    {
        var line = new Line { Name = "bare broker", Port = FreePort.Take(1)[0] };
        if (withMosquitto)
            line.Port = (line.mosquitto = await Mosquitto.StartAsync()).Port;
        line.bare = new(Path.Combine(AppContext.BaseDirectory, "Solutions.Edge.Benchmarks.dll"),
            [BareBroker.Verb, line.Port.ToString(CultureInfo.InvariantCulture), withMosquitto ? "mosquitto" : "embedded"], new Dictionary<string, string>());
        line.ProcessId = line.mosquitto?.ProcessId ?? line.bare.Id;
        await Eventually.IsTrueAsync("bare subscriber", () => line.bare.HasExited ? throw new InvalidOperationException(line.bare.Output)
            : Task.FromResult(line.bare.Output.Length > 0));
        return line;
    }

    /// <summary>Every device has a place and a microphone, ten to a site, so that every rule is at work.</summary>
    public static async Task<Line> ControlRoomAsync(bool withMosquitto, int devices)
    {
        var line = new Line { Name = "control room" };
        var sites = SitesFileWriter.Write(line.folder.Path, [.. Enumerable.Range(0, devices).Chunk(DevicesASite).Select((numbers, s) => new SiteEntry
        {
            Id = $"street-{s}",
            Name = $"Street {s}",
            Type = SiteType.STREET,
            TimeZone = "Europe/London",
            Baseline = new() { LAeqMedian = 45, LAeqP95 = 55, LA90Median = 41, OccupiedP95 = 2, OccupiedP99 = 6 },
            Devices = [.. numbers.Select(n =>
                new DeviceEntry { Id = FleetOptions.DeviceId(n), Name = $"Lamp {n}", Sound = new() })],
        })]);
        var settings = new Dictionary<string, string>();
        if (withMosquitto)
            settings["SOLUTIONS__MQTT__URL"] = (line.mosquitto = await Mosquitto.StartAsync()).Url;
        line.room = await ControlRoomProcess.StartAsync(sites, Path.Combine(line.folder.Path, "data"), settings);
        (line.Port, line.ProcessId) = (line.mosquitto?.Port ?? line.room.MqttPort, line.room.ProcessId);
        await WakesSitesAsync(line.ProcessId);
        return line;
    }

    /// <summary>A control room that has just started wakes hundreds of sites, each with a look at its stores:
    /// what comes meanwhile would be measured for minutes.</summary>
    private static async Task WakesSitesAsync(int pid)
    {
        var cpu = 0.0;
        await Eventually.IsTrueAsync("quiet control room", async () =>
        {
            var before = cpu;
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
            return (cpu = Step.Cpu(pid)) - before < 0.5;
        }, seconds: 120);
    }

    public DeviceFleet Fleet(int devices) =>
        DeviceFleet.Start(new() { Devices = devices, Broker = new($"mqtt://127.0.0.1:{Port}"), BrokerOnly = IsBare }, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        if (bare is not null)
            await bare.DisposeAsync();
        if (room is not null)
            await room.DisposeAsync();
        if (mosquitto is not null)
            await mosquitto.DisposeAsync();
        folder.Dispose();
    }
}
