using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Faults.Mutations;

/// <summary>A device beside others that send nonsense: a good record four times a second, and how long each waits for its acknowledgement.</summary>
internal sealed class GoodDevice(string id, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    private readonly IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private readonly string boot = Ids.New();
    private readonly ConcurrentDictionary<long, long> sent = new();
    private readonly ConcurrentBag<double> delays = [];

    /// <summary>Milliseconds from sending to acknowledgement, ascending.</summary>
    public IReadOnlyList<double> Delays => [.. delays.Order()];

    public int Unacknowledged => sent.Count;

    public async Task ConnectAsync(int port, CancellationToken stopping)
    {
        client.ApplicationMessageReceivedAsync += message =>
        {
            if (message.ApplicationMessage.Topic == Topics.DownAck(id))
                Acknowledge(JsonSerializer.Deserialize(message.ApplicationMessage.Payload.ToArray(), ContractsJson.Default.AcknowledgementArray)!);
            return Task.CompletedTask;
        };
        await client.ConnectAsync(
            new MqttClientOptionsBuilder().WithProtocolVersion(MqttProtocolVersion.V500).WithClientId(id).WithTcpServer("127.0.0.1", port).Build(), stopping);
        await client.SubscribeAsync(Topics.EveryDown(id), MqttQualityOfServiceLevel.AtMostOnce, stopping);
    }

    /// <summary>Until it is stopped.</summary>
    public async Task ReportAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            for (var seq = 1L; await timer.WaitForNextTickAsync(stopping); seq++)
            {
                var record = new NoiseRecord
                {
                    Boot = boot,
                    Bn = 1,
                    Seq = seq,
                    T = time.GetUtcNow(),
                    Up = seq * 250,
                    Tq = TimeQuality.Synced,
                    N = 48_000,
                    LAeq = 50,
                };
                sent[seq] = time.GetTimestamp();
                await client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(Topics.Up(id, Streams.Noise)).WithPayload(RecordJson.Write(record))
                    .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtMostOnce).Build(), stopping);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or MqttCommunicationException
            or MqttClientNotConnectedException or MqttClientDisconnectedException)
        {
            // Stopped, or the control room is gone: what was sent stays unacknowledged.
        }
    }

    public void Dispose() => client.Dispose();

    private void Acknowledge(Acknowledgement[] words)
    {
        foreach (var word in words.Where(w => w.Boot == boot && w.Stream == Streams.Noise))
        {
            foreach (var seq in sent.Keys.Where(s => s <= word.Through || word.Also?.Any(r => r[0] <= s && s <= r[1]) == true))
            {
                if (sent.TryRemove(seq, out var at))
                    delays.Add(time.GetElapsedTime(at).TotalMilliseconds);
            }
        }
    }
}
