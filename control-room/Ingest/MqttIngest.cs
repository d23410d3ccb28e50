using System.Threading.Channels;
using System.Threading.RateLimiting;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices;
using Solutions.Edge.ControlRoom.Devices.Identities;
using Solutions.Edge.ControlRoom.Live;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Ingest;

/// <summary>MQTT to spool: decodes what comes, stores it, and only then acknowledges it and passes it to presence and screens.</summary>
internal sealed class MqttIngest(
    RecordSpool spool, UnknownVersions unknown, Acknowledger acknowledger, RejectedMessages rejected,
    DevicePresence presence, DevicePlaces places, DeviceStanding standing, SiteCatalog sites, Feed feed, TimeProvider time,
    ILogger<MqttIngest> log) : BackgroundService
{
    /// <summary>Messages that wait for the disk; past it their source waits:
    /// the sessions of the embedded broker, or the connection to another, which reads no more.</summary>
    /// <remarks>No more than are decoded in a moment, or one flooding device makes all others wait.</remarks>
    private const int Waiting = 3_000;

    /// <summary>Bytes of those that wait: a message has up to 512 KiB.</summary>
    private const int WaitingBytes = 32 * 1024 * 1024;

    /// <summary>Most messages of one append.</summary>
    private const int BatchMessages = 2_000;

    /// <summary>With so many bytes an append takes no further message.</summary>
    private const int BatchBytes = 4 * 1024 * 1024;

    /// <summary>With so many in one append they come from a crowd of devices, of which more is gathered for the next.</summary>
    private const int ManyMessages = 10;

    /// <summary>How long it is gathered. Without it the disk was flushed 220 times a second for 5,000 devices, and every reader woken as often.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    private readonly Channel<Message> messages = Channel.CreateBounded<Message>(new BoundedChannelOptions(Waiting) { SingleReader = true });

    private readonly ConcurrencyLimiter room = new(
        new() { PermitLimit = WaitingBytes, QueueLimit = int.MaxValue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <summary>Also before it is started: so many messages wait, and then their source does.</summary>
    public async ValueTask TakeAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken stopping)
    {
        var arrival = time.GetUtcNow();
        var lease = await room.AcquireAsync(Math.Clamp(payload.Length, 1, WaitingBytes), stopping);
        await messages.Writer.WriteAsync(new(topic, payload, arrival, lease), stopping);
    }

    public override void Dispose()
    {
        room.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var decoded = new List<(SpoolEntry Entry, UpRecord Record, bool IsPacked)>();
        var leases = new List<RateLimitLease>();
        while (await messages.Reader.WaitToReadAsync(stoppingToken))
        {
            decoded.Clear();
            var (taken, bytes) = (0, 0L);
            for (; taken < BatchMessages && bytes < BatchBytes && messages.Reader.TryRead(out var message); taken++)
            {
                Decode(message, decoded);
                bytes += message.Payload.Length;
                leases.Add(message.Room);
            }
            await StoreAsync(decoded, stoppingToken);
            leases.ForEach(l => l.Dispose());
            leases.Clear();
            if (taken is >= ManyMessages and < BatchMessages && bytes < BatchBytes)
                await Task.Delay(Gathering, time, stoppingToken);
        }
    }

    private void Decode(Message message, List<(SpoolEntry, UpRecord, bool)> decoded)
    {
        if (!Topics.TryParseUp(message.Topic, out var device, out var stream))
        {
            rejected.Add(new(message.Arrival, message.Topic, "the topic is none a device writes: solutions/v1/device/DEVICE/up/STREAM", null));
            return;
        }
        if (!standing.MayReport(device))
            return;
        if (stream == Streams.Status)
        {
            State(device, message);
            return;
        }
        var isHome = sites.SiteOf(device)?.Type == SiteType.HOME;
        foreach (var (recordStream, record, payload) in MessageDecoder.Decode(stream, message.Payload, Refuse))
            decoded.Add((new(message.Arrival, device, recordStream, record.Boot, record.Seq, record.V, payload, record), record, stream == Streams.Packed));

        void Refuse(Unread unread)
        {
            rejected.Add(Rejection.Of(message.Arrival, message.Topic, unread, isHome));
            if (unread.Key is var (boot, seq))
                acknowledger.Refuses(device, boot, unread.Stream, seq, stream == Streams.Packed);
        }
    }

    /// <summary>A status states what is in force at a device; that it reports is shown by its records. An empty one clears what a broker retains.</summary>
    private void State(string device, Message message)
    {
        try
        {
            if (message.Payload.IsEmpty)
                return;
            var status = StatusMessage.Read(message.Payload.Span);
            standing.States(device, status);
            places.States(device, status);
        }
        catch (RecordException e)
        {
            rejected.Add(new(message.Arrival, message.Topic, e.Message, null));
        }
    }

    private async Task StoreAsync(List<(SpoolEntry Entry, UpRecord Record, bool IsPacked)> decoded, CancellationToken stopping)
    {
        if (decoded.Count == 0)
            return;
        IReadOnlyList<SpoolRecord> stored;
        try
        {
            stored = await spool.StoreAsync([.. decoded.Where(d => d.Record is not RecordHead).Select(d => d.Entry)], stopping);
            await unknown.AppendAsync([.. decoded.Where(d => d.Record is RecordHead).Select(d => d.Entry)], stopping);
        }
        catch (IOException e)
        {
            // Not acknowledged, so the devices send it again.
            IngestLog.NotStored(log, decoded.Count, e.Message);
            return;
        }
        foreach (var (entry, record, isPacked) in decoded)
        {
            presence.Received(entry.Device, entry.Arrival);
            if (record is HeartbeatRecord heartbeat)
                presence.States(entry.Device, heartbeat);
            acknowledger.HasNews(entry.Device, entry.Boot, entry.Stream, isPacked);
        }
        foreach (var record in stored)
            Show(record, record.Time.At.ToUnixTimeMilliseconds());
    }

    private void Show(SpoolRecord record, long atMs)
    {
        if (record.Time.ClockOff is { } off)
            presence.Doubts(record.Device, off, record.Arrival);
        if (sites.SiteOf(record.Device) is { } site && Reading(site, record.Device, atMs, record.Decode()) is { } reading)
            feed.Publish(reading);
        if (record.Decode() is GateRecord gate)
            feed.Publish(new GateReading(record.Device, atMs, gate.Contact, gate.Bolt, gate.Button == true));
    }

    private static LiveReading? Reading(SiteEntry site, string device, long atMs, UpRecord record) => record switch
    {
        NoiseRecord noise => new(site.Id, device, atMs, noise.LAeq, null),
        MotionRecord motion => new(site.Id, device, atMs, null, motion.Occupied),
        _ => null,
    };

    private readonly record struct Message(string Topic, ReadOnlyMemory<byte> Payload, DateTimeOffset Arrival, RateLimitLease Room);
}
