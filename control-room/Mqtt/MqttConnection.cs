using System.Buffers;
using MQTTnet;
using MQTTnet.Protocol;
using Polly;
using Polly.Retry;

namespace Solutions.Edge.ControlRoom.Mqtt;

/// <summary>Where the control room's client connects, and as whom.</summary>
/// <param name="Host">The broker's host.</param>
/// <param name="Port">Its port, asked for at every attempt: an embedded broker may have chosen one.</param>
/// <param name="Identity">Client id, and password where the broker knows it; null = anonymous.</param>
internal sealed record BrokerAddress(string Host, Func<int> Port, (string ClientId, string Password)? Identity);

/// <summary>A message as it came.</summary>
internal delegate ValueTask MessageHandler(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

/// <summary>The control room's one MQTT connection: what it publishes, and what it has subscribed to. Reconnects by itself.</summary>
/// <remarks>Without an address it never connects: outside the demonstration there is no MQTT until devices have keys. Messages are handled one at a time, in order: a handler that waits holds back the broker, and nothing is dropped here.</remarks>
internal sealed class MqttConnection(BrokerAddress? address, TimeProvider time, ILogger<MqttConnection> log) : BackgroundService
{
    private readonly IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private readonly List<(string Filter, MessageHandler Handler)> subscriptions = [];
    private readonly SemaphoreSlim lost = new(0);

    private readonly ResiliencePipeline retry = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(e => e is not OperationCanceledException),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(250),
            MaxDelay = TimeSpan.FromSeconds(5),
            OnRetry = failed =>
            {
                if (failed.AttemptNumber == 0)
                    MqttLog.NoBroker(log, address!.Host, address.Port(), failed.Outcome.Exception!.Message);
                return default;
            },
        }).Build();

    /// <summary>Since when it has been connected without a break; null = it is not.</summary>
    public DateTimeOffset? ConnectedSince { get; private set; }

    /// <summary>Since when it has not been connected; null = it is.</summary>
    public DateTimeOffset? DeafSince { get; private set; } = time.GetUtcNow();

    /// <summary>Call before start: the subscription is made at every connection.</summary>
    public void Subscribe(string filter, MessageHandler handler) => subscriptions.Add((filter, handler));

    /// <exception cref="InvalidOperationException">There is no connection now.</exception>
    public async Task PublishAsync(string topic, byte[] payload, bool retain, CancellationToken cancellationToken)
    {
        if (ConnectedSince is null)
            throw new InvalidOperationException("there is no connection to the broker now");
        await client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload).WithRetainFlag(retain)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build(), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (address is null)
        {
            MqttLog.NoListener(log);
            return;
        }
        client.ApplicationMessageReceivedAsync += message => HandleAsync(message.ApplicationMessage, stoppingToken);
        client.DisconnectedAsync += ended =>
        {
            ConnectedSince = null;
            DeafSince ??= time.GetUtcNow();
            if (ended.ClientWasConnected)
                lost.Release();
            return Task.CompletedTask;
        };
        while (!stoppingToken.IsCancellationRequested)
        {
            await retry.ExecuteAsync(stopping => ConnectAsync(address, stopping), stoppingToken);
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
        var options = new MqttClientOptionsBuilder().WithTcpServer(broker.Host, broker.Port()).WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500);
        if (broker.Identity is var (clientId, password))
            options = options.WithClientId(clientId).WithCredentials(clientId, password);
        await client.ConnectAsync(options.Build(), stopping);
        foreach (var (filter, _) in subscriptions)
            await client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtLeastOnce, stopping);
        ConnectedSince = time.GetUtcNow();
        DeafSince = null;
        MqttLog.Connected(log, broker.Host, broker.Port());
    }

    private async Task HandleAsync(MqttApplicationMessage message, CancellationToken stopping)
    {
        foreach (var (filter, handler) in subscriptions)
        {
            if (MqttTopicFilterComparer.Compare(message.Topic, filter) == MqttTopicFilterCompareResult.IsMatch)
                await handler(message.Topic, message.Payload.ToArray(), stopping);
        }
    }
}
