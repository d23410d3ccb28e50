using System.Buffers;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Channel;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Implementations;

namespace Solutions.Edge.ControlRoom.Mqtt;

/// <summary>
/// The library's TCP connection, read in large pieces. By itself it asks the system for each packet three or four times, most of them for a
/// single byte, and from thousands of devices that is a fifth of what the control room does.
/// </summary>
internal sealed class BufferedChannel(IMqttChannel inner) : IMqttChannel
{
    private readonly byte[] received = new byte[64 * 1024];
    private int from, until;

    public X509Certificate2 ClientCertificate => inner.ClientCertificate;

    public EndPoint RemoteEndPoint => inner.RemoteEndPoint;

    public EndPoint LocalEndPoint => inner.LocalEndPoint;

    public bool IsSecureConnection => inner.IsSecureConnection;

    public Task ConnectAsync(CancellationToken cancellationToken) => inner.ConnectAsync(cancellationToken);

    public Task DisconnectAsync(CancellationToken cancellationToken) => inner.DisconnectAsync(cancellationToken);

    /// <returns>How many bytes were read; 0 = the connection has ended.</returns>
    public Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        // What fits nowhere else goes straight where it is wanted.
        if (from == until && count >= received.Length)
            return inner.ReadAsync(buffer, offset, count, cancellationToken);
        return from == until ? ReadMoreAsync(buffer, offset, count, cancellationToken) : Task.FromResult(Take(buffer, offset, count));
    }

    public Task WriteAsync(ReadOnlySequence<byte> buffer, bool isEndOfPacket, CancellationToken cancellationToken) => inner.WriteAsync(buffer, isEndOfPacket, cancellationToken);

    public void Dispose() => inner.Dispose();

    private async Task<int> ReadMoreAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        (from, until) = (0, await inner.ReadAsync(received, 0, received.Length, cancellationToken));
        return Take(buffer, offset, count);
    }

    private int Take(byte[] buffer, int offset, int count)
    {
        var taken = Math.Min(count, until - from);
        received.AsSpan(from, taken).CopyTo(buffer.AsSpan(offset));
        from += taken;
        return taken;
    }

    /// <summary>Makes connections that are read so.</summary>
    internal sealed class Factory : IMqttClientAdapterFactory
    {
        public IMqttChannelAdapter CreateClientAdapter(MqttClientOptions options, MqttPacketInspector packetInspector, IMqttNetLogger logger) => new MqttChannelAdapter(
            new BufferedChannel(new MqttTcpChannel(options)), new MqttPacketFormatterAdapter(options.ProtocolVersion, new MqttBufferWriter(options.WriterBufferSize, options.WriterBufferSizeMax)), logger)
        {
            AllowPacketFragmentation = options.AllowPacketFragmentation,
            PacketInspector = packetInspector,
        };
    }
}
