using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Solutions.Edge.Tests.Support;

/// <summary>The real control room as its own process, in demonstration mode unless asked for otherwise, on free ports and in a folder of its own.</summary>
public sealed class ControlRoomProcess : IControlRoom
{
    private readonly TemporaryFolder? ownFolder;
    private ProgramUnderTest program;

    private ControlRoomProcess(string? sitesFile, string? data, IReadOnlyDictionary<string, string>? settings)
    {
        ownFolder = data is null ? new() : null;
        var ports = FreePort.Take(7);
        (HttpPort, MqttPort, HttpsPort, DevicePort, MqttTlsPort) = (ports[0], ports[1], ports[4], ports[5], ports[6]);
        Http = new() { BaseAddress = new($"http://127.0.0.1:{HttpPort}") };
        Environment = new(settings ?? new Dictionary<string, string>())
        {
            ["SOLUTIONS__DEMO"] = sitesFile is null ? "false" : "true",
            ["SOLUTIONS__URLS"] = $"http://127.0.0.1:{HttpPort};https://127.0.0.1:{HttpsPort}",
            ["SOLUTIONS__DATA"] = Data = data ?? Path.Combine(ownFolder!.Path, "data"),
            ["SOLUTIONS__SITES"] = sitesFile ?? "",
            ["SOLUTIONS__MQTT__PORT"] = MqttPort.ToString(CultureInfo.InvariantCulture),
            ["SOLUTIONS__MQTT__TLSPORT"] = MqttTlsPort.ToString(CultureInfo.InvariantCulture),
            ["SOLUTIONS__DEVICES__PORT"] = DevicePort.ToString(CultureInfo.InvariantCulture),
            ["SOLUTIONS__CLUSTER__SILOPORT"] = ports[2].ToString(CultureInfo.InvariantCulture),
            ["SOLUTIONS__CLUSTER__GATEWAYPORT"] = ports[3].ToString(CultureInfo.InvariantCulture),
        };
        program = Run();
    }

    public int HttpPort { get; }

    public int HttpsPort { get; }

    public int MqttPort { get; }

    /// <summary>Where devices enrol and deliver.</summary>
    public int DevicePort { get; }

    /// <summary>Where devices report over TLS.</summary>
    public int MqttTlsPort { get; }

    public string Data { get; }

    /// <summary>PEM file of the authority that it made for its pages.</summary>
    public string Certificate => Path.Combine(Data + "-keys", "pages", "authority.pem");

    public HttpClient Http { get; }

    public string Output => program.Output;

    public int ProcessId => program.Id;

    private Dictionary<string, string> Environment { get; }

    public static async Task<ControlRoomProcess> StartAsync(string sitesFile, string? data = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var room = new ControlRoomProcess(sitesFile, data, settings);
        await room.WaitUntilAliveAsync();
        return room;
    }

    /// <summary>As an installation has it: empty, and asking for its first account.</summary>
    public static async Task<ControlRoomProcess> StartProductionAsync(string? data = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var room = new ControlRoomProcess(null, data, settings);
        await room.WaitUntilAliveAsync();
        return room;
    }

    /// <summary>A command of this machine, run to its end.</summary>
    public Task<CommandRun> CommandAsync(params string[] arguments) =>
        CommandRun.OfControlRoomAsync([.. arguments, "--url", Http.BaseAddress!.ToString()], new() { ["SOLUTIONS__DATA"] = Data });

    public Task KillAsync() => program.KillAsync();

    public Task<int> StopAsync() => program.StopAsync();

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public Task<int> ExitAsync() => program.ExitAsync();

    /// <summary>Stands still from now on, as a machine does that is out of breath.</summary>
    public void Pause() => program.Pause();

    public void Resume() => program.Resume();

    /// <summary>Starts it again after it was killed or stopped, and does not wait: the same folder, the same ports.</summary>
    public void Start() => program = Run();

    /// <summary>Starts it again after it was killed or stopped.</summary>
    public Task StartAgainAsync()
    {
        Start();
        return WaitUntilAliveAsync();
    }

    /// <summary>Waits until it answers.</summary>
    public Task WaitUntilAliveAsync() => Eventually.IsTrueAsync("answer at /healthz", async () =>
    {
        if (program.HasExited)
            throw new InvalidOperationException("the control room ended:\n" + program.Output);
        try
        {
            return (await Http.GetAsync("/healthz")).IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException)
        {
            // The second: the connection went away between its making and the question where it leads.
            return false;
        }
    }, seconds: 120);

    public Task<JsonElement> GetAsync(string path) => Http.GetFromJsonAsync<JsonElement>(path)!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await program.DisposeAsync();
        ownFolder?.Dispose();
    }

    private ProgramUnderTest Run() => new(Tree.Program("control-room", "solutions-control-room"), ["run"], Environment);
}
