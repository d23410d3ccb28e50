using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using MQTTnet.Exceptions;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Mqtt;

/// <summary>A broker that agrees to every connection and then reads no more.</summary>
public sealed class BrokenLineTests : IDisposable
{
    private static readonly byte[] Agreed = [0x20, 3, 0, 0, 0];
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    /// <summary>The connection that broke is made anew while the test ends.</summary>
    private readonly ConcurrentQueue<Socket> sockets = [];

    public BrokenLineTests() => listener.Start();

    public void Dispose()
    {
        foreach (var socket in sockets)
            socket.Dispose();
        listener.Dispose();
    }

    [Fact]
    public async Task What_could_not_be_sent_as_the_connection_broke_is_a_broken_connection_and_nothing_that_was_cancelled()
    {
        var accepting = AcceptAsync();
        using var connection = new MqttConnection(new("127.0.0.1", () => ((IPEndPoint)listener.LocalEndpoint).Port, null, () => 1), new([]),
            TimeProvider.System,
            NullLogger<MqttConnection>.Instance);
        await connection.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync("connection", () => Task.FromResult(connection.ConnectedSince is not null));
        var word = new byte[256 * 1024];
        Task sending;
        // Until the sockets are full.
        do
        {
            sending = connection.TellAsync("solutions/v1/device/lamp/down/ack", word, TestContext.Current.CancellationToken);
            await Task.WhenAny(sending, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, TestContext.Current.CancellationToken));
        }
        while (sending.IsCompletedSuccessfully);
        Assert.False(sending.IsCompleted);
        // The connection to receive by is made first. When it ends the library gives up what is on its way on the others.
        sockets.First().Dispose();
        await Assert.ThrowsAsync<MqttCommunicationException>(() => sending);
        Dispose();
        await accepting;
        await connection.StopAsync(TestContext.Current.CancellationToken);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync();
                sockets.Enqueue(socket);
                await socket.ReceiveAsync(new byte[1024]);
                await socket.SendAsync(Agreed);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
