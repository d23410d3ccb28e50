using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using MQTTnet;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Broker;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Broker;

public class EmbeddedBrokerTests
{
    private MqttSubscriptions subscriptions = new([]);

    [Fact]
    public async Task A_device_reaches_no_other_device_and_no_alert_topic()
    {
        using var broker = await StartAsync();
        await using var lamp = await WireDevice.ConnectAsync("lamp", broker.Port);
        await lamp.ListenAsync("solutions/#");
        await using var mallory = await WireDevice.ConnectAsync("mallory", broker.Port);
        await mallory.SendRawAsync(Topics.DownAck("lamp"), "[]"u8.ToArray());
        await mallory.SendRawAsync(Topics.DownCommand("lamp"), "{}"u8.ToArray());
        await mallory.SendRawAsync(Topics.Alert("street", "a1"), "{}"u8.ToArray(), retain: true);
        await mallory.SendRawAsync("solutions/v1/device/mallory/up/noise/more", "{}"u8.ToArray());
        await mallory.SendRawAsync(Topics.Up("mallory", Streams.Noise), new byte[EmbeddedBroker.MaxBytes + 1]);
        // One client's messages keep their order: when this one is here, those before it are not coming.
        await mallory.SendRawAsync(Topics.Up("mallory", Streams.Gate), "{}"u8.ToArray());
        await Eventually.IsTrueAsync("message that is allowed", () => Task.FromResult(!lamp.Received.IsEmpty));
        Assert.Equal(Topics.Up("mallory", Streams.Gate), Assert.Single(lamp.Received).Topic);
        await broker.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Nobody_is_the_control_room_without_the_password_of_this_run()
    {
        using var broker = await StartAsync();
        using var impostor = new MqttClientFactory().CreateMqttClient();
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", broker.Port).WithClientId(broker.Identity.ClientId);
        var refused = await impostor.ConnectAsync(options.WithCredentials("control-room", "guess").Build(), TestContext.Current.CancellationToken);
        Assert.NotEqual(MqttClientConnectResultCode.Success, refused.ResultCode);
        var admitted = await impostor.ConnectAsync(options.WithCredentials("control-room", broker.Identity.Password).Build(),
            TestContext.Current.CancellationToken);
        Assert.Equal(MqttClientConnectResultCode.Success, admitted.ResultCode);
        await broker.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var first = await StartAsync();
        using var second = new EmbeddedBroker(first.Port, null, null, new([]), TimeProvider.System, NullLogger<EmbeddedBroker>.Instance);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => second.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains($"SOLUTIONS__MQTT__PORT {first.Port}", refused.Message, StringComparison.Ordinal);
        await first.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_control_room_receives_a_device_with_and_without_others_that_listen()
    {
        var received = new ConcurrentQueue<string>();
        subscriptions = new([new(Topics.EveryUp, (topic, payload, _) =>
        {
            received.Enqueue($"{topic} {Encoding.UTF8.GetString(payload.Span)}");
            return ValueTask.CompletedTask;
        })]);
        using var broker = await StartAsync();
        await using var lamp = await WireDevice.ConnectAsync("lamp", broker.Port);
        await lamp.SendRawAsync(Topics.Up("lamp", Streams.Gate), "1"u8.ToArray());
        await using (var other = await WireDevice.ConnectAsync("other", broker.Port))
        {
            await other.ListenAsync("solutions/v1/device/+/up/gate");
            await lamp.SendRawAsync(Topics.Up("lamp", Streams.Gate), "2"u8.ToArray());
            await Eventually.IsTrueAsync("message at the other", () => Task.FromResult(!other.Received.IsEmpty));
            Assert.Equal(2, Assert.Single(other.Received).Payload.GetInt32());
        }
        await lamp.SendRawAsync(Topics.Up("lamp", Streams.Gate), "3"u8.ToArray());
        Assert.Equal(["1", "2", "3"], received.Select(h => h.Split(' ')[1]));
        await broker.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_status_is_retained_for_whoever_listens_later()
    {
        using var broker = await StartAsync();
        await using var lamp = await WireDevice.ConnectAsync("lamp", broker.Port);
        await lamp.SendRawAsync(Topics.Up("lamp", Streams.Status), "1"u8.ToArray(), retain: true);
        await using var later = await WireDevice.ConnectAsync("later", broker.Port);
        await later.ListenAsync("solutions/#");
        await Eventually.IsTrueAsync("status", () => Task.FromResult(!later.Received.IsEmpty));
        await broker.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_message_for_a_device_goes_to_its_own_sessions_unless_others_listen()
    {
        using var broker = await StartAsync();
        await using var lamp = await WireDevice.ConnectAsync("lamp", broker.Port);
        await using var gate = await WireDevice.ConnectAsync("gate", broker.Port);
        Assert.True(broker.TryDeliver(Word("lamp", "1")));
        Assert.True(broker.TryDeliver(Word("nobody", "1")));
        await Eventually.IsTrueAsync("acknowledgement", () => Task.FromResult(!lamp.Received.IsEmpty));
        Assert.Equal(Topics.DownAck("lamp"), Assert.Single(lamp.Received).Topic);
        Assert.Empty(gate.Received);
        await gate.ListenAsync("solutions/v1/device/+/down/ack");
        Assert.False(broker.TryDeliver(Word("lamp", "2")));
        await gate.DisposeAsync();
        await Eventually.IsTrueAsync("the short way again", () => Task.FromResult(broker.TryDeliver(Word("lamp", "3"))));
        await Eventually.IsTrueAsync("acknowledgement", () => Task.FromResult(lamp.Received.Count == 2));
        await broker.StopAsync(TestContext.Current.CancellationToken);
    }

    private static MqttApplicationMessage Word(string device, string payload) => new MqttApplicationMessageBuilder().WithTopic(Topics.DownAck(device))
        .WithPayload(payload).Build();

    private async Task<EmbeddedBroker> StartAsync()
    {
        var broker = new EmbeddedBroker(0, null, null, subscriptions, TimeProvider.System, NullLogger<EmbeddedBroker>.Instance);
        await broker.StartAsync(TestContext.Current.CancellationToken);
        return broker;
    }
}
