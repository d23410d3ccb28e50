using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Solutions.Edge.ControlRoom;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests;

/// <summary>The whole control room in this process: it starts in a fraction of the time, and cannot be killed or paused.</summary>
internal sealed class RoomInside : IControlRoom
{
    private readonly TemporaryFolder folder = new();
    private WebApplication app = null!;

    private RoomInside() => Http = new() { BaseAddress = new($"http://127.0.0.1:{HttpPort}") };

    public int HttpPort { get; } = FreePort.Take(1)[0];

    public int MqttPort { get; private set; }

    public int HttpsPort { get; } = FreePort.Take(1)[0];

    public string Data => Path.Combine(folder.Path, "data");

    public string Certificate => Path.Combine(Data + "-keys", "pages", "authority.pem");

    public HttpClient Http { get; }

    /// <param name="sitesFile">Its sites.</param>
    /// <param name="settings">Settings beside the usual, named as in the environment.</param>
    public static async Task<IControlRoom> StartAsync(string sitesFile, IReadOnlyDictionary<string, string> settings)
    {
        var (room, ports) = (new RoomInside(), FreePort.Take(5));
        room.MqttPort = ports[0];
        var options = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Demo"] = "true",
            ["Urls"] = $"http://127.0.0.1:{room.HttpPort};https://127.0.0.1:{room.HttpsPort}",
            ["Data"] = room.Data,
            ["Sites"] = sitesFile,
            ["Mqtt:Port"] = $"{ports[0]}",
            ["Mqtt:TlsPort"] = $"{ports[1]}",
            ["Devices:Port"] = $"{ports[2]}",
            ["Cluster:SiloPort"] = $"{ports[3]}",
            ["Cluster:GatewayPort"] = $"{ports[4]}",
        }).AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(
            s.Key.Replace("SOLUTIONS__", "", StringComparison.Ordinal).Replace("__", ":", StringComparison.Ordinal), (string?)s.Value))).Build();
        room.app = await ControlRoomApp.BuildAsync(options.Get<ControlRoomOptions>()!, TimeProvider.System, CancellationToken.None);
        await room.app.StartAsync();
        return room;
    }

    public Task<JsonElement> GetAsync(string path) => Http.GetFromJsonAsync<JsonElement>(path)!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
    }
}
