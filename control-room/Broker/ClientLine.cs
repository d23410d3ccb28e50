using System.Buffers;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Adapter;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Broker;

/// <summary>
/// One client's connection. What waits to be sent to it, or to be acknowledged by it, is counted in bytes, and nothing more is read from a client
/// that does not read: the library bounds neither.
/// </summary>
internal sealed class ClientLine(IMqttChannelAdapter inner, TimeProvider time) : IMqttChannelAdapter
{
    /// <summary>What a waiting message costs beside its payload.</summary>
    private const int Overhead = 512;

    /// <summary>Most bytes that wait for one client.</summary>
    private const long Most = 32 * 1024 * 1024;

    /// <summary>Most bytes that wait for all clients of this process together.</summary>
    private const long MostOfAll = 128 * 1024 * 1024;

    /// <summary>A client that takes nothing for so long is gone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static long waitingForAll;

    private readonly Lock taking = new();

    /// <summary>Sent and not acknowledged: cost by packet identifier.</summary>
    private readonly Dictionary<ushort, int> unacknowledged = [];

    private Task writing = Task.CompletedTask;
    private long waiting;
    private bool hasLeft;

    public X509Certificate2? ClientCertificate => inner.ClientCertificate;

    public EndPoint RemoteEndPoint => inner.RemoteEndPoint;

    public EndPoint LocalEndPoint => inner.LocalEndPoint;

    public bool IsSecureConnection => inner.IsSecureConnection;

    public MqttPacketFormatterAdapter PacketFormatterAdapter => inner.PacketFormatterAdapter;

    public long BytesReceived => inner.BytesReceived;

    public long BytesSent => inner.BytesSent;

    /// <summary>Called when the connection has ended.</summary>
    public Action? Left { get; set; }

    /// <summary>Makes room for a message that is to be sent.</summary>
    /// <returns>False: too much waits already, and the message is to be dropped.</returns>
    public bool TryTake(ReadOnlySequence<byte> payload)
    {
        var cost = CostOf(payload);
        lock (taking)
        {
            if (hasLeft || waiting + cost > Most || Interlocked.Read(ref waitingForAll) + cost > MostOfAll)
                return false;
            waiting += cost;
            Interlocked.Add(ref waitingForAll, cost);
            return true;
        }
    }

    public async Task<MqttPacket?> ReceivePacketAsync(CancellationToken cancellationToken)
    {
        // Every packet it sends may be answered: answers to one that does not read would pile up without a limit.
        await writing.WaitAsync(cancellationToken);
        var packet = await inner.ReceivePacketAsync(cancellationToken);
        if (packet is MqttConnectPacket { ClientId: null or "", CleanSession: true } connect
            && PacketFormatterAdapter.ProtocolVersion < MqttProtocolVersion.V500)
            // MQTT 3.1.1, 3.1.3.1: the server gives an id to a client that has none. With version 5 it is asked for.
            connect.ClientId = Ids.New();
        else if (packet is MqttPubAckPacket or MqttPubCompPacket)
            Acknowledged(((MqttPacketWithIdentifier)packet).PacketIdentifier);
        return packet;
    }

    public async Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        var message = packet as MqttPublishPacket;
        if (message is { QualityOfServiceLevel: > MqttQualityOfServiceLevel.AtMostOnce })
            lock (taking)
                unacknowledged[message.PacketIdentifier] = CostOf(message.Payload);
        writing = inner.SendPacketAsync(packet, cancellationToken).WaitAsync(Patience, time, cancellationToken);
        await writing;
        if (message is { QualityOfServiceLevel: MqttQualityOfServiceLevel.AtMostOnce })
            Give(CostOf(message.Payload));
    }

    public Task ConnectAsync(CancellationToken cancellationToken) => inner.ConnectAsync(cancellationToken);

    public Task DisconnectAsync(CancellationToken cancellationToken) => inner.DisconnectAsync(cancellationToken);

    public void ResetStatistics() => inner.ResetStatistics();

    public void Dispose()
    {
        lock (taking)
        {
            hasLeft = true;
            Interlocked.Add(ref waitingForAll, -waiting);
            waiting = 0;
        }
        Left?.Invoke();
        inner.Dispose();
    }

    private static int CostOf(ReadOnlySequence<byte> payload) => (int)payload.Length + Overhead;

    private void Acknowledged(ushort packet)
    {
        lock (taking)
        {
            if (unacknowledged.Remove(packet, out var cost))
                Give(cost);
        }
    }

    /// <summary>Retained messages were sent without having been counted: there is never less than nothing.</summary>
    private void Give(int cost)
    {
        lock (taking)
        {
            var given = Math.Min(waiting, cost);
            waiting -= given;
            Interlocked.Add(ref waitingForAll, -given);
        }
    }
}
