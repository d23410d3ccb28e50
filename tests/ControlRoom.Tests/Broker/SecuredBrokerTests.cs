using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using MQTTnet;
using MQTTnet.Formatter;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Broker;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.ControlRoom.Tests.Devices.Identities;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Broker;

/// <summary>The embedded broker over TLS, with real clients that show real certificates.</summary>
public sealed class SecuredBrokerTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> taken = new();
    private IssuedIdentities issued = null!;
    private EmbeddedBroker broker = null!;
    private X509Certificate2 lamp = null!;

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        issued = await IssuedIdentities.OpenAsync();
        var subscriptions = new MqttSubscriptions([new(Topics.EveryUp, (topic, _, _) =>
        {
            taken.Enqueue(topic);
            return default;
        })]);
        broker = new(null, new(new(IPAddress.Loopback, 0), issued.Authority, issued.Judge), issued.Standing, subscriptions, issued.Time,
            NullLogger<EmbeddedBroker>.Instance);
        await broker.StartAsync(Stopping);
        lamp = await issued.EnrolAsync("lamp");
    }

    public async ValueTask DisposeAsync()
    {
        await broker.StopAsync(CancellationToken.None);
        broker.Dispose();
        lamp.Dispose();
        issued.Dispose();
    }

    [Fact]
    public async Task A_device_writes_its_own_up_topics_and_no_others()
    {
        using var device = await ConnectAsync(lamp, "lamp");
        Assert.True((await device.PublishStringAsync(Topics.Up("lamp", Streams.Noise), "{}", cancellationToken: Stopping)).IsSuccess);
        foreach (var foreign in new[] { Topics.Up("gate", Streams.Noise), Topics.DownCommand("lamp"), Topics.DownAck("gate"), Topics.Alert("street", "1") })
            Assert.False((await device.PublishStringAsync(foreign, "{}", MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce, false, Stopping)).IsSuccess);
        Assert.Equal([Topics.Up("lamp", Streams.Noise)], taken);
    }

    [Fact]
    public async Task A_device_reads_its_own_down_topics_and_no_others()
    {
        using var device = await ConnectAsync(lamp, "lamp");
        Assert.True(await SubscribesAsync(device, Topics.EveryDown("lamp")));
        foreach (var foreign in new[] { Topics.EveryDown("gate"), "solutions/v1/device/+/down/+", "#", "solutions/v1/site/#", Topics.EveryUp, "$SYS/#" })
            Assert.False(await SubscribesAsync(device, foreign), foreign);
    }

    [Fact]
    public async Task The_control_room_with_its_own_certificate_may_write_down_and_alerts()
    {
        using var device = await ConnectAsync(lamp, "lamp");
        var received = new TaskCompletionSource<string>();
        device.ApplicationMessageReceivedAsync += message =>
        {
            received.TrySetResult(message.ApplicationMessage.Topic);
            return Task.CompletedTask;
        };
        await SubscribesAsync(device, Topics.EveryDown("lamp"));
        using var room = await ConnectAsync(issued.Authority.Client, DeviceAuthority.ControlRoom);
        await room.PublishStringAsync(Topics.DownCommand("lamp"), "{}", cancellationToken: Stopping);
        Assert.Equal(Topics.DownCommand("lamp"), await received.Task.WaitAsync(TimeSpan.FromSeconds(20), Stopping));
    }

    [Fact]
    public async Task Under_another_devices_name_nobody_is_admitted()
    {
        Assert.Contains("the two must be the same", await RefusalAsync(lamp, "gate"), StringComparison.Ordinal);
        Assert.Contains("the two must be the same", await RefusalAsync(lamp, DeviceAuthority.ControlRoom), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_expired_was_revoked_or_is_not_known_is_refused_with_its_reason_and_counted()
    {
        using var gate = await issued.EnrolAsync("gate");
        await issued.Identities.RevokeAsync("gate", "stolen", Stopping);
        Assert.Contains("revoked (stolen)", await RefusalAsync(gate, "gate"), StringComparison.Ordinal);
        using var key = DeviceKey.New();
        using var bare = issued.Authority.SignConnection("tree", new(key));
        using var unknown = bare.CopyWithPrivateKey(key);
        Assert.Contains("not known here", await RefusalAsync(unknown, "tree"), StringComparison.Ordinal);
        issued.Time.Advance(TimeSpan.FromDays(366));
        Assert.Contains("expired", await RefusalAsync(lamp, "lamp"), StringComparison.Ordinal);
        Assert.Equal(3, broker.TurnedAway);
    }

    [Fact]
    public async Task No_certificate_and_one_of_another_authority_end_at_the_handshake_and_are_counted()
    {
        using var other = await IssuedIdentities.OpenAsync();
        using var foreign = await other.EnrolAsync("lamp");
        await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync(foreign, "lamp"));
        await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync(null, "lamp"));
        await Eventually.IsTrueAsync("count of two", () => Task.FromResult(broker.TurnedAway == 2));
    }

    [Fact]
    public async Task Revoked_a_device_loses_its_connection_at_once()
    {
        using var device = await ConnectAsync(lamp, "lamp");
        var ended = new TaskCompletionSource();
        device.DisconnectedAsync += _ =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };
        await issued.Identities.RevokeAsync("lamp", "stolen", Stopping);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20), Stopping);
        Assert.False(device.IsConnected);
    }

#pragma warning disable CA5397, SYSLIB0039 // An old client is what is tried.
    [Theory]
    [InlineData(SslProtocols.Tls11, false)]
    [InlineData(SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls13, true)]
    public async Task Nothing_older_than_TLS_1_2_is_spoken(SslProtocols protocol, bool isSpoken)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, broker.TlsPort, Stopping);
        await using var tls = new SslStream(tcp.GetStream());
        var shaking = tls.AuthenticateAsClientAsync(new()
        {
            TargetHost = "localhost",
            EnabledSslProtocols = protocol,
            ClientCertificates = [lamp],
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
        }, Stopping);
        if (isSpoken)
            await shaking;
        else
            await Assert.ThrowsAnyAsync<Exception>(() => shaking);
    }
#pragma warning restore CA5397, SYSLIB0039

    private static async Task<bool> SubscribesAsync(IMqttClient client, string filter) =>
        (await client.SubscribeAsync(filter, cancellationToken: Stopping)).Items.First().ResultCode <= MqttClientSubscribeResultCode.GrantedQoS2;

    private async Task<string> RefusalAsync(X509Certificate2 certificate, string id)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        using (client)
        {
            var answer = await client.ConnectAsync(Options(certificate, id), Stopping);
            Assert.Equal(MqttClientConnectResultCode.NotAuthorized, answer.ResultCode);
            return answer.ReasonString;
        }
    }

    private async Task<IMqttClient> ConnectAsync(X509Certificate2? certificate, string id)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        Assert.Equal(MqttClientConnectResultCode.Success, (await client.ConnectAsync(Options(certificate, id), Stopping)).ResultCode);
        return client;
    }

    private MqttClientOptions Options(X509Certificate2? certificate, string id) => new MqttClientOptionsBuilder().WithClientId(id)
        .WithProtocolVersion(MqttProtocolVersion.V500).WithTcpServer("localhost", broker.TlsPort)
        .WithTlsOptions(tls => tls.WithClientCertificates(certificate is null ? [] : [certificate])
            .WithCertificateValidationHandler(shown => shown.Certificate is X509Certificate2 server && server.Issuer == issued.Authority.Believed[0].Subject))
        .Build();
}
