using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Faults.Flood;

/// <summary>A device that sends good records, a message each, at a rate that no sensor has.</summary>
internal sealed class FloodingDevice(string id, int perSecond, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    private readonly IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private readonly string boot = Ids.New();

    public long Sent { get; private set; }

    public Task ConnectAsync(int port, CancellationToken stopping) => client.ConnectAsync(
        new MqttClientOptionsBuilder().WithProtocolVersion(MqttProtocolVersion.V500).WithClientId(id).WithTcpServer("127.0.0.1", port).Build(), stopping);

    /// <summary>Until it is stopped.</summary>
    public async Task FloodAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Tick, time);
        var began = time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                for (var due = (long)(time.GetElapsedTime(began).TotalSeconds * perSecond); Sent < due; Sent++)
                    await SendAsync(Sent + 1, stopping);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or MqttCommunicationException
            or MqttClientNotConnectedException or MqttClientDisconnectedException)
        {
            // Stopped, or shown the door: how many were sent is stated.
        }
    }

    public void Dispose() => client.Dispose();

    private async Task SendAsync(long seq, CancellationToken stopping)
    {
        var record = new NoiseRecord
        {
            Boot = boot,
            Bn = 1,
            Seq = seq,
            T = time.GetUtcNow(),
            Up = seq,
            Tq = TimeQuality.Synced,
            N = 48_000,
            LAeq = 50 + seq % 30,
        };
        await client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(Topics.Up(id, Streams.Noise)).WithPayload(RecordJson.Write(record))
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtMostOnce).Build(), stopping);
    }
}
