using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Solutions.Edge.Contracts;
using Solutions.Edge.Fleet;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Benchmarks;

/// <summary>
/// A real agent with the generated town street (sound and picture) and a real control room, between them a proxy that counts the bytes
/// of the MQTT connection both ways, and the TCP segments of the device's side: on an ordinary and on a metered link at the
/// same time. The scene's whole length has a minute of a crowd that shouts: ten times an hour, more than any street.
/// </summary>
internal static class WireBytes
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(20);

    /// <summary>IPv4 and TCP with time stamps, as Linux sends them.</summary>
    private const int HeaderBytes = 52;

    public static async Task<int> RunAsync(int seconds)
    {
        var (ordinary, metered) = (MeasureAsync(seconds), MeasureAsync(seconds, "--metered"));
        Print("ordinary link", await ordinary, seconds);
        Print("metered link", await metered, seconds);
        Console.WriteLine(FormattableString.Invariant($"ratio: {(double)(await ordinary).Values.Sum() / (await metered).Values.Sum():0.0}"));
        return 0;
    }

    /// <summary>Bytes by what they are of.</summary>
    private static async Task<SortedDictionary<string, long>> MeasureAsync(int seconds, params string[] more)
    {
        using var folder = new TemporaryFolder();
        var sites = SitesFileWriter.Write(folder.Path, new SiteEntry
        {
            Id = "street",
            Name = "Street",
            Type = SiteType.TOWN,
            TimeZone = "Europe/London",
            Devices =
            [
                new()
                {
                    Id = "d-51f0aa",
                    Name = "Lamp column",
                    Sound = new(),
                    Camera = new(),
                    Gate = new(),
                },
            ],
        });
        await using var room = await ControlRoomProcess.StartAsync(sites);
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var counted = new ConcurrentDictionary<string, long>();
        _ = ForwardAsync(proxy, room.MqttPort, counted);
        await using var agent = new ProgramUnderTest(Tree.Program("edge-agent", "solutions-agent"),
            ["run", "--config", AgentFileWriter.Write(folder.Path, "d-51f0aa", AgentFileWriter.OfScene("town", 3, "sound", "camera"), Shut(folder)),
                "--mqtt", $"mqtt://127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}",
                "--state", folder.Path, "--journal", folder.Path, "--trust-clock", .. more],
            new Dictionary<string, string>());
        await Eventually.IsTrueAsync("a connection", () => Task.FromResult(!counted.IsEmpty), seconds: 60);
        await Task.Delay(Settled, TimeProvider.System);
        var before = counted.ToDictionary();
        await Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
        return new(counted.ToDictionary(c => c.Key, c => c.Value - before.GetValueOrDefault(c.Key)));
    }

    /// <summary>A gate that states every minute that it is shut.</summary>
    private static string Shut(TemporaryFolder folder)
    {
        var script = Path.Combine(folder.Path, "gate.json");
        File.WriteAllText(script, """{"steps":[{"at":0,"contact":"closed","bolt":"thrown"}]}""");
        return AgentFileWriter.OfGate(script);
    }

    private static async Task ForwardAsync(TcpListener from, int port, ConcurrentDictionary<string, long> counted)
    {
        using var device = await from.AcceptTcpClientAsync();
        using var broker = new TcpClient { NoDelay = true };
        device.NoDelay = true;
        await broker.ConnectAsync(IPAddress.Loopback, port);
        await Task.WhenAny(CopyAsync(device, broker, "up", counted), CopyAsync(broker, device, "down", counted), CountHeadersAsync(device.Client, counted));
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to, string way, ConcurrentDictionary<string, long> counted)
    {
        var buffer = new byte[16 * 1024];
        var received = new List<byte>();
        while (await from.GetStream().ReadAsync(buffer) is > 0 and var read)
        {
            await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
            received.AddRange(buffer.AsSpan(0, read));
            Count(received, way, counted);
        }
    }

    private static void Count(List<byte> received, string way, ConcurrentDictionary<string, long> counted)
    {
        ReadOnlySpan<byte> rest = received.ToArray();
        for (var before = rest.Length; MqttPackets.TryTake(ref rest, out var kind, out var body); before = rest.Length)
        {
            var length = before - rest.Length;
            var of = kind == MqttPackets.Publish
                ? Encoding.UTF8.GetString(body.Slice(2, BinaryPrimitives.ReadUInt16BigEndian(body))).Split('/')[^1]
                : "other packets";
            counted.AddOrUpdate($"{way} {of}", length, (_, sum) => sum + length);
        }
        received.RemoveRange(0, received.Count - rest.Length);
    }

    /// <summary>The kernel counts what was sent and received on the device's side, acknowledgements among it.</summary>
    private static async Task CountHeadersAsync(Socket device, ConcurrentDictionary<string, long> counted)
    {
        // struct tcp_info of linux/tcp.h: u32 tcpi_segs_out and tcpi_segs_in.
        const int Tcp = 6, TcpInfo = 11, SegmentsOut = 136, SegmentsIn = 140;
        var info = new byte[SegmentsIn + 4];
        while (true)
        {
            device.GetRawSocketOption(Tcp, TcpInfo, info);
            counted["TCP and IP headers"] = HeaderBytes * (long)(BitConverter.ToUInt32(info, SegmentsOut) + BitConverter.ToUInt32(info, SegmentsIn));
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static void Print(string link, SortedDictionary<string, long> bytes, int seconds)
    {
        var all = bytes.Values.Sum();
        var toADay = 86_400.0 / seconds / 1e6;
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{link}: {all} bytes in {seconds} s; a day at that rate {all * toADay:0.0} MB, of which"));
        foreach (var (of, count) in bytes)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {of,-24} {count * toADay:0.00} MB"));
    }
}
