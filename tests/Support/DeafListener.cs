using System.Net.Sockets;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Tests.Support;

/// <summary>A listener that asks a broker for everything and reads nothing of it: nobody else may have to wait for that.</summary>
public sealed class DeafListener : IDisposable
{
    /// <summary>More than the buffers of two sockets take.</summary>
    private const int FloodMessages = 64, FloodBytes = 256 * 1024;

    private readonly TcpClient client = new() { ReceiveBufferSize = 4096 };

    private DeafListener()
    {
    }

    public static async Task<DeafListener> ConnectAsync(int port)
    {
        var listener = new DeafListener();
        await listener.client.ConnectAsync("127.0.0.1", port);
        var stream = listener.client.GetStream();
        await stream.WriteAsync((byte[])[0x10, 16, 0, 4, .. "MQTT"u8, 4, 2, 0, 0, 0, 4, .. "deaf"u8]);
        await stream.ReadExactlyAsync(new byte[4]);
        await stream.WriteAsync((byte[])[0x82, 16, 0, 1, 0, 11, .. "solutions/#"u8, 1]);
        await stream.ReadExactlyAsync(new byte[5]);
        return listener;
    }

    /// <summary>Has a device send what is no record until the listener's connection takes no more.</summary>
    public static async Task FloodAsync(int port)
    {
        await using var noisy = await WireDevice.ConnectAsync("noisy", port);
        for (var i = 0; i < FloodMessages; i++)
            await noisy.SendRawAsync(Topics.Up("noisy", Streams.Noise), new byte[FloodBytes]);
    }

    public void Dispose() => client.Dispose();
}
