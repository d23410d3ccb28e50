using System.Collections.Concurrent;
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
internal sealed class EmbeddedBroker(int port, MqttSubscriptions subscriptions, TimeProvider time, ILogger<EmbeddedBroker> log) : IHostedService, IDisposable
{
    /// <summary>Longest message taken, in bytes.</summary>
    public const int MaxBytes = RecordJson.MaxBytes;

    /// <summary>Longest status, in bytes: a retained message stays in memory.</summary>
    public const int MaxStatusBytes = 1024;

    /// <summary>Devices whose status is retained; of more it is delivered and forgotten.</summary>
    private const int MostRetained = 20_000;

    /// <summary>Subscriptions of one client.</summary>
    private const int MostSubscriptions = 100;

    /// <summary>Most characters of a topic filter.</summary>
    private const int LongestFilter = 512;

    private const string ControlRoom = "control-room";
    private static readonly TimeSpan UntilConnect = TimeSpan.FromSeconds(30);

    private readonly Subscribers subscribers = new();
    private readonly ConcurrentDictionary<string, ClientLine> lines = new();
    private readonly ConcurrentDictionary<string, bool> retained = new();
    private readonly RareLine refused = new(time), tooLong = new(time), dropped = new(time);
    private MqttServer? server;
    private BrokerListener? listener;

    /// <summary>The control room's own client id and password.</summary>
    public (string ClientId, string Password) Identity { get; } = (ControlRoom, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));

    /// <summary>The port it listens on, once started.</summary>
    public int Port => listener?.Port ?? port;

    /// <exception cref="InvalidOperationException">The port is taken.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        listener = new(port, NoteTooLong, time);
        server = new MqttServerFactory().CreateMqttServer(
            new MqttServerOptionsBuilder()
                // The default of 250 drops the oldest: a control room that is busy for a second would lose what devices then send again.
                .WithMaxPendingMessagesPerClient(100_000)
                .WithDefaultCommunicationTimeout(UntilConnect)
                .Build(),
            [listener]);
        server.ValidatingConnectionAsync += connecting => Note(() => Admit(connecting));
        server.InterceptingPublishAsync += TakeAsync;
        server.InterceptingClientEnqueueAsync += sending => Note(() => sending.AcceptEnqueue = TryTake(sending.ReceiverClientId, sending.ApplicationMessage));
        server.InterceptingSubscriptionAsync += subscribing => Note(() => Subscribe(subscribing));
        server.InterceptingUnsubscriptionAsync += leaving => Note(() => subscribers.Remove(leaving.SessionItems, leaving.Topic));
        server.SessionDeletedAsync += ended => Note(() => subscribers.Remove(ended.SessionItems));
        try
        {
            await server.StartAsync();
        }
        catch (SocketException e)
        {
            throw new InvalidOperationException($"SOLUTIONS__MQTT__PORT {port} cannot be listened on ({e.Message}); free it or choose another.", e);
        }
        BrokerLog.Listening(log, Port);
    }

    /// <summary>Delivers a message for one device to its own sessions.</summary>
    /// <returns>False: it must be published, for others may want it.</returns>
    public bool TryDeliver(MqttApplicationMessage message) => subscribers.TryDeliver(message, client => TryTake(client, message));

    public Task StopAsync(CancellationToken cancellationToken) => server?.StopAsync() ?? Task.CompletedTask;

    public void Dispose()
    {
        server?.Dispose();
        listener?.Dispose();
    }

    private void Admit(ValidatingConnectionEventArgs connecting)
    {
        if (connecting.ClientId == ControlRoom && connecting.Password != Identity.Password)
        {
            connecting.ReasonCode = MqttConnectReasonCode.NotAuthorized;
            return;
        }
        if (connecting.ClientId is null or "")
            connecting.AssignedClientIdentifier = Ids.New();
        var (client, line) = (connecting.ClientId is null or "" ? connecting.AssignedClientIdentifier : connecting.ClientId,
            (ClientLine)connecting.ChannelAdapter);
        lines[client] = line;
        // One that was taken over has left its name to its successor.
        line.Left = () => lines.TryRemove(KeyValuePair.Create(client, line));
    }

    private bool TryTake(string client, MqttApplicationMessage message)
    {
        if (!lines.TryGetValue(client, out var line) || line.TryTake(message.Payload))
            return true;
        if (dropped.IsDue(out var since))
            BrokerLog.Dropped(log, ForeignText.Of(client), since);
        return false;
    }

    private void Subscribe(InterceptingSubscriptionEventArgs subscribing)
    {
        var count = subscribing.Session.Items[nameof(MostSubscriptions)] as int? ?? 0;
        if (count >= MostSubscriptions || subscribing.TopicFilter.Topic.Length > LongestFilter)
        {
            subscribing.ProcessSubscription = false;
            subscribing.Response.ReasonCode = MqttSubscribeReasonCode.QuotaExceeded;
            return;
        }
        subscribing.Session.Items[nameof(MostSubscriptions)] = count + 1;
        subscribers.Add(subscribing.Session, subscribing.TopicFilter);
    }

    /// <summary>What a device may write goes to the control room at once; the broker sees to it only if others listen, or may later.</summary>
    private async Task TakeAsync(InterceptingPublishEventArgs publishing)
    {
        var message = publishing.ApplicationMessage;
        if (publishing.ClientId == ControlRoom)
            return;
        if (!Topics.TryParseUp(message.Topic, out _, out var stream) || message.Payload.Length > (stream == Streams.Status ? MaxStatusBytes : MaxBytes))
        {
            publishing.ProcessPublish = false;
            publishing.Response.ReasonCode = MqttPubAckReasonCode.NotAuthorized;
            if (refused.IsDue(out var since))
                BrokerLog.Refused(log, ForeignText.Of(publishing.ClientId), message.Payload.Length, ForeignText.Of(message.Topic), since);
            return;
        }
        message.Retain = message.Retain && stream == Streams.Status && MayRetain(message);
        await subscriptions.HandAsync(message, publishing.CancellationToken);
        publishing.ProcessPublish = message.Retain || subscribers.HasOthers;
    }

    private bool MayRetain(MqttApplicationMessage status)
    {
        if (status.Payload.Length == 0)
            retained.TryRemove(status.Topic, out _);
        else if (!retained.ContainsKey(status.Topic) && (retained.Count >= MostRetained || !retained.TryAdd(status.Topic, true)))
            return false;
        return true;
    }

    private void NoteTooLong(string fault)
    {
        if (tooLong.IsDue(out var since))
            BrokerLog.TooLong(log, fault, since);
    }

    private static Task Note(Action note)
    {
        note();
        return Task.CompletedTask;
    }
}
