using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Benchmarks;

/// <summary>
/// A real agent with the generated town street (sound and picture) and a real control room, between them a proxy that counts the bytes
/// of the MQTT connection both ways: on an ordinary and on a metered link. TCP and IP headers are not in it.
/// </summary>
internal static class WireBytes
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(int seconds)
    {
        var ordinary = await MeasureAsync(seconds);
        var metered = await MeasureAsync(seconds, "--metered");
        Print("ordinary link", ordinary, seconds);
        Print("metered link", metered, seconds);
        Console.WriteLine(FormattableString.Invariant($"ratio: {(double)ordinary.Sum() / metered.Sum():0.0}"));
        return 0;
    }

    /// <summary>Bytes up and down.</summary>
    private static async Task<long[]> MeasureAsync(int seconds, params string[] more)
    {
        using var folder = new TemporaryFolder();
        var sites = SitesFileWriter.Write(folder.Path, new SiteEntry
        {
            Id = "street",
            Name = "Street",
            Type = SiteType.TOWN,
            TimeZone = "Europe/London",
            Devices = [new() { Id = "lamp", Name = "Lamp column", Scene = new("town", 3), Sound = new() { Source = SourceKind.Scene }, Camera = new() { Source = SourceKind.Scene } }],
        });
        await using var room = await ControlRoomProcess.StartAsync(sites);
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var counted = new long[2];
        _ = ForwardAsync(proxy, room.MqttPort, counted);
        await using var agent = new ProgramUnderTest(Tree.Program("edge-agent", "solutions-agent"),
            ["run", "--config", sites, "--device", "lamp", "--mqtt", $"mqtt://127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}", "--state", folder.Path, "--journal", folder.Path, "--trust-clock", .. more],
            new Dictionary<string, string>());
        await Eventually.IsTrueAsync("a connection", () => Task.FromResult(Volatile.Read(ref counted[0]) > 0), seconds: 60);
        await Task.Delay(Settled, TimeProvider.System);
        var before = counted.ToArray();
        await Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
        return [.. counted.Zip(before, (now, then) => now - then)];
    }

    private static async Task ForwardAsync(TcpListener from, int port, long[] counted)
    {
        using var device = await from.AcceptTcpClientAsync();
        using var broker = new TcpClient();
        await broker.ConnectAsync(IPAddress.Loopback, port);
        await Task.WhenAny(CopyAsync(device, broker, counted, 0), CopyAsync(broker, device, counted, 1));
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to, long[] counted, int way)
    {
        var buffer = new byte[16 * 1024];
        while (await from.GetStream().ReadAsync(buffer) is > 0 and var read)
        {
            Interlocked.Add(ref counted[way], read);
            await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
        }
    }

    private static void Print(string link, long[] bytes, int seconds) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{link}: {bytes[0]} bytes up and {bytes[1]} down in {seconds} s; a day at that rate {bytes.Sum() * 86_400.0 / seconds / 1e6:0.0} MB (up {bytes[0] * 86_400.0 / seconds / 1e6:0.0}, down {bytes[1] * 86_400.0 / seconds / 1e6:0.0})"));
}
