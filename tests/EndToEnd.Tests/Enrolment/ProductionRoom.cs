using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom;
using Solutions.Edge.ControlRoom.Devices;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.ControlRoom.Devices.Identities;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Enrolment;

/// <summary>A control room in production, in this process, with a street of two lamps; its clock can be ahead.</summary>
public sealed class ProductionRoom : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly AheadClock clock = new();
    private WebApplication app = null!;

    public string Folder => folder.Path;

    public int DevicePort { get; } = FreePort.Take(1)[0];

    public int MqttPort { get; } = FreePort.Take(1)[0];

    internal string Keys => Path.Combine(folder.Path, "keys");

    internal DeviceAuthority Authority => app.Services.GetRequiredService<DeviceAuthority>();

    internal DeviceIdentities Identities => app.Services.GetRequiredService<DeviceIdentities>();

    internal AuthorityRotation Rotation => app.Services.GetRequiredService<AuthorityRotation>();

    internal DeviceStanding Standing => app.Services.GetRequiredService<DeviceStanding>();

    internal DevicePresence Presence => app.Services.GetRequiredService<DevicePresence>();

    internal DevicePlaces Places => app.Services.GetRequiredService<DevicePlaces>();

    internal EnrolmentCodes Codes => app.Services.GetRequiredService<EnrolmentCodes>();

    /// <summary>From now on the control room's clock is by so much ahead.</summary>
    public TimeSpan Ahead { get => clock.By; set => clock.By = value; }

    public ValueTask InitializeAsync() => StartAsync("");

    /// <param name="broker">An external broker's address; empty = the embedded one.</param>
    public async ValueTask StartAsync(string broker)
    {
        var ports = FreePort.Take(3);
        app = await ControlRoomApp.BuildAsync(new()
        {
            Urls = $"http://127.0.0.1:{ports[0]}",
            Data = Path.Combine(folder.Path, "data"),
            Keys = Keys,
            Address = "localhost",
            Mqtt = new() { Url = broker, TlsPort = MqttPort },
            Devices = new() { Port = DevicePort },
            Cluster = new() { SiloPort = ports[1], GatewayPort = ports[2] },
        }, clock, CancellationToken.None);
        await app.Services.GetRequiredService<SiteStore>().PutAsync(new()
        {
            Id = "street",
            Name = "Street",
            Type = SiteType.STREET,
            TimeZone = "Europe/London",
            Devices = [new() { Id = "lamp", Name = "Lamp", Sound = new() }, new() { Id = "other", Name = "Other lamp", Sound = new() }],
        }, CancellationToken.None);
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>A code as an engineer gets it.</summary>
    public async Task<string> CodeAsync(string device)
    {
        var code = EnrolmentCode.New("localhost", DevicePort, Authority.Fingerprint);
        await Codes.IssueAsync(device, code, TestContext.Current.CancellationToken);
        return code.ToString();
    }

    /// <summary>A device's own file in a folder of its own, without an id: that comes with the identity.</summary>
    /// <returns>The file; its state is in the same folder.</returns>
    public string NewDevice(string? id = null)
    {
        var own = Path.Combine(folder.Path, Ids.New());
        Directory.CreateDirectory(own);
        var file = Path.Combine(own, "agent.json");
        File.WriteAllText(file, $$"""
            { {{(id is null ? "" : $"\"device\": \"{id}\",")}} "state": "{{own}}", "journal": "{{own}}", "trustClock": true,
              {{AgentFileWriter.OfScene("town", 1, "sound")}} }
            """);
        return file;
    }

    private sealed class AheadClock : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + By;
    }
}
