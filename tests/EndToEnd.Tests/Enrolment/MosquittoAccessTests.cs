using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Enrolment;

/// <summary>The control room in production with Debian's Mosquitto and the files that are shipped for it.</summary>
public sealed class MosquittoAccessTests : IAsyncLifetime
{
    private readonly ProductionRoom room = new();
    private ProductionMosquitto mosquitto = null!;

    public async ValueTask InitializeAsync()
    {
        var own = FreePort.Take(1)[0];
        await room.StartAsync($"mqtts://127.0.0.1:{own}");
        mosquitto = await ProductionMosquitto.StartAsync(room.Keys, room.MqttPort, own);
    }

    public async ValueTask DisposeAsync()
    {
        await mosquitto.DisposeAsync();
        await room.DisposeAsync();
    }

    [Fact]
    public async Task An_enrolled_device_reports_and_may_write_and_read_its_own_and_nothing_else_and_a_revoked_one_is_out()
    {
        var file = room.NewDevice();
        var enrolled = await CommandRun.OfAgentAsync("enrol", await room.CodeAsync("lamp"), "--config", file);
        Assert.True(enrolled.ExitCode == 0, enrolled.Error);
        await using (var agent = new ProgramUnderTest(
            Tree.Program("edge-agent", "solutions-agent"), ["run", "--config", file], new Dictionary<string, string>()))
        {
            await Eventually.IsTrueAsync("a record", () => Task.FromResult(room.Presence.LastHeard("lamp") is not null), seconds: 60);
            Assert.Equal(0, await agent.StopAsync());
        }
        using var certificate = EnrolledClient.CertificateOf(file);
        // The name that it gives itself is passed over: it would end another's connection.
        using (var client = await EnrolledClient.ConnectAsync(certificate, "other", room.MqttPort))
        {
            Assert.True(await EnrolledClient.PublishesAsync(client, Topics.Up("lamp", Streams.Noise)));
            Assert.True(await EnrolledClient.SubscribesAsync(client, Topics.EveryDown("lamp")));
            foreach (var foreign in new[] { Topics.Up("other", Streams.Noise), Topics.DownCommand("lamp"), Topics.Alert("street", "1") })
                Assert.False(await EnrolledClient.PublishesAsync(client, foreign), foreign);
            foreach (var foreign in new[] { Topics.EveryDown("other"), "#", Topics.EveryUp, "solutions/v1/site/#" })
                Assert.False(await ReceivesAsync(client, foreign), foreign);
        }
        await room.Identities.RevokeAsync("lamp", "stolen", TestContext.Current.CancellationToken);
        Assert.False(room.Standing.MayReport("lamp"));
        await mosquitto.ReloadAsync();
        await Eventually.IsTrueAsync("refusal of what was revoked", async () =>
        {
            try
            {
                using var client = await EnrolledClient.ConnectAsync(certificate, "lamp", room.MqttPort);
                return false;
            }
            catch (Exception e) when (e is MQTTnet.Exceptions.MqttCommunicationException or OperationCanceledException)
            {
                return true;
            }
        });
    }

    /// <summary>Mosquitto grants a subscription and delivers nothing of it: only what arrives shows what may be read.</summary>
    private async Task<bool> ReceivesAsync(MQTTnet.IMqttClient client, string filter)
    {
        var received = 0;
        client.ApplicationMessageReceivedAsync += message =>
        {
            if (!message.ApplicationMessage.Topic.StartsWith("solutions/v1/device/lamp/down/", StringComparison.Ordinal))
                Interlocked.Increment(ref received);
            return Task.CompletedTask;
        };
        await EnrolledClient.SubscribesAsync(client, filter);
        using var sender = await EnrolledClient.ConnectAsync(room.Authority.Client, "sender", room.MqttPort);
        foreach (var topic in new[] { Topics.DownCommand("other"), Topics.Alert("street", "1"), Topics.DownCommand("lamp") })
            Assert.True(await EnrolledClient.PublishesAsync(sender, topic));
        // What was sent before has come once this has.
        await client.PingAsync(TestContext.Current.CancellationToken);
        return received > 0;
    }
}
