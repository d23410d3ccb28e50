using System.Net;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using Polly;
using Polly.Retry;

namespace Solutions.Edge.ControlRoom.Mqtt;

/// <summary>Where the control room's client connects, and as whom.</summary>
/// <param name="Host">The broker's host.</param>
/// <param name="Port">Its port, asked for at every attempt: an embedded broker may have chosen one.</param>
/// <param name="Identity">Client id, and password where the broker knows it; null = anonymous.</param>
/// <param name="TryDeliver">Of a broker in this process: hands a message to those it is for, true if it could. Such a broker also hands over by itself what comes. Null = a broker of its own.</param>
internal sealed record BrokerAddress(string Host, Func<int> Port, (string ClientId, string Password)? Identity, Func<string, byte[], bool>? TryDeliver = null);

/// <summary>The control room's one MQTT connection: what it publishes, and what it has subscribed to. Reconnects by itself.</summary>
/// <remarks>Without an address it never connects: outside the demonstration there is no MQTT until devices have keys. Messages are handled one at a time, in order: a handler that waits holds back the broker, and nothing is dropped here.</remarks>
internal sealed class MqttConnection(BrokerAddress? address, MqttSubscriptions subscriptions, TimeProvider time, ILogger<MqttConnection> log) : BackgroundService
{
    /// <summary>How long the broker may take over an answer. The library waits for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>
    /// What the socket holds for a reader that is busy. With the library's 8 KiB the broker may not even send half a segment of the loopback
    /// interface, so that it sends seven times a second, and a control room that was behind for a moment stays behind.
    /// </summary>
    private const int SocketBytes = 1024 * 1024;

    private readonly IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private readonly SemaphoreSlim lost = new(0);

    /// <summary>Cancelled with the connection: the library may go on waiting for an answer that was asked for as it broke.</summary>
    private CancellationTokenSource connection = new();

    private readonly ResiliencePipeline retry = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(e => e is not OperationCanceledException),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(250),
            // One client, on which every alarm waits.
            MaxDelay = TimeSpan.FromSeconds(1),
            OnRetry = failed =>
            {
                if (failed.AttemptNumber == 0)
                    MqttLog.NoBroker(log, address!.Host, address.Port(), failed.Outcome.Exception!.Message);
                return default;
            },
        }).Build();

    /// <summary>False: it never connects.</summary>
    public bool HasBroker => address is not null;

    /// <summary>Since when it has been connected without a break; null = it is not.</summary>
    public DateTimeOffset? ConnectedSince { get; private set; }

    /// <summary>Since when it has not been connected; null = it is.</summary>
    public DateTimeOffset? DeafSince { get; private set; } = time.GetUtcNow();

    /// <exception cref="InvalidOperationException">There is no connection now.</exception>
    /// <exception cref="MqttCommunicationException">The broker does not answer.</exception>
    public async Task PublishAsync(string topic, byte[] payload, bool retain, CancellationToken cancellationToken)
    {
        if (ConnectedSince is null)
            throw new InvalidOperationException("there is no connection to the broker now");
        if (!retain && address?.TryDeliver?.Invoke(topic, payload) == true)
            return;
        var message = new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload).WithRetainFlag(retain)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
        await AnsweredAsync(limited => client.PublishAsync(message, limited), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (address is null)
        {
            MqttLog.NoListener(log);
            return;
        }
        client.ApplicationMessageReceivedAsync += message => subscriptions.HandAsync(message.ApplicationMessage, stoppingToken).AsTask();
        client.DisconnectedAsync += ended =>
        {
            // Told late, of a connection before this one.
            if (client.IsConnected)
                return Task.CompletedTask;
            ConnectedSince = null;
            DeafSince ??= time.GetUtcNow();
            connection.Cancel();
            if (ended.ClientWasConnected)
                lost.Release();
            return Task.CompletedTask;
        };
        while (!stoppingToken.IsCancellationRequested)
        {
            await retry.ExecuteAsync(stopping => ConnectAsync(address, stopping), stoppingToken);
            while (client.IsConnected)
                await lost.WaitAsync(stoppingToken);
            MqttLog.Lost(log);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (client.IsConnected)
            await client.DisconnectAsync(cancellationToken: cancellationToken);
        client.Dispose();
    }

    private async ValueTask ConnectAsync(BrokerAddress broker, CancellationToken stopping)
    {
        // A connection lost while it subscribed is told by the attempt that failed; its signal must not end the next one.
        while (lost.Wait(0, stopping))
        {
        }
        var options = new MqttClientOptionsBuilder().WithEndPoint(new DnsEndPoint(broker.Host, broker.Port())).WithTcpServer(o => o.BufferSize = SocketBytes).WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500);
        if (broker.Identity is var (clientId, password))
            options = options.WithClientId(clientId).WithCredentials(clientId, password);
        // What subscribed too slowly is connected and hears nothing.
        if (client.IsConnected)
            await client.DisconnectAsync(cancellationToken: stopping);
        connection = new();
        await AnsweredAsync(limited => client.ConnectAsync(options.Build(), limited), stopping);
        foreach (var filter in broker.TryDeliver is null ? subscriptions.Filters : [])
            await AnsweredAsync(limited => client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtLeastOnce, limited), stopping);
        ConnectedSince = time.GetUtcNow();
        DeafSince = null;
        MqttLog.Connected(log, broker.Host, broker.Port());
    }

    private async Task AnsweredAsync(Func<CancellationToken, Task> ask, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping, connection.Token);
        limit.CancelAfter(Patience);
        try
        {
            await ask(limit.Token);
        }
        catch (OperationCanceledException e) when (!stopping.IsCancellationRequested)
        {
            throw new MqttCommunicationException(connection.IsCancellationRequested ? "the connection is gone" : $"it has not answered for {Patience.TotalSeconds} s", e);
        }
    }
}
