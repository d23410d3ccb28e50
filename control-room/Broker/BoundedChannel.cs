using System.Buffers;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Channel;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Broker;

/// <summary>
/// A connection whose packets have a longest length. The library makes room for a packet as soon as it has read the announced length, so the lengths
/// are read along and a longer one ends the connection before that.
/// </summary>
internal sealed class BoundedChannel(IMqttChannel inner, Action<string> tooLong) : IMqttChannel
{
    /// <summary>A client's id, name, password and last will.</summary>
    public const int LongestConnect = 16 * 1024;

    /// <summary>The longest message and beside it topic and header.</summary>
    public const int LongestPacket = RecordJson.MaxBytes + 4096;

    private State state = State.Kind;
    private MqttControlPacketType kind;
    private int length, shift;

    private enum State
    {
        Kind,
        Length,
        Body,
    }

    public X509Certificate2? ClientCertificate => inner.ClientCertificate;

    public EndPoint RemoteEndPoint => inner.RemoteEndPoint;

    public EndPoint LocalEndPoint => inner.LocalEndPoint;

    public bool IsSecureConnection => inner.IsSecureConnection;

    public Task ConnectAsync(CancellationToken cancellationToken) => inner.ConnectAsync(cancellationToken);

    public Task DisconnectAsync(CancellationToken cancellationToken) => inner.DisconnectAsync(cancellationToken);

    public async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        var read = await inner.ReadAsync(buffer, offset, count, cancellationToken);
        Follow(buffer.AsSpan(offset, read));
        return read;
    }

    public Task WriteAsync(ReadOnlySequence<byte> buffer, bool isEndOfPacket, CancellationToken cancellationToken) =>
        inner.WriteAsync(buffer, isEndOfPacket, cancellationToken);

    public void Dispose() => inner.Dispose();

    /// <summary>MQTT 3.1.1, 2.2: a byte with the kind, then the length of the rest, seven bits a byte and the lowest first.</summary>
    private void Follow(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (state == State.Body)
            {
                var part = Math.Min(length, bytes.Length);
                length -= part;
                bytes = bytes[part..];
            }
            else
            {
                FollowHeader(bytes[0]);
                bytes = bytes[1..];
            }
            if (state == State.Body && length == 0)
                state = State.Kind;
        }
    }

    private void FollowHeader(byte next)
    {
        if (state == State.Kind)
        {
            (state, kind, length, shift) = (State.Length, (MqttControlPacketType)(next >> 4), 0, 0);
            return;
        }
        length |= (next & 0x7F) << shift;
        shift += 7;
        if (length > (kind == MqttControlPacketType.Connect ? LongestConnect : LongestPacket))
        {
            var fault = $"{kind} of {length} bytes or more; it may have {(kind == MqttControlPacketType.Connect ? LongestConnect : LongestPacket)}";
            tooLong(fault);
            throw new MqttProtocolViolationException(fault);
        }
        // The fifth byte of a length the library refuses by itself.
        if ((next & 0x80) == 0 || shift > 21)
            state = State.Body;
    }
}
