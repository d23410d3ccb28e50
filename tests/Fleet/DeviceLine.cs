using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Solutions.Edge.Fleet;

/// <summary>What a device does with a packet that came.</summary>
internal delegate void PacketHandler(byte kind, ReadOnlySpan<byte> body);

/// <summary>One connection to the broker. Writes never wait: they gather while the one before is on its way.</summary>
internal sealed class DeviceLine : IAsyncDisposable
{
    private readonly Stream stream;
    private readonly Lock access = new();
    private readonly byte[] received = new byte[8 * 1024];
    private ArrayBufferWriter<byte> gathering = new(1024), sending = new(1024);
    private bool writing;
    private int held;

    private DeviceLine(Stream stream) => this.stream = stream;

    /// <exception cref="IOException">There is no broker, or it is not the right one.</exception>
    public static async Task<DeviceLine> OpenAsync(FleetOptions options, CancellationToken stopping)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(options.Broker.Host, options.Port, stopping);
            var plain = new NetworkStream(socket, ownsSocket: true);
            if (options.Authority is not { } authority)
                return new(plain);
            var secured = new SslStream(plain);
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.Add(authority);
            await secured.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = options.Broker.Host, CertificateChainPolicy = policy }, stopping);
            return new(secured);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Writes a packet and, if <paramref name="answered"/>, waits for the next packet and holds it to be the broker's consent.</summary>
    public async Task SendAsync(Action<IBufferWriter<byte>> write, bool answered, CancellationToken stopping)
    {
        var packet = new ArrayBufferWriter<byte>();
        write(packet);
        await stream.WriteAsync(packet.WrittenMemory, stopping);
        for (var consented = !answered; !consented;)
        {
            await ReadMoreAsync(stopping);
            TakeWhole((kind, body) =>
            {
                MqttPackets.RequireAccepted(kind, body);
                consented = true;
            });
        }
    }

    /// <summary>Adds a packet to what is on its way.</summary>
    public void Write(Action<IBufferWriter<byte>> write)
    {
        lock (access)
        {
            write(gathering);
            if (writing)
                return;
            writing = true;
        }
        _ = WriteOutAsync();
    }

    /// <summary>Hands in every packet until the connection ends.</summary>
    /// <exception cref="IOException">It has ended.</exception>
    public async Task ReadAsync(PacketHandler handler, CancellationToken stopping)
    {
        while (true)
        {
            TakeWhole(handler);
            await ReadMoreAsync(stopping);
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task ReadMoreAsync(CancellationToken stopping)
    {
        var more = await stream.ReadAsync(received.AsMemory(held), stopping);
        held += more > 0 ? more : throw new IOException("the broker has closed the connection, or sends what is longer than a device reads");
    }

    private void TakeWhole(PacketHandler handler)
    {
        ReadOnlySpan<byte> left = received.AsSpan(0, held);
        while (MqttPackets.TryTake(ref left, out var kind, out var body))
            handler(kind, body);
        left.CopyTo(received);
        held = left.Length;
    }

    private async Task WriteOutAsync()
    {
        try
        {
            while (true)
            {
                lock (access)
                {
                    if (gathering.WrittenCount == 0)
                    {
                        writing = false;
                        return;
                    }
                    (gathering, sending) = (sending, gathering);
                }
                await stream.WriteAsync(sending.WrittenMemory);
                sending.ResetWrittenCount();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The reader meets the same end and reports it; nothing is written to this connection any more.
        }
    }
}
