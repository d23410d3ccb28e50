using System.Net.Sockets;
using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Broker;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Broker;

public sealed class BrokerLimitsTests : IAsyncLifetime
{
    private const byte CleanSession = 2;
    private readonly CollectedLog<EmbeddedBroker> log = new();
    private readonly EmbeddedBroker broker;

    public BrokerLimitsTests() => broker = new(0, null, null, new([]), TimeProvider.System, log);

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await broker.StartAsync(Stopping);

    public async ValueTask DisposeAsync()
    {
        await broker.StopAsync(CancellationToken.None);
        broker.Dispose();
    }

    [Theory]
    [InlineData(100 * 1024 * 1024)]
    [InlineData(BoundedChannel.LongestConnect + 1)]
    public async Task A_connection_that_announces_too_long_a_greeting_is_closed_before_it_sends_it(int length)
    {
        using var client = await OpenAsync();
        await client.WriteAsync(Header(MqttControlPacketType.Connect, length), Stopping);
        Assert.Equal(0, await client.ReadAsync(new byte[1], Stopping));
        Assert.Contains(log.Lines, l => l.Text.Contains($"Connect of {length} bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_far_beyond_the_contract_ends_the_connection_and_no_other()
    {
        await using var lamp = await WireDevice.ConnectAsync("lamp", broker.Port);
        using var client = await ConnectAsync("greedy");
        await client.WriteAsync(Header(MqttControlPacketType.Publish, BoundedChannel.LongestPacket + 1), Stopping);
        Assert.Equal(0, await client.ReadAsync(new byte[1], Stopping));
        await lamp.SendRawAsync(Topics.Up("lamp", Streams.Gate), "{}"u8.ToArray());
    }

    [Fact]
    public async Task A_client_without_an_id_is_given_one()
    {
        using var first = await ConnectAsync("");
        using var second = await ConnectAsync("");
        await first.WriteAsync((byte[])[(byte)MqttControlPacketType.PingReq << 4, 0], Stopping);
        Assert.Equal(2, await first.ReadAtLeastAsync(new byte[2], 2, cancellationToken: Stopping));
        using var modern = new MqttClientFactory().CreateMqttClient();
        var options = new MqttClientOptionsBuilder().WithProtocolVersion(MqttProtocolVersion.V500).WithTcpServer("127.0.0.1", broker.Port).WithClientId("")
            .Build();
        var answer = await modern.ConnectAsync(options, Stopping);
        Assert.True(Ids.IsValid(answer.AssignedClientIdentifier));
    }

    [Fact]
    public async Task A_client_without_an_id_that_wants_its_session_kept_is_refused()
    {
        using var client = await OpenAsync();
        await client.WriteAsync(Greeting("", flags: 0), Stopping);
        Assert.Equal(0, await client.ReadAsync(new byte[1], Stopping));
    }

    [Fact]
    public async Task Only_a_status_is_retained_and_only_a_short_one()
    {
        await using (var lamp = await WireDevice.ConnectAsync("lamp", broker.Port))
        {
            await lamp.SendRawAsync(Topics.Up("lamp", Streams.Noise), "1"u8.ToArray(), retain: true);
            await lamp.SendRawAsync(Topics.Up("other", Streams.Status), new byte[EmbeddedBroker.MaxStatusBytes + 1], retain: true);
            await lamp.SendRawAsync(Topics.Up("lamp", Streams.Status), "2"u8.ToArray(), retain: true);
        }
        await using var later = await WireDevice.ConnectAsync("later", broker.Port);
        await later.ListenAsync("solutions/#");
        await Eventually.IsTrueAsync("status", () => Task.FromResult(!later.Received.IsEmpty));
        Assert.Equal(Topics.Up("lamp", Streams.Status), Assert.Single(later.Received).Topic);
    }

    [Fact]
    public async Task A_last_will_reaches_no_topic_that_its_device_may_not_write()
    {
        await using var lamp = await WireDevice.ConnectAsync("lamp", broker.Port);
        await lamp.ListenAsync("solutions/#");
        using (var mallory = new MqttClientFactory().CreateMqttClient())
        {
            await mallory.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", broker.Port).WithClientId("mallory")
                .WithWillTopic(Topics.Alert("street", "a1")).WithWillPayload("{}").WithWillRetain().Build(), Stopping);
        }
        await lamp.SendRawAsync(Topics.Up("lamp", Streams.Gate), "{}"u8.ToArray());
        await Eventually.IsTrueAsync("refusal", () => Task.FromResult(log.Lines.Any(l => l.Text.Contains("mallory", StringComparison.Ordinal))));
        Assert.DoesNotContain(lamp.Received, m => m.Topic.Contains("alert", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reader_that_does_not_read_has_a_bounded_queue_and_others_miss_nothing()
    {
        const int Messages = 100;
        using var deaf = await ConnectAsync("deaf");
        var filter = Topics.DownAck("deaf");
        await deaf.WriteAsync((byte[])[0x82, (byte)(filter.Length + 5), 0, 1, 0, (byte)filter.Length, .. Encoding.ASCII.GetBytes(filter), 1], Stopping);
        Assert.Equal(5, await deaf.ReadAtLeastAsync(new byte[5], 5, cancellationToken: Stopping));
        await using var lamp = await WireDevice.ConnectAsync("lamp", broker.Port);
        for (var i = 0; i < Messages; i++)
        {
            Assert.True(broker.TryDeliver(Acknowledgement("deaf", new byte[EmbeddedBroker.MaxBytes])));
            Assert.True(broker.TryDeliver(Acknowledgement("lamp", "[]"u8.ToArray())));
        }
        await Eventually.IsTrueAsync("every acknowledgement of the other", () => Task.FromResult(lamp.Received.Count == Messages));
        Assert.Single(log.Lines, l => l.Text.Contains("deaf does not read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refusals_that_repeat_are_one_short_line_without_control_characters()
    {
        await using var lamp = await WireDevice.ConnectAsync("lamp", broker.Port);
        for (var i = 0; i < 1000; i++)
            await lamp.SendRawAsync($"elsewhere/\u001b[31m{new string('x', 5000)}", []);
        var line = Assert.Single(log.Lines, l => l.Text.Contains("may not publish", StringComparison.Ordinal)).Text;
        Assert.DoesNotContain('\u001b', line);
        Assert.Contains(@"elsewhere/\u001b[31mxxx", line, StringComparison.Ordinal);
        Assert.True(line.Length < 400, line);
    }

    private static MqttApplicationMessage Acknowledgement(string device, byte[] payload) =>
        new MqttApplicationMessageBuilder().WithTopic(Topics.DownAck(device)).WithPayload(payload)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();

    private static byte[] Header(MqttControlPacketType kind, int length)
    {
        var header = new List<byte> { (byte)((int)kind << 4) };
        for (; length > 0x7F; length >>= 7)
            header.Add((byte)(length | 0x80));
        return [.. header, (byte)length];
    }

    /// <summary>MQTT 3.1.1, 3.1.</summary>
    private static byte[] Greeting(string id, byte flags)
    {
        byte[] connect = [0, 4, .. "MQTT"u8, 4, flags, 0, 60, 0, (byte)id.Length, .. Encoding.ASCII.GetBytes(id)];
        return [.. Header(MqttControlPacketType.Connect, connect.Length), .. connect];
    }

    private async Task<NetworkStream> ConnectAsync(string id)
    {
        var stream = await OpenAsync();
        await stream.WriteAsync(Greeting(id, CleanSession), Stopping);
        var answer = new byte[4];
        await stream.ReadExactlyAsync(answer, Stopping);
        Assert.Equal(0, answer[3]);
        return stream;
    }

    private async Task<NetworkStream> OpenAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", broker.Port, Stopping);
        return new(socket, ownsSocket: true);
    }
}
