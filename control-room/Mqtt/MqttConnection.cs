using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using Polly;
using Polly.Retry;

namespace Solutions.Edge.ControlRoom.Mqtt;

/// <summary>Where the control room's client connects, and under which name.</summary>
/// <param name="Host">The broker's host.</param>
/// <param name="Port">Its port, asked for at every attempt: an embedded broker may have chosen one.</param>
/// <param name="Identity">Client id, and password where the broker knows it; null = anonymous.</param>
/// <param name="Devices">How many devices are to be answered, asked for at every attempt: connections are opened by that.</param>
/// <param name="TryDeliver">Of a broker in this process: hands a message to those it is for, true if it could. Such a broker also hands over by itself
/// what comes. Null = a broker of its own.</param>
/// <param name="Tls">How it is met over TLS; null = plain.</param>
internal sealed record BrokerAddress(string Host, Func<int> Port, (string ClientId, string Password)? Identity, Func<int> Devices,
    Func<MqttApplicationMessage, bool>? TryDeliver = null, BrokerTrust? Tls = null);

/// <param name="Certificate">As which the control room connects, asked for at every attempt.</param>
/// <param name="Authorities">Those that may vouch for the broker.</param>
internal sealed record BrokerTrust(Func<X509Certificate2> Certificate, Func<X509Certificate2Collection> Authorities);

/// <summary>What the control room publishes on MQTT, and what it has subscribed to. Reconnects by itself.</summary>
/// <remarks>
/// Messages are handled one at a time, in order, and nothing is dropped here. A handler that waits holds back the broker.
/// </remarks>
internal sealed class MqttConnection(BrokerAddress address, MqttSubscriptions subscriptions, TimeProvider time, ILogger<MqttConnection> log)
    : BackgroundService
{
    /// <summary>How long the broker may take over a message. The library waits for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>How long it may take over an answer of a few bytes, and after how long a silence it is asked for one: an alarm on a line that swallows
    /// everything has 10 s once another would carry it.</summary>
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(6), Silence = TimeSpan.FromSeconds(2);

    private readonly ResiliencePipeline<BrokerLines> retry = new ResiliencePipelineBuilder<BrokerLines> { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions<BrokerLines>
        {
            ShouldHandle = new PredicateBuilder<BrokerLines>().Handle<Exception>(e => e is not OperationCanceledException),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(250),
            // One control room, on which every alarm waits.
            MaxDelay = TimeSpan.FromSeconds(1),
            OnRetry = failed =>
            {
                if (failed.AttemptNumber == 0)
                    MqttLog.NoBroker(log, address.Host, address.Port(), failed.Outcome.Exception!.Message);
                return default;
            },
        }).Build();

    private volatile BrokerLines? lines;

    /// <summary>When a message last came.</summary>
    private long receivedAt;

    /// <summary>Messages whose handlers wait.</summary>
    private int waiting;

    /// <summary>Since when it has been connected without a break; null = it is not.</summary>
    public DateTimeOffset? ConnectedSince { get; private set; }

    /// <summary>Since when it has not been connected; null = it is.</summary>
    public DateTimeOffset? DeafSince { get; private set; } = time.GetUtcNow();

    /// <summary>At least once. Returns when the broker has it.</summary>
    /// <exception cref="InvalidOperationException">There is no connection now.</exception>
    /// <exception cref="MqttCommunicationException">The broker does not answer.</exception>
    public async Task PublishAsync(string topic, byte[] payload, bool retain, CancellationToken cancellationToken)
    {
        var message = Message(topic, payload).WithRetainFlag(retain).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
        if (Open() is var open && (retain || !IsDelivered(message)))
            await AnsweredAsync(open, limited => open.Speaking(topic).PublishAsync(message, limited), Patience, cancellationToken);
    }

    /// <summary>At most once: what nobody misses if it is lost with the connection.</summary>
    /// <inheritdoc cref="PublishAsync" path="/exception"/>
    public async Task TellAsync(string topic, byte[] payload, CancellationToken cancellationToken)
    {
        var message = Message(topic, payload).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtMostOnce).Build();
        if (Open() is var open && !IsDelivered(message))
            await AnsweredAsync(open, limited => open.Speaking(topic).PublishAsync(message, limited), Patience, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await using var open = await retry.ExecuteAsync(stopping => ConnectAsync(address, stopping), stoppingToken);
            (lines, ConnectedSince, DeafSince) = (open, time.GetUtcNow(), null);
            MqttLog.Connected(log, address.Host, address.Port());
            var why = await WatchAsync(open, stoppingToken);
            (lines, ConnectedSince, DeafSince) = (null, null, time.GetUtcNow());
            if (!stoppingToken.IsCancellationRequested)
                MqttLog.Lost(log, why);
        }
    }

    private static MqttApplicationMessageBuilder Message(string topic, byte[] payload) => new MqttApplicationMessageBuilder().WithTopic(topic)
        .WithPayload(payload);

    private BrokerLines Open() => lines ?? throw new InvalidOperationException("there is no connection to the broker now");

    private bool IsDelivered(MqttApplicationMessage message) => address.TryDeliver?.Invoke(message) == true;

    /// <summary>Returns when a connection has ended, or has carried nothing for a while and not even the answer to a ping; or nobody waits any more.</summary>
    /// <returns>Why.</returns>
    private async Task<string> WatchAsync(BrokerLines open, CancellationToken stopping)
    {
        try
        {
            while (!await open.BreaksWithinAsync(Silence, stopping))
            {
                if (open.Listening is { } listening && !IsHeld() && time.GetElapsedTime(Interlocked.Read(ref receivedAt)) > Silence)
                    await PingAsync(open, listening, stopping);
            }
            return open.Why;
        }
        catch (MqttCommunicationException e)
        {
            return e.Message;
        }
    }

    private async Task PingAsync(BrokerLines open, IMqttClient listening, CancellationToken stopping)
    {
        var asked = time.GetTimestamp();
        try
        {
            await AnsweredAsync(open, limited => listening.PingAsync(limited), Answer, stopping);
        }
        catch (MqttCommunicationException) when ((IsHeld() || Interlocked.Read(ref receivedAt) > asked) && !open.Broken.IsCancellationRequested)
        {
            // The answer stands behind thousands of messages, and they come, or wait here.
        }
    }

    private Task HandAsync(MqttApplicationMessageReceivedEventArgs message, CancellationToken stopping)
    {
        Interlocked.Exchange(ref receivedAt, time.GetTimestamp());
        var handing = subscriptions.HandAsync(message.ApplicationMessage, stopping);
        return handing.IsCompletedSuccessfully ? Task.CompletedTask : WaitForAsync(handing);
    }

    private async Task WaitForAsync(ValueTask handing)
    {
        Interlocked.Increment(ref waiting);
        try
        {
            await handing;
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    /// <summary>Once there is a connection: its own answers are read in any case.</summary>
    private bool IsHeld() => lines is not null && Volatile.Read(ref waiting) > 0;

    private async ValueTask<BrokerLines> ConnectAsync(BrokerAddress broker, CancellationToken stopping)
    {
        // A broker in this process hands over by itself what comes.
        var opening = broker.TryDeliver is null ? new BrokerLines(BrokerLines.SpeakingFor(broker.Devices()), IsHeld) : new BrokerLines(1, null);
        try
        {
            opening.Listening?.ApplicationMessageReceivedAsync += message => HandAsync(message, stopping);
            // Together: beside thousands of devices that come back as well each has to wait its turn.
            await Task.WhenAll(opening.All.Select(client => AnsweredAsync(opening, limited => client.ConnectAsync(BrokerLines.Options(broker), limited),
                Answer, stopping)));
            foreach (var filter in opening.Listening is null ? [] : subscriptions.Filters)
                await AnsweredAsync(opening, limited => opening.Listening.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtMostOnce, limited), Answer,
                    stopping);
            return opening;
        }
        catch
        {
            await opening.DisposeAsync();
            throw;
        }
    }

    private static async Task AnsweredAsync(BrokerLines lines, Func<CancellationToken, Task> ask, TimeSpan within, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping, lines.Broken);
        limit.CancelAfter(within);
        try
        {
            await ask(limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or MqttCommunicationTimedOutException && !stopping.IsCancellationRequested)
        {
            throw new MqttCommunicationException(lines.Broken.IsCancellationRequested ? "the connection is gone"
                : $"it has not answered for {within.TotalSeconds} s", e);
        }
    }
}
