using System.Globalization;
using System.Net;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Benchmarks.Throughput;

/// <summary>As a process of its own: the library's broker as the control room has it, or another's, and a subscriber that does nothing.</summary>
internal static class BareBroker
{
    public const string Verb = "bare-broker";

    /// <summary>Prints how many messages the subscriber has had, every second, until it is killed.</summary>
    public static async Task<int> RunAsync(int port, bool embedded)
    {
        using var broker = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder().WithDefaultEndpoint().WithDefaultEndpointPort(port)
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None).WithMaxPendingMessagesPerClient(100_000).Build());
        if (embedded)
            await broker.StartAsync();
        using var subscriber = new MqttClientFactory().CreateMqttClient();
        var delivered = 0L;
        subscriber.ApplicationMessageReceivedAsync += _ =>
        {
            delivered++;
            return Task.CompletedTask;
        };
        await subscriber.ConnectAsync(new MqttClientOptionsBuilder().WithEndPoint(new IPEndPoint(IPAddress.Loopback, port))
            .WithTcpServer(o => o.BufferSize = 1024 * 1024).WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500).Build());
        await subscriber.SubscribeAsync(Topics.EveryUp, MqttQualityOfServiceLevel.AtMostOnce);
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        while (await second.WaitForNextTickAsync())
            Console.WriteLine(Interlocked.Read(ref delivered).ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
