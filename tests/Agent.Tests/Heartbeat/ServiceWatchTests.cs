using System.Net.Sockets;
using System.Text;
using Solutions.Edge.Agent.Heartbeat;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Heartbeat;

/// <summary>The real agent, and a socket as systemd gives one to a service.</summary>
public class ServiceWatchTests
{
    [Fact]
    public async Task A_service_says_that_it_is_ready_that_it_runs_and_that_it_stops()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "notify");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(path));
        var file = Path.Combine(folder.Path, "agent.json");
        await File.WriteAllTextAsync(file, """{ "device": "d-1" }""", TestContext.Current.CancellationToken);
        await using var agent = new ProgramUnderTest(Tree.Program("edge-agent", "solutions-agent"),
            ["run", "--config", file, "--state", folder.Path, "--journal", folder.Path],
            new Dictionary<string, string>
            {
                ["NOTIFY_SOCKET"] = path,
                ["WATCHDOG_USEC"] = "200000",
            });

        string[] said = [await NextAsync(systemd), await NextAsync(systemd), await NextAsync(systemd), await NextAsync(systemd)];
        Assert.Contains("READY=1", said);
        Assert.True(said.Count(s => s == "WATCHDOG=1") >= 3, string.Join(' ', said));

        var exit = agent.StopAsync();
        var next = await NextAsync(systemd);
        while (next == "WATCHDOG=1")
            next = await NextAsync(systemd);
        Assert.Equal("STOPPING=1", next);
        Assert.Equal(0, await exit);
    }

    [Theory]
    [InlineData("60000000", 60.0)]
    [InlineData("0", null)]
    [InlineData("-5", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_time_of_the_watchdog_is_what_systemd_states(string? microseconds, double? seconds) =>
        Assert.Equal(seconds, ServiceWatch.Watchdog(microseconds)?.TotalSeconds);

    private static async Task<string> NextAsync(Socket systemd)
    {
        var buffer = new byte[256];
        var length = await systemd.ReceiveAsync(buffer, TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length).TrimEnd();
    }
}
