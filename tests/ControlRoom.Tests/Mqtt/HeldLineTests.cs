using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Mqtt;

/// <summary>A broker that has more to say than the control room can take.</summary>
public sealed class HeldLineTests : IDisposable
{
    private const byte Connect = 0x10, Subscribe = 0x82, Ping = 0xC0;
    private const int Messages = 1_500, MessageBytes = 32 * 1024, MostTakenBytes = 16 * 1024 * 1024;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource taken = new();
    private int sent, pings;

    public HeldLineTests() => listener.Start();

    public void Dispose() => listener.Dispose();

    [Fact]
    public async Task While_what_came_cannot_be_taken_the_broker_keeps_what_it_has_and_then_all_of_it_comes_on_the_same_connection()
    {
        var accepting = AcceptAsync();
        var (first, received) = (new TaskCompletionSource(), new List<int>());
        var subscriptions = new MqttSubscriptions([new("#", async (_, payload, _) =>
        {
            first.TrySetResult();
            await taken.Task;
            lock (received)
                received.Add(BinaryPrimitives.ReadInt32BigEndian(payload.Span));
        })]);
        var broker = new BrokerAddress("127.0.0.1", () => ((IPEndPoint)listener.LocalEndpoint).Port, null, () => 1);
        using var connection = new MqttConnection(broker, subscriptions, TimeProvider.System, NullLogger<MqttConnection>.Instance);
        await connection.StartAsync(TestContext.Current.CancellationToken);
        await first.Task.WaitAsync(TestContext.Current.CancellationToken);

        // For longer than the silence after which the broker is asked whether it is there.
        for (var before = -1; before != sent;)
        {
            before = sent;
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, TestContext.Current.CancellationToken);
        }
        Assert.InRange(sent, 1, MostTakenBytes / MessageBytes);
        Assert.Equal(0, pings);
        var since = Assert.NotNull(connection.ConnectedSince);

        taken.SetResult();
        await Eventually.IsTrueAsync("last message", () => Task.FromResult(received.Count == Messages));
        Assert.Equal(Enumerable.Range(0, Messages), received);
        Assert.Equal(since, connection.ConnectedSince);
        await connection.StopAsync(TestContext.Current.CancellationToken);
        Dispose();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        var answering = new List<Task>();
        try
        {
            while (true)
                answering.Add(AnswerAsync(await listener.AcceptSocketAsync()));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
        await Task.WhenAll(answering);
    }

    private async Task AnswerAsync(Socket socket)
    {
        using (socket)
        {
            var packet = new byte[1024];
            while (await socket.ReceiveAsync(packet) > 0)
            {
                if (packet[0] == Connect)
                    await socket.SendAsync(new byte[] { 0x20, 3, 0, 0, 0 });
                else if (packet[0] == Ping && ++pings > 0)
                    await socket.SendAsync(new byte[] { 0xD0, 0 });
                else if (packet[0] == Subscribe)
                    await TalkAsync(socket, packet[2], packet[3]);
            }
        }
    }

    private async Task TalkAsync(Socket socket, params byte[] subscription)
    {
        await socket.SendAsync(new byte[] { 0x90, 4, subscription[0], subscription[1], 0, 0 });
        // QoS 0, the length as three bytes of seven bits, the topic, no properties.
        var message = new byte[4 + MessageBytes];
        (message[0], message[1], message[2], message[3], message[5], message[6]) = (0x30, (MessageBytes & 0x7F) | 0x80, ((MessageBytes >> 7) & 0x7F) | 0x80,
            MessageBytes >> 14, 1, (byte)'t');
        for (; sent < Messages; sent++)
        {
            BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(8), sent);
            await socket.SendAsync(message);
        }
    }
}
