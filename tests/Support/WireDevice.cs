using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Tests.Support;

/// <summary>A device that is nothing but an MQTT client: writes records by hand and collects what comes down.</summary>
public sealed class WireDevice : IAsyncDisposable
{
    private readonly IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private readonly ConcurrentDictionary<string, long> sequences = new();
    private readonly string id;
    private readonly string boot = Ids.New();

    private WireDevice(string id)
    {
        this.id = id;
        client.ApplicationMessageReceivedAsync += message =>
        {
            var (topic, payload) = (message.ApplicationMessage.Topic, message.ApplicationMessage.Payload.ToArray());
            if (topic == Topics.DownPacked(id))
            {
                var records = PackedMessage.Unpack(payload).SelectMany(p => p.Records).Select(r => Encoding.UTF8.GetString(r.Span));
                (topic, payload) = (Topics.DownAck(id), Encoding.UTF8.GetBytes($"[{string.Join(',', records)}]"));
            }
            Received.Enqueue((topic, JsonSerializer.Deserialize<JsonElement>(payload is [] ? "null"u8 : payload)));
            return Task.CompletedTask;
        };
    }

    /// <summary>Everything that came on this device's down topics and on topics listened to.</summary>
    public ConcurrentQueue<(string Topic, JsonElement Payload)> Received { get; } = new();

    public static async Task<WireDevice> ConnectAsync(string id, int port)
    {
        var device = new WireDevice(id);
        await device.client.ConnectAsync(new MqttClientOptionsBuilder().WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500)
            .WithClientId(id).WithTcpServer("127.0.0.1", port).Build());
        await device.ListenAsync(Topics.EveryDown(id));
        return device;
    }

    public Task ListenAsync(string filter) => client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtLeastOnce);

    /// <summary>Stamps and sends one record, and waits for the broker's word only.</summary>
    public async Task SendAsync(string stream, UpRecord record, TimeQuality quality = TimeQuality.Synced) =>
        await SendRawAsync(Topics.Up(id, stream), RecordJson.Write(record with
        {
            Boot = boot,
            Bn = 1,
            Seq = sequences.AddOrUpdate(stream, 1, (_, seq) => seq + 1),
            Tq = quality,
        }));

    public async Task SendRawAsync(string topic, byte[] payload, bool retain = false) => await client.PublishAsync(
        new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload).WithRetainFlag(retain)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());

    /// <summary>Waits until the control room has stated that everything sent on <paramref name="stream"/> is on its disk.</summary>
    public Task IsAcknowledgedAsync(string stream) => Eventually.IsTrueAsync($"acknowledgement of {stream} of {id}", () => Task.FromResult(Received
        .Where(m => m.Topic == Topics.DownAck(id)).SelectMany(m => m.Payload.EnumerateArray())
        .Any(a => a.GetProperty("boot").GetString() == boot && a.GetProperty("stream").GetString() == stream
            && a.GetProperty("through").GetInt64() == sequences.GetValueOrDefault(stream))));

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (client.IsConnected)
                await client.DisconnectAsync();
        }
        catch (MqttCommunicationException)
        {
            // The broker went first.
        }
        client.Dispose();
    }
}
