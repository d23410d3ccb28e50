using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.ControlRoom.Devices.Identities;
using Solutions.Edge.ControlRoom.Mqtt;

namespace Solutions.Edge.ControlRoom.Broker;

/// <summary>
/// The broker inside the control room: over TLS for devices, which their certificates name, and plain on loopback in the demonstration. Over TLS a device
/// writes its own up topics and reads its own down topics, and nothing else; only the control room, known by its certificate or by a password of this
/// run, writes down topics and alerts.
/// </summary>
/// <param name="port">Of plain MQTT on loopback; null = there is none.</param>
/// <param name="tls">Null = there is none.</param>
internal sealed class EmbeddedBroker(
    int? port, BrokerTls? tls, DeviceStanding? standing, MqttSubscriptions subscriptions, TimeProvider time, ILogger<EmbeddedBroker> log)
    : IHostedService, IDisposable
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

    private const string ControlRoom = DeviceAuthority.ControlRoom;

    private static readonly TimeSpan UntilConnect = TimeSpan.FromSeconds(30);

    private readonly Subscribers subscribers = new();
    private readonly ConcurrentDictionary<string, ClientLine> lines = new();
    private readonly ConcurrentDictionary<string, bool> retained = new();

    /// <summary>Clients that came over TLS last: devices by their id. A session's own items would be those of the first connection.</summary>
    private readonly ConcurrentDictionary<string, bool> certified = new();

    private readonly RareLine refused = new(time), tooLong = new(time), dropped = new(time), notAdmitted = new(time);
    private MqttServer? server;
    private BrokerListener? plain, secured;
    private long turnedAway;

    /// <summary>The control room's own client id and password.</summary>
    public (string ClientId, string Password) Identity { get; } = (ControlRoom, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));

    /// <summary>The port of plain MQTT, once started.</summary>
    public int Port => plain?.Port ?? port ?? 0;

    /// <summary>The port of MQTT over TLS, once started.</summary>
    public int TlsPort => secured?.Port ?? tls?.At.Port ?? 0;

    /// <summary>Connections that were refused for what they showed.</summary>
    public long TurnedAway => Interlocked.Read(ref turnedAway);

    /// <exception cref="InvalidOperationException">The port is taken.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        plain = port is { } number ? new(new(IPAddress.Loopback, number), null, NoteTooLong, TurnAway, time) : null;
        secured = tls is null ? null : new(tls.At, tls, NoteTooLong, TurnAway, time);
        server = new MqttServerFactory().CreateMqttServer(
            new MqttServerOptionsBuilder()
                // The default of 250 drops the oldest: a control room that is busy for a second would lose what devices then send again.
                .WithMaxPendingMessagesPerClient(100_000)
                .WithDefaultCommunicationTimeout(UntilConnect)
                .Build(),
            new[] { plain, secured }.OfType<BrokerListener>().ToList());
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
            throw new InvalidOperationException(plain is null or { Port: > 0 }
                ? $"SOLUTIONS__MQTT__TLSPORT {TlsPort} cannot be listened on ({e.Message}); free it or choose another."
                : $"SOLUTIONS__MQTT__PORT {port} cannot be listened on ({e.Message}); free it or choose another.", e);
        }
        standing?.Barred += Cut;
        if (plain is not null)
            BrokerLog.Listening(log, Port);
        if (secured is not null)
            BrokerLog.ListeningSecured(log, TlsPort);
    }

    /// <summary>Delivers a message for one device to its own sessions.</summary>
    /// <returns>False: it must be published, for others may want it.</returns>
    public bool TryDeliver(MqttApplicationMessage message) => subscribers.TryDeliver(message, client => TryTake(client, message));

    public Task StopAsync(CancellationToken cancellationToken) => server?.StopAsync() ?? Task.CompletedTask;

    public void Dispose()
    {
        standing?.Barred -= Cut;
        server?.Dispose();
        plain?.Dispose();
        secured?.Dispose();
    }

    /// <summary>Ends a device's connection now.</summary>
    private void Cut(string device)
    {
        if (lines.TryGetValue(device, out var line) && line.ClientCertificate is not null)
            _ = server!.DisconnectClientAsync(device, new() { ReasonCode = MqttDisconnectReasonCode.NotAuthorized });
    }

    private void TurnAway(string why)
    {
        Interlocked.Increment(ref turnedAway);
        if (notAdmitted.IsDue(out var since))
            BrokerLog.NotAdmitted(log, why, since);
    }

    private void Admit(ValidatingConnectionEventArgs connecting)
    {
        var shown = ((ClientLine)connecting.ChannelAdapter).ClientCertificate;
        if (FindFault(connecting, shown) is { } fault)
        {
            (connecting.ReasonCode, connecting.ReasonString) = (MqttConnectReasonCode.NotAuthorized, fault);
            TurnAway($"{connecting.RemoteEndPoint}: {fault}");
            return;
        }
        if (shown is not null)
            certified[connecting.ClientId] = true;
        else if (connecting.ClientId is { } id)
            certified.TryRemove(id, out _);
        if (connecting.ClientId is null or "")
            connecting.AssignedClientIdentifier = Ids.New();
        var (client, line) = (connecting.ClientId is null or "" ? connecting.AssignedClientIdentifier : connecting.ClientId,
            (ClientLine)connecting.ChannelAdapter);
        lines[client] = line;
        // One that was taken over has left its name to its successor.
        line.Left = () => lines.TryRemove(KeyValuePair.Create(client, line));
    }

    /// <summary>Why a client is not admitted; null = it is. Its id is its certificate's name: under another's it would end that one's connection.</summary>
    private string? FindFault(ValidatingConnectionEventArgs connecting, X509Certificate2? shown)
    {
        if (shown is null)
            return connecting.ClientId == ControlRoom && connecting.Password != Identity.Password ? "the control room's id without its password" : null;
        var (device, refusal) = tls!.Judge(shown);
        return refusal ?? (connecting.ClientId == device ? null
            : $"the client id is '{ForeignText.Of(connecting.ClientId ?? "")}' and the certificate is of '{device}'; the two must be the same");
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
        if (subscribing.ClientId != ControlRoom && certified.ContainsKey(subscribing.ClientId)
            && !(Topics.TryParseDown(subscribing.TopicFilter.Topic, out var device) && device == subscribing.ClientId))
        {
            subscribing.ProcessSubscription = false;
            subscribing.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
            return;
        }
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
        if (!Topics.TryParseUp(message.Topic, out var device, out var stream) || (device != publishing.ClientId && certified.ContainsKey(publishing.ClientId))
            || message.Payload.Length > (stream == Streams.Status ? MaxStatusBytes : MaxBytes))
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
