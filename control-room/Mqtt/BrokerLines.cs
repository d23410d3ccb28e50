using System.Net;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;

namespace Solutions.Edge.ControlRoom.Mqtt;

/// <summary>
/// One connection to hear and one to speak, which stand and fall together. Mosquitto takes one packet of each connection in turn: on a single one
/// the acknowledgement of a device's record waits behind that of every message that has come, and with thousands of devices it does not come any more.
/// </summary>
internal sealed class BrokerLines : IAsyncDisposable
{
    /// <summary>
    /// What a socket holds for a reader that is busy. With the library's 8 KiB the broker may not even send half a segment of the loopback
    /// interface, so that it sends seven times a second, and a control room that was behind for a moment stays behind.
    /// </summary>
    private const int SocketBytes = 1024 * 1024;

    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    /// <summary>Not disposed: the library may tell late that a connection has ended.</summary>
    private readonly CancellationTokenSource broken = new();

    /// <param name="listens">False: what comes is brought by other means.</param>
    public BrokerLines(bool listens)
    {
        Speaking = Create();
        Listening = listens ? Create() : null;
        Broken = broken.Token;
    }

    public IMqttClient Speaking { get; }

    public IMqttClient? Listening { get; }

    /// <summary>Cancelled when one of them has ended: the library may go on waiting for an answer that was asked for as it broke.</summary>
    public CancellationToken Broken { get; }

    /// <summary>Why it has.</summary>
    public string Why { get; private set; } = "";

    public static MqttClientOptions Options(BrokerAddress broker)
    {
        var options = new MqttClientOptionsBuilder().WithEndPoint(new DnsEndPoint(broker.Host, broker.Port())).WithTcpServer(o => o.BufferSize = SocketBytes)
            .WithProtocolVersion(MqttProtocolVersion.V500);
        return (broker.Identity is var (clientId, password) ? options.WithClientId(clientId).WithCredentials(clientId, password) : options).Build();
    }

    /// <summary>Returns when one of them has ended, or nobody waits any more.</summary>
    public async Task BrokenAsync(CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Broken, stopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in new[] { Speaking, Listening }.OfType<IMqttClient>())
        {
            try
            {
                using var limit = new CancellationTokenSource(Goodbye, TimeProvider.System);
                if (client.IsConnected)
                    await client.DisconnectAsync(cancellationToken: limit.Token);
            }
            catch (Exception e) when (e is MqttCommunicationException or OperationCanceledException)
            {
                // It goes without a goodbye.
            }
            client.Dispose();
        }
        await broken.CancelAsync();
    }

    private IMqttClient Create()
    {
        var client = new MqttClientFactory().CreateMqttClient(new BufferedChannel.Factory());
        client.DisconnectedAsync += ended =>
        {
            Why = ended.Exception?.Message ?? ended.Reason.ToString();
            return broken.CancelAsync();
        };
        return client;
    }
}
