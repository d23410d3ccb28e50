using System.Buffers;
using System.Text;
using System.Text.Json;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Fleet;

/// <summary>One simulated device: makes records whether it is connected or not, and keeps each until it is acknowledged.</summary>
internal sealed class FleetDevice
{
    /// <summary>
    /// As real devices judge it: lost is what something sent so much later has overtaken, and everything when nothing is acknowledged for
    /// so long, or for twice as long as it took last; twice as long each time.
    /// </summary>
    private const long ApartMs = 2_000, FirstSilenceMs = 10_000, LongestSilenceMs = 160_000;

    private readonly Lock access = new();
    private readonly FleetOptions options;
    private readonly FleetTally tally;
    private readonly TimeProvider time;
    private readonly string id;
    private readonly string boot = Ids.New();
    private readonly byte[] bootUtf8, ackTopicUtf8;
    private readonly RecordStream noise, motion, heartbeat;
    private readonly RecordStream[] streams;
    private readonly ArrayBufferWriter<byte> payload = new();
    private DeviceLine? line;
    private ushort packet;

    /// <summary>As real devices do, it waits for the broker's answer before it sends on. What gathers meanwhile goes together.</summary>
    private bool isAnswered = true;
    private int connection;
    private long heardMs, silenceMs = FirstSilenceMs;

    public FleetDevice(int number, FleetOptions options, FleetTally tally, TimeProvider time)
    {
        (this.options, this.tally, this.time) = (options, tally, time);
        id = FleetOptions.DeviceId(number);
        (bootUtf8, ackTopicUtf8) = (Encoding.ASCII.GetBytes(boot), Encoding.ASCII.GetBytes(Topics.DownAck(id)));
        var start = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        noise = new(Streams.Noise, id, FleetRecords.Noise(number), start, TimeSpan.FromSeconds(1));
        motion = new(Streams.Motion, id, FleetRecords.Motion, start, TimeSpan.FromSeconds(1));
        heartbeat = new(Streams.Heartbeat, id, FleetRecords.Heartbeat, start, TimeSpan.FromSeconds(10));
        streams = [heartbeat, noise, motion];
    }

    /// <summary>One more noise record, with a heartbeat beside it or not.</summary>
    public void MakeRecords(bool withHeartbeat)
    {
        var now = Now();
        lock (access)
        {
            Make(noise, now);
            if (withHeartbeat)
                Make(heartbeat, now);
        }
    }

    /// <summary>One more motion record.</summary>
    public void See()
    {
        lock (access)
            Make(motion, Now());
    }

    /// <summary>Hands over what is due, if the line takes it.</summary>
    public void SendDue()
    {
        var now = Now();
        lock (access)
        {
            if (streams.Min(s => s.OldestSentMs) is { } oldest && now - Math.Max(oldest, heardMs) >= silenceMs)
            {
                silenceMs = Math.Min(2 * silenceMs, LongestSilenceMs);
                SendAllAgain();
            }
            SendNext(now);
        }
    }

    /// <summary>Is connected until the line breaks.</summary>
    public async Task StayConnectedAsync(SemaphoreSlim connecting, CancellationToken stopping)
    {
        await using var opened = await OpenAsync(connecting, stopping);
        lock (access)
        {
            SendAllAgain();
            (line, isAnswered) = (opened, true);
        }
        tally.AddConnected(1);
        try
        {
            SendDue();
            await opened.ReadAsync(Take, stopping);
        }
        finally
        {
            tally.AddConnected(-1);
            lock (access)
                line = null;
        }
    }

    private async Task<DeviceLine> OpenAsync(SemaphoreSlim connecting, CancellationToken stopping)
    {
        await connecting.WaitAsync(stopping);
        try
        {
            connection++;
            var opened = await DeviceLine.OpenAsync(options, stopping);
            try
            {
                var status = Topics.Up(id, Streams.Status);
                await opened.SendAsync(to => MqttPackets.WriteConnect(to, id, status, Status(StatusMessage.Offline)), answered: true, stopping);
                await opened.SendAsync(to => MqttPackets.WriteSubscribe(to, 1, Topics.EveryDown(id)), answered: true, stopping);
                await opened.SendAsync(to => MqttPackets.WritePublish(to, 1, status, Status(StatusMessage.Online), retain: true), answered: false, stopping);
                return opened;
            }
            catch
            {
                await opened.DisposeAsync();
                throw;
            }
        }
        finally
        {
            connecting.Release();
        }
    }

    private byte[] Status(string state) => JsonSerializer.SerializeToUtf8Bytes(new StatusMessage(state, boot, connection), ContractsJson.Default.StatusMessage);

    private void Make(RecordStream stream, long now)
    {
        stream.Make(now);
        tally.AddMade();
    }

    private void SendNext(long now)
    {
        var missing = streams.Max(s => s.ArrivedMs) - ApartMs;
        for (var i = 0; i < streams.Length && line is not null && isAnswered; i++)
        {
            payload.ResetWrittenCount();
            // Number 1 belongs to subscription and status.
            packet = (ushort)(packet >= ushort.MaxValue ? 2 : Math.Max(packet + 1, 2));
            var records = streams[i].WriteDue(payload, bootUtf8, now, missing, packet);
            if (records == 0)
                continue;
            isAnswered = false;
            var topic = streams[i].Topic;
            line.Write(to => MqttPackets.WritePublish(to, packet, topic, payload.WrittenSpan));
            tally.AddSent(records);
        }
    }

    private void Take(byte kind, ReadOnlySpan<byte> body)
    {
        var now = Now();
        lock (access)
        {
            if (kind == MqttPackets.PubAck && MqttPackets.ReadPubAck(body) is var answered)
            {
                if (options.BrokerOnly)
                    Array.ForEach(streams, s => s.Free(answered, now, tally.AddAcknowledged));
                isAnswered |= answered == packet;
                SendNext(now);
            }
            else if (kind == MqttPackets.Publish)
            {
                MqttPackets.ReadPublish(body, out var topic, out var message);
                if (topic.SequenceEqual(ackTopicUtf8))
                    Free(message, now);
            }
        }
    }

    private void SendAllAgain() => Array.ForEach(streams, s => s.SendAllAgain());

    private void Free(ReadOnlySpan<byte> message, long now)
    {
        var before = streams.Max(s => s.ArrivedMs);
        var all = JsonSerializer.Deserialize(message, ContractsJson.Default.AcknowledgementArray) ?? [];
        // The control room has only now begun to listen.
        if (all.Length == 0)
            SendAllAgain();
        foreach (var stored in all)
        {
            if (stored.Boot == boot && Array.Find(streams, s => s.Name == stored.Stream) is { } stream)
                stream.Free(stored, now, tally.AddAcknowledged);
        }
        heardMs = now;
        if (streams.MaxBy(s => s.ArrivedMs) is { } last && last.ArrivedMs > before)
            silenceMs = Math.Clamp(2 * last.TookMs, FirstSilenceMs, LongestSilenceMs);
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
