using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;

namespace Solutions.Edge.ControlRoom.Mqtt;

/// <summary>
/// One connection to receive and as many to send as the devices need, which are made and ended together. Mosquitto takes one packet of each connection
/// in turn: on a single one an acknowledgement has to wait until something of every device that sends was read, and with thousands of devices it does
/// not come any more.
/// </summary>
internal sealed class BrokerLines : IAsyncDisposable
{
    /// <summary>
    /// What a socket holds for a reader that is busy. With the library's 8 KiB the broker may not even send half a segment of the loopback
    /// interface, so that it sends seven times a second, and a control room that was behind for a moment stays behind.
    /// </summary>
    private const int SocketBytes = 1024 * 1024;

    /// <summary>Of 900 devices on one connection the acknowledgements did not come; of 110 they do, with 7,300 devices in all.</summary>
    private const int DevicesOfALine = 100, MostSpeaking = 64;

    /// <summary>
    /// A broker closes a connection that is silent for half as long again, and the library sends nothing more until it has its answer, which comes behind
    /// all that the broker still holds for it: a long queue must not close the connection.
    /// Whether a line is dead is asked by <see cref="MqttConnection"/>, and far sooner.
    /// </summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan DisconnectWithin = TimeSpan.FromSeconds(1);

    /// <summary>Not disposed: the library may report late that a connection has ended.</summary>
    private readonly CancellationTokenSource broken = new();

    private readonly IMqttClient[] speaking;

    /// <param name="speaking">How many send.</param>
    /// <param name="isHeld">True: what was received waits, and no more is wanted. Null: what comes is brought by other means.</param>
    public BrokerLines(int speaking, Func<bool>? isHeld)
    {
        this.speaking = [.. Enumerable.Range(0, speaking).Select(_ => Create(() => false))];
        Listening = isHeld is null ? null : Create(isHeld);
        Broken = broken.Token;
    }

    public IReadOnlyList<IMqttClient> All => Listening is null ? speaking : [Listening, .. speaking];

    public IMqttClient? Listening { get; }

    /// <summary>Cancelled when one of them has ended: the library may go on waiting for an answer that was asked for as it broke.</summary>
    public CancellationToken Broken { get; }

    /// <summary>Why it has.</summary>
    public string Why { get; private set; } = "";

    public static MqttClientOptions Options(BrokerAddress broker)
    {
        var options = new MqttClientOptionsBuilder().WithEndPoint(new DnsEndPoint(broker.Host, broker.Port())).WithTcpServer(o => o.BufferSize = SocketBytes)
            .WithProtocolVersion(MqttProtocolVersion.V500).WithKeepAlivePeriod(KeepAlive);
        if (broker.Tls is { } trust)
            options.WithTlsOptions(tls => tls.WithClientCertificates([trust.Certificate()]).WithTrustChain(trust.Authorities())
                .WithRevocationMode(X509RevocationMode.NoCheck).WithSslProtocols(SslProtocols.Tls12 | SslProtocols.Tls13));
        return (broker.Identity is var (clientId, password) ? options.WithClientId(clientId).WithCredentials(clientId, password) : options).Build();
    }

    /// <summary>How many connections send to so many devices.</summary>
    public static int SpeakingFor(int devices) => Math.Clamp((devices + DevicesOfALine - 1) / DevicesOfALine, 1, MostSpeaking);

    /// <summary>Messages of one topic keep their order.</summary>
    public IMqttClient Speaking(string topic) => speaking[(uint)topic.GetHashCode(StringComparison.Ordinal) % speaking.Length];

    /// <returns>True: one of them has ended, or nobody waits any more. False: the time is over.</returns>
    public async Task<bool> BreaksWithinAsync(TimeSpan time, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Broken, stopping);
        await Task.Delay(time, TimeProvider.System, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return either.IsCancellationRequested;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(All.Select(SayGoodbyeAsync));
        await broken.CancelAsync();
    }

    private static async Task SayGoodbyeAsync(IMqttClient client)
    {
        using var limit = new CancellationTokenSource(DisconnectWithin, TimeProvider.System);
        try
        {
            if (client.IsConnected)
                await client.DisconnectAsync(cancellationToken: limit.Token);
        }
        catch (Exception e) when (e is MqttCommunicationException or OperationCanceledException)
        {
            // It goes without one.
        }
        client.Dispose();
    }

    private IMqttClient Create(Func<bool> isHeld)
    {
        var client = new MqttClientFactory().CreateMqttClient(new BufferedChannel.Factory(isHeld));
        client.DisconnectedAsync += ended =>
        {
            Why = ended.Exception?.Message ?? ended.Reason.ToString();
            return broken.CancelAsync();
        };
        return client;
    }
}
