using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

[assembly: AssemblyFixture(typeof(Solutions.Edge.ControlRoom.Tests.Http.RunningRoom))]

namespace Solutions.Edge.ControlRoom.Tests.Http;

/// <summary>The whole control room in this process, on free ports, as its HTTP clients find it. Started by the first test that asks for it.</summary>
public sealed class RunningRoom : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Lazy<Task<WebApplication>> app;
    private readonly SiteEntry site;
    private readonly TimeProvider time;

    public RunningRoom()
        : this(new SiteEntry
        {
            Id = "street",
            Name = "Street",
            Type = SiteType.STREET,
            TimeZone = "Europe/London",
            Devices = [new() { Id = "lamp", Name = "Lamp" }],
        })
    {
    }

    /// <param name="site">Another site than the street: a room of one test's own.</param>
    /// <param name="time">Another clock than the machine's.</param>
    internal RunningRoom(SiteEntry site, TimeProvider? time = null)
    {
        (this.site, this.time) = (site, time ?? TimeProvider.System);
        var ports = FreePort.Take(5);
        (Port, DevicePort, MqttTlsPort) = (ports[0], ports[3], ports[4]);
        Http = new() { BaseAddress = new($"http://127.0.0.1:{Port}") };
        app = new(() => StartAsync(ports));
    }

    public int Port { get; }

    /// <summary>Where devices enrol and deliver.</summary>
    public int DevicePort { get; }

    /// <summary>Where devices report over TLS.</summary>
    public int MqttTlsPort { get; }

    public HttpClient Http { get; }

    internal string Data => Path.Combine(folder.Path, "data");

    internal async Task<T> ServiceAsync<T>() where T : notnull => (await app.Value).Services.GetRequiredService<T>();

    /// <summary>What comes back for a request as it is written, until the control room closes.</summary>
    public async Task<string> RequestAsync(string method, string path, string host, params string[] headers)
    {
        await app.Value;
        using var line = new TcpClient("127.0.0.1", Port);
        var stream = line.GetStream();
        var lines = string.Join("\r\n", [$"{method} {path} HTTP/1.1", $"Host: {host}", "Connection: close", .. headers, "", ""]);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(lines), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        await app.Value;
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (app.IsValueCreated)
        {
            await (await app.Value).StopAsync();
            await (await app.Value).DisposeAsync();
        }
        folder.Dispose();
    }

    private async Task<WebApplication> StartAsync(int[] ports)
    {
        var sites = SitesFileWriter.Write(folder.Path, site);
        var room = await ControlRoomApp.BuildAsync(new()
        {
            Demo = true,
            Urls = $"http://127.0.0.1:{Port}",
            Hosts = "room.example",
            Data = Data,
            Sites = sites,
            Mqtt = new() { Port = 0, TlsPort = MqttTlsPort },
            Devices = new() { Port = DevicePort },
            Cluster = new() { SiloPort = ports[1], GatewayPort = ports[2] },
        }, time, CancellationToken.None);
        await room.StartAsync();
        return room;
    }
}
