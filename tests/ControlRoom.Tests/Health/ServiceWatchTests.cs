using System.Net.Sockets;
using System.Text;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Health;

/// <summary>The real control room, and a socket as systemd gives one to a service.</summary>
public class ServiceWatchTests
{
    [Fact]
    public async Task A_service_says_that_it_is_ready_once_it_answers_and_then_that_it_runs()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "notify");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(path));
        await using var room = await ControlRoomProcess.StartProductionAsync(settings: new Dictionary<string, string>
        {
            ["NOTIFY_SOCKET"] = path,
            ["WATCHDOG_USEC"] = "200000",
        });

        var said = new List<string>();
        while (!said.Contains("READY=1") || said.Count(s => s == "WATCHDOG=1") < 3)
            said.Add(await NextAsync(systemd));
        Assert.Equal(["READY=1", "WATCHDOG=1"], said.Distinct().Order());
    }

    private static async Task<string> NextAsync(Socket systemd)
    {
        var buffer = new byte[256];
        var length = await systemd.ReceiveAsync(buffer, TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length).TrimEnd();
    }
}
