using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using Polly;
using Polly.Retry;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>The device's one connection: sends what the outbox holds, hands in what comes down. Reconnects by itself, for ever.</summary>
/// <param name="line">How it reaches the broker.</param>
internal sealed class MqttUplink(BrokerLine line, AgentOptions options, Boot boot, Outbox outbox, Backlog backlog, Place place, DownMessages down,
    TimeProvider time, ILogger<MqttUplink> log) : BackgroundService
{
    /// <summary>Seconds for which the broker holds back the last will: a short break is not reported.</summary>
    private const uint WillDelaySeconds = 30;

    /// <summary>How long a stop waits for the last records to be acknowledged.</summary>
    private static readonly TimeSpan LastRecordsWithin = TimeSpan.FromSeconds(3);

    /// <summary>How long the broker may take over an answer, beside the time that a message needs on a line of 26 kbit/s. The library waits for ever.</summary>
    /// <remarks>Short enough that an alarm on a line that swallows everything is sent within 10 s once another would carry it.</remarks>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6), LongestPatience = TimeSpan.FromSeconds(24);

    private const int SlowestBytesASecond = 3250, MostReported = 8;

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private readonly string device = options.Device!, host = line.Host;
    private readonly int port = line.Port;
    private readonly DueMessages due = new(outbox, backlog);
    private long connection;

    /// <summary>Why it could not connect, once each since it last could: a device that is refused says so although the broker was away before.</summary>
    private readonly HashSet<string> reported = [];

    /// <summary>Version of the place's configuration that the last status stated.</summary>
    private long stated;

    /// <summary>Twice as long after every message that was not answered in time: a broker under a storm of reconnecting devices is slow as well.</summary>
    private TimeSpan patience = Patience;

    /// <summary>Cancelled with the connection: the library may go on waiting for an answer that was asked for as it broke.</summary>
    private CancellationTokenSource broken = new();

    public bool IsConnected => client.IsConnected;

    private ResiliencePipeline Retry => new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
    {
        ShouldHandle = new PredicateBuilder().Handle<Exception>(e => e is not OperationCanceledException),
        MaxRetryAttempts = int.MaxValue,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = TimeSpan.FromMilliseconds(250),
        MaxDelay = TimeSpan.FromSeconds(5),
        OnRetry = failed =>
        {
            if (reported.Count < MostReported && reported.Add(failed.Outcome.Exception!.Message))
                UplinkLog.NoBroker(log, host, port, failed.Outcome.Exception!.Message);
            return default;
        },
    }).Build();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        client.ApplicationMessageReceivedAsync += message =>
        {
            down.Take(message.ApplicationMessage);
            return Task.CompletedTask;
        };
        client.DisconnectedAsync += _ => client.IsConnected ? Task.CompletedTask : broken.CancelAsync();
        var retry = Retry;
        while (!stoppingToken.IsCancellationRequested)
        {
            await retry.ExecuteAsync(ConnectAsync, stoppingToken);
            try
            {
                await SendAsync(stoppingToken);
            }
            catch (Exception e) when (e is MqttCommunicationException or MqttClientNotConnectedException or IOException)
            {
                UplinkLog.Lost(log, e.Message);
                outbox.SendAllAgain();
                backlog.SendAllAgain();
            }
        }
    }

    /// <summary>Sends the last records, then offline.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        outbox.GatherNoMore();
        try
        {
            var started = time.GetTimestamp();
            while (client.IsConnected && outbox.Count + backlog.Count > 0
                && time.GetElapsedTime(started) < LastRecordsWithin && !cancellationToken.IsCancellationRequested)
            {
                await SendDueAsync(cancellationToken);
                await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
            }
            if (client.IsConnected)
            {
                await PublishAsync(Streams.Status, Status(StatusMessage.Offline), retain: true, cancellationToken);
                await client.DisconnectAsync(cancellationToken: cancellationToken);
            }
        }
        catch (Exception e) when (e is MqttCommunicationException or MqttClientNotConnectedException or IOException)
        {
            UplinkLog.Lost(log, e.Message);
        }
        if (outbox.Count + backlog.Count is > 0 and var left)
            UplinkLog.Left(log, left);
    }

    public override void Dispose()
    {
        client.Dispose();
        base.Dispose();
    }

    private async ValueTask ConnectAsync(CancellationToken stopping)
    {
        // A connection on which the broker fell silent stands still.
        if (client.IsConnected)
            await HangUpAsync();
        connection++;
        var connecting = line.Options().WithKeepAlivePeriod(TimeSpan.FromSeconds(15))
            .WithWillTopic(Topics.Up(device, Streams.Status)).WithWillPayload(Status(StatusMessage.Offline)).WithWillRetain()
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).WithWillDelayInterval(WillDelaySeconds)
            // The delay of a will ends with the session: it must outlive the connection by as much.
            .WithSessionExpiryInterval(WillDelaySeconds)
            // Header and payload apart would be two TCP segments.
            .WithoutPacketFragmentation();
        broken = new();
        var answer = await AnsweredAsync(limited => client.ConnectAsync(connecting.Build(), limited), Patience, stopping);
        if (answer.ResultCode != MqttClientConnectResultCode.Success)
            throw new MqttCommunicationException($"the broker refuses device '{device}': {answer.ResultCode} {answer.ReasonString}".TrimEnd());
        await AnsweredAsync(limited => client.SubscribeAsync(Subscriptions(), limited), Patience, stopping);
        await PublishOnlineAsync(stopping);
        reported.Clear();
        UplinkLog.Connected(log, host, port, outbox.Count + backlog.Count);
    }

    private Task PublishOnlineAsync(CancellationToken stopping)
    {
        stated = place.Version;
        return PublishAsync(Streams.Status, Status(StatusMessage.Online), retain: true, stopping);
    }

    private async Task SendAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (!client.IsConnected)
                throw new MqttClientNotConnectedException();
            await SendDueAsync(stopping);
            await outbox.WaitAsync(backlog.Count > 0 ? Backlog.Pace : LookAgain, stopping);
        }
    }

    private async Task SendDueAsync(CancellationToken stopping)
    {
        if (stated != place.Version)
            await PublishOnlineAsync(stopping);
        if (options.Metered)
        {
            while (due.NextOfAll() is { Count: > 0 } messages)
            {
                foreach (var parts in messages)
                    await PublishAsync(Streams.Packed, PackedMessage.Pack(parts), retain: false, stopping);
            }
        }
        else
        {
            while (due.Next(RecordJson.MaxRecords) is (var stream, { Count: > 0 } records))
                await PublishAsync(stream, records is [var one] ? one.Utf8 : DueMessages.Array(records), retain: false, stopping);
        }
    }

    private async Task PublishAsync(string stream, byte[] payload, bool retain, CancellationToken stopping)
    {
        var message = new MqttApplicationMessageBuilder().WithTopic(Topics.Up(device, stream)).WithPayload(payload).WithRetainFlag(retain)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce);
        var onTheWay = TimeSpan.FromSeconds(payload.Length / (double)SlowestBytesASecond);
        var limit = patience + onTheWay;
        patience = TimeSpan.FromTicks(Math.Min(2 * patience.Ticks, LongestPatience.Ticks));
        var answer = await AnsweredAsync(limited => client.PublishAsync(message.Build(), limited), limit, stopping);
        patience = Patience;
        if (!answer.IsSuccess)
            UplinkLog.Refused(log, stream, answer.ReasonCode);
    }

    /// <summary>An acknowledgement that is lost is asked for again: on a metered link none of it is acknowledged in turn.</summary>
    private MqttClientSubscribeOptions Subscriptions() => options.Metered
        ? new MqttClientSubscribeOptionsBuilder().WithTopicFilter(Topics.DownCommand(device), MqttQualityOfServiceLevel.AtLeastOnce)
            .WithTopicFilter(Topics.DownConfig(device), MqttQualityOfServiceLevel.AtLeastOnce)
            .WithTopicFilter(Topics.DownPacked(device), MqttQualityOfServiceLevel.AtMostOnce).Build()
        : new MqttClientSubscribeOptionsBuilder().WithTopicFilter(Topics.EveryDown(device), MqttQualityOfServiceLevel.AtLeastOnce).Build();

    /// <exception cref="MqttCommunicationException">The broker does not answer.</exception>
    private async Task<T> AnsweredAsync<T>(Func<CancellationToken, Task<T>> ask, TimeSpan within, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping, broken.Token);
        limit.CancelAfter(within);
        try
        {
            return await ask(limit.Token);
        }
        catch (OperationCanceledException e) when (!stopping.IsCancellationRequested)
        {
            throw new MqttCommunicationException(broken.IsCancellationRequested
                ? "the connection is gone"
                : $"the broker has not answered for {within.TotalSeconds:0} s", e);
        }
    }

    private async Task HangUpAsync()
    {
        using var limit = new CancellationTokenSource(LookAgain);
        try
        {
            await client.DisconnectAsync(cancellationToken: limit.Token);
        }
        catch (Exception e) when (e is MqttCommunicationException or MqttClientNotConnectedException or IOException or OperationCanceledException)
        {
            // The broker would not receive it either: the connection is gone for this side.
        }
    }

    private byte[] Status(string state) =>
        JsonSerializer.SerializeToUtf8Bytes(new StatusMessage(state, boot.Id, connection, stated), ContractsJson.Default.StatusMessage);
}
