using System.Net;
using System.Net.Sockets;
using MQTTnet;
using MQTTnet.Implementations;
using Solutions.Edge.ControlRoom.Mqtt;

namespace Solutions.Edge.ControlRoom.Tests.Mqtt;

public sealed class BufferedChannelTests : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public BufferedChannelTests() => listener.Start();

    public void Dispose() => listener.Dispose();

    [Fact]
    public async Task What_is_written_leaves_whole_and_in_order_and_what_was_written_last_before_the_end_as_well()
    {
        var (channel, other) = await ConnectAsync();
        using (channel)
        using (other)
        {
            var written = Enumerable.Range(0, 5_000).Select(n => new byte[1 + (n % 400)].Select((_, i) => (byte)(n + i)).ToArray()).ToList();
            var reading = ReadToEndAsync(other);
            foreach (var packet in written)
                await channel.WriteAsync(new(packet), isEndOfPacket: true, TestContext.Current.CancellationToken);
            await channel.DisconnectAsync(TestContext.Current.CancellationToken);
            Assert.Equal(written.SelectMany(p => p), await reading);
        }
    }

    [Fact]
    public async Task What_comes_is_read_as_it_was_sent_in_whatever_pieces_it_is_asked_for()
    {
        var (channel, other) = await ConnectAsync();
        using (channel)
        using (other)
        {
            var sent = new byte[300_000];
            Random.Shared.NextBytes(sent);
            var sending = Task.Run(() => other.SendAsync(sent));
            var received = new byte[sent.Length];
            for (int at = 0, piece = 1; at < sent.Length; piece = (piece * 7 % 100_003) + 1)
                at += await channel.ReadAsync(received, at, Math.Min(piece, sent.Length - at), TestContext.Current.CancellationToken);
            Assert.Equal(sent, received);
            await sending;
        }
    }

    private async Task<(BufferedChannel Channel, Socket Other)> ConnectAsync()
    {
        var options = new MqttClientOptionsBuilder().WithEndPoint(listener.LocalEndpoint).Build();
        var channel = new BufferedChannel(new MqttTcpChannel(options), () => false);
        var accepting = listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        await channel.ConnectAsync(TestContext.Current.CancellationToken);
        return (channel, await accepting);
    }

    private static async Task<byte[]> ReadToEndAsync(Socket socket)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer) is > 0 and var read)
            all.Write(buffer.AsSpan(0, read));
        return all.ToArray();
    }
}
