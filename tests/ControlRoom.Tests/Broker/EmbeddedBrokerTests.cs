using Microsoft.Extensions.Logging.Abstractions;
using MQTTnet;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Broker;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Broker;

public class EmbeddedBrokerTests
{
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
        var admitted = await impostor.ConnectAsync(options.WithCredentials("control-room", broker.Identity.Password).Build(), TestContext.Current.CancellationToken);
        Assert.Equal(MqttClientConnectResultCode.Success, admitted.ResultCode);
        await broker.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var first = await StartAsync();
        using var second = new EmbeddedBroker(first.Port, NullLogger<EmbeddedBroker>.Instance);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => second.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains($"SOLUTIONS__MQTT__PORT {first.Port}", refused.Message, StringComparison.Ordinal);
        await first.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<EmbeddedBroker> StartAsync()
    {
        var broker = new EmbeddedBroker(0, NullLogger<EmbeddedBroker>.Instance);
        await broker.StartAsync(TestContext.Current.CancellationToken);
        return broker;
    }
}
