using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Solutions.Edge.ControlRoom.Health;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Health;

public class PingTests
{
    private static readonly CancellationToken Stopping = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://watch.example/1")]
    [InlineData("ftp://127.0.0.1/1")]
    [InlineData("watch")]
    public void An_address_that_is_no_https_is_refused(string address) =>
        Assert.Contains($"SOLUTIONS__PING is '{address}'", new ControlRoomOptions { Ping = address }.FindFault(), StringComparison.Ordinal);

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("9.9.9.9", true)]
    [InlineData("2620:fe::fe", true)]
    public void Only_what_is_on_the_internet_is_public(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData(true, HealthStatus.Healthy, 1)]
    [InlineData(true, HealthStatus.Degraded, 1)]
    [InlineData(true, HealthStatus.Unhealthy, 0)]
    [InlineData(false, HealthStatus.Healthy, 0)]
    public async Task It_asks_while_the_control_room_is_ready_and_where_it_may(bool allowsPrivate, HealthStatus status, int asked)
    {
        await using var services = new ServiceCollection().AddLogging().AddMetrics()
            .AddHealthChecks().AddCheck("part", () => new(status)).Services.BuildServiceProvider();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answered = AnswerAsync(listener);
        var log = new CollectedLog<Ping>();
        using var ping = new Ping(new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/beat"), allowsPrivate,
            services.GetRequiredService<HealthCheckService>(), TimeProvider.System, log, services.GetRequiredService<IMeterFactory>());
        await ping.TryAsync(Stopping);
        await ping.TryAsync(Stopping);
        listener.Stop();
        Assert.Equal(2 * asked, await answered);
        if (!allowsPrivate)
            Assert.Contains("which is not on the internet", Assert.Single(log.Lines).Text, StringComparison.Ordinal);
    }

    /// <returns>How often it was asked for the address before it was stopped.</returns>
    private static async Task<int> AnswerAsync(TcpListener listener)
    {
        var asked = 0;
        try
        {
            while (true)
            {
                using var line = await listener.AcceptTcpClientAsync(Stopping);
                using var reader = new StreamReader(line.GetStream());
                if ((await reader.ReadLineAsync(Stopping))!.StartsWith("GET /beat ", StringComparison.Ordinal))
                    asked++;
                while (await reader.ReadLineAsync(Stopping) is { Length: > 0 })
                {
                }
                await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"), Stopping);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            return asked;
        }
    }
}
