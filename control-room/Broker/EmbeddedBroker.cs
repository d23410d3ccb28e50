using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Mqtt;

namespace Solutions.Edge.ControlRoom.Broker;

/// <summary>
/// The broker inside the control room: plain MQTT on loopback, for the demonstration. Devices write their own up topics and
/// nothing else; only the control room, known by a password of this run, writes down topics and alerts.
/// </summary>
internal sealed class EmbeddedBroker(int port, MqttSubscriptions subscriptions, ILogger<EmbeddedBroker> log) : IHostedService, IDisposable
{
    /// <summary>Longest message taken, in bytes.</summary>
    public const int MaxBytes = RecordJson.MaxBytes;

    private const string ControlRoom = "control-room";
    private readonly Subscribers subscribers = new();
    private MqttServer? server;

    /// <summary>The control room's own client id and password.</summary>
    public (string ClientId, string Password) Identity { get; } = (ControlRoom, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));

    /// <summary>The port it listens on, once started.</summary>
    public int Port { get; private set; } = port;

    /// <exception cref="InvalidOperationException">The port is taken.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (Port == 0)
            Port = FreePort();
        server = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder()
            .WithDefaultEndpoint().WithDefaultEndpointPort(Port).WithDefaultEndpointBoundIPAddress(IPAddress.Loopback).WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            // The default of 250 drops the oldest: a control room that is busy for a second would lose what devices then send again.
            .WithMaxPendingMessagesPerClient(100_000)
            .WithoutPacketFragmentation()
            .Build());
        server.ValidatingConnectionAsync += AdmitAsync;
        server.InterceptingPublishAsync += TakeAsync;
        server.InterceptingSubscriptionAsync += subscribing => Note(() => subscribers.Add(subscribing.Session, subscribing.TopicFilter));
        server.InterceptingUnsubscriptionAsync += leaving => Note(() => subscribers.Remove(leaving.SessionItems, leaving.Topic));
        server.SessionDeletedAsync += ended => Note(() => subscribers.Remove(ended.SessionItems));
        try
        {
            await server.StartAsync();
        }
        catch (SocketException e)
        {
            throw new InvalidOperationException($"SOLUTIONS__MQTT__PORT {Port} cannot be listened on ({e.Message}); free it or choose another.", e);
        }
        BrokerLog.Listening(log, Port);
    }

    /// <inheritdoc cref="Subscribers.TryDeliver"/>
    public bool TryDeliver(MqttApplicationMessage message) => subscribers.TryDeliver(message);

    public Task StopAsync(CancellationToken cancellationToken) => server?.StopAsync() ?? Task.CompletedTask;

    public void Dispose() => server?.Dispose();

    private Task AdmitAsync(ValidatingConnectionEventArgs connecting)
    {
        if (connecting.ClientId == ControlRoom && connecting.Password != Identity.Password)
            connecting.ReasonCode = MqttConnectReasonCode.NotAuthorized;
        return Task.CompletedTask;
    }

    /// <summary>What a device may write goes to the control room at once; the broker sees to it only if others listen, or may later.</summary>
    private async Task TakeAsync(InterceptingPublishEventArgs publishing)
    {
        var (topic, payload) = (publishing.ApplicationMessage.Topic, publishing.ApplicationMessage.Payload);
        if (publishing.ClientId == ControlRoom)
            return;
        if (!Topics.TryParseUp(topic, out _, out _) || payload.Length > MaxBytes)
        {
            publishing.ProcessPublish = false;
            publishing.Response.ReasonCode = MqttPubAckReasonCode.NotAuthorized;
            BrokerLog.Refused(log, publishing.ClientId, topic);
            return;
        }
        await subscriptions.HandAsync(publishing.ApplicationMessage, publishing.CancellationToken);
        publishing.ProcessPublish = publishing.ApplicationMessage.Retain || subscribers.HasOthers;
    }

    private static Task Note(Action note)
    {
        note();
        return Task.CompletedTask;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
