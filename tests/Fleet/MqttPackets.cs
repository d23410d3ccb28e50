using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Solutions.Edge.Fleet;

/// <summary>
/// The few packets of MQTT 3.1.1 that a device needs, written and taken apart by hand: ten thousand devices in one process beside
/// the control room they load leave nothing for a whole client each.
/// </summary>
internal static class MqttPackets
{
    public const byte Publish = 3, PubAck = 4;
    private const byte Connect = 0x10, ConnAck = 2, Subscribe = 0x82, SubAck = 9, AtLeastOnce = 0x02, Retain = 0x01;
    private static readonly byte[] Protocol = [0, 4, .. "MQTT"u8, 4];

    /// <summary>CONNECT with a clean session, a last will, kept alive for a minute.</summary>
    public static void WriteConnect(IBufferWriter<byte> to, string client, string willTopic, ReadOnlySpan<byte> will)
    {
        const byte CleanSession = 0x02, WillAtLeastOnceRetained = 0x04 | 0x08 | 0x20;
        WriteHeader(to, Connect, Protocol.Length + 3 + TextLength(client) + TextLength(willTopic) + 2 + will.Length);
        to.Write<byte>(Protocol);
        to.Write<byte>([CleanSession | WillAtLeastOnceRetained, 0, 60]);
        WriteText(to, client);
        WriteText(to, willTopic);
        WriteNumber(to, will.Length);
        to.Write(will);
    }

    /// <summary>SUBSCRIBE to one filter, at most once: an acknowledgement that is lost is sent again.</summary>
    public static void WriteSubscribe(IBufferWriter<byte> to, ushort packet, string filter)
    {
        WriteHeader(to, Subscribe, 2 + TextLength(filter) + 1);
        WriteNumber(to, packet);
        WriteText(to, filter);
        to.Write<byte>([(byte)0]);
    }

    /// <summary>PUBLISH at least once.</summary>
    public static void WritePublish(IBufferWriter<byte> to, ushort packet, string topic, ReadOnlySpan<byte> payload, bool retain = false)
    {
        WriteHeader(to, (byte)((Publish << 4) | AtLeastOnce | (retain ? Retain : 0)), TextLength(topic) + 2 + payload.Length);
        WriteText(to, topic);
        WriteNumber(to, packet);
        to.Write(payload);
    }

    /// <summary>Takes the first packet off <paramref name="received"/>; false = it is not whole yet.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> received, out byte kind, out ReadOnlySpan<byte> body)
    {
        kind = 0;
        body = default;
        var (length, at) = (0, 1);
        for (var shift = 0; ; shift += 7)
        {
            if (at >= received.Length)
                return false;
            var part = received[at++];
            length |= (part & 0x7F) << shift;
            if (part < 0x80)
                break;
        }
        if (received.Length - at < length)
            return false;
        kind = (byte)(received[0] >> 4);
        body = received.Slice(at, length);
        received = received[(at + length)..];
        return true;
    }

    /// <summary>The topic and payload of a PUBLISH that was sent at most once, and so has no packet number.</summary>
    public static void ReadPublish(ReadOnlySpan<byte> body, out ReadOnlySpan<byte> topic, out ReadOnlySpan<byte> payload)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(body);
        topic = body.Slice(2, length);
        payload = body[(2 + length)..];
    }

    public static ushort ReadPubAck(ReadOnlySpan<byte> body) => BinaryPrimitives.ReadUInt16BigEndian(body);

    /// <exception cref="IOException">The broker refuses the connection or the subscription.</exception>
    public static void RequireAccepted(byte kind, ReadOnlySpan<byte> body)
    {
        if (kind is ConnAck && body[1] != 0)
            throw new IOException($"the broker refuses the connection with return code {body[1]}");
        if (kind is SubAck && body[2] > 2)
            throw new IOException("the broker refuses the subscription");
    }

    private static int TextLength(string ascii) => 2 + ascii.Length;

    private static void WriteHeader(IBufferWriter<byte> to, byte first, int length)
    {
        to.Write<byte>([first]);
        do
        {
            to.Write<byte>([(byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0))]);
            length >>= 7;
        }
        while (length > 0);
    }

    private static void WriteText(IBufferWriter<byte> to, string ascii)
    {
        WriteNumber(to, ascii.Length);
        to.Advance(Encoding.ASCII.GetBytes(ascii, to.GetSpan(ascii.Length)));
    }

    private static void WriteNumber(IBufferWriter<byte> to, int number)
    {
        BinaryPrimitives.WriteUInt16BigEndian(to.GetSpan(2), (ushort)number);
        to.Advance(2);
    }
}
