using System.Buffers;
using System.Text;
using System.Text.Json;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Fleet;

/// <summary>One simulated device: makes records whether it is connected or not, and keeps each until it is acknowledged.</summary>
internal sealed class FleetDevice
{
    private readonly Lock access = new();
    private readonly FleetOptions options;
    private readonly FleetTally tally;
    private readonly string id;
    private readonly string boot = Ids.New();
    private readonly byte[] bootUtf8, ackTopicUtf8;
    private readonly RecordStream noise, motion, heartbeat;
    private readonly RecordStream[] streams;
    private readonly Arrivals arrivals;
    private readonly ArrayBufferWriter<byte> payload = new();
    private DeviceLine? line;
    private ushort packet;

    /// <summary>As real devices do, it waits for the broker's answer before it sends on. What gathers meanwhile goes together.</summary>
    private bool isAnswered = true;
    private (RecordStream Stream, List<OutboxRecord> Records)? onItsWay;
    private int connection;

    public FleetDevice(int number, FleetOptions options, FleetTally tally, TimeProvider time)
    {
        (this.options, this.tally, arrivals) = (options, tally, new(time));
        id = FleetOptions.DeviceId(number);
        (bootUtf8, ackTopicUtf8) = (Encoding.ASCII.GetBytes(boot), Encoding.ASCII.GetBytes(Topics.DownAck(id)));
        var start = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        noise = new(Streams.Noise, id, boot, FleetRecords.Noise(number), start, TimeSpan.FromSeconds(1), arrivals, time);
        motion = new(Streams.Motion, id, boot, FleetRecords.Motion, start, TimeSpan.FromSeconds(1), arrivals, time);
        heartbeat = new(Streams.Heartbeat, id, boot, FleetRecords.Heartbeat, start, TimeSpan.FromSeconds(10), arrivals, time);
        streams = [heartbeat, noise, motion];
    }

    /// <summary>One more noise record, with a heartbeat beside it or not.</summary>
    public void MakeRecords(bool withHeartbeat)
    {
        lock (access)
        {
            Make(noise);
            if (withHeartbeat)
                Make(heartbeat);
        }
    }

    /// <summary>One more motion record.</summary>
    public void See()
    {
        lock (access)
            Make(motion);
    }

    /// <summary>Hands over what is due, if the line takes it.</summary>
    public void SendDue()
    {
        lock (access)
        {
            if (arrivals.FallsSilent(streams.Min(s => s.OldestSent)))
                SendAllAgain();
            SendNext();
        }
    }

    /// <summary>Is connected until the line breaks.</summary>
    public async Task StayConnectedAsync(SemaphoreSlim connecting, CancellationToken stopping)
    {
        await using var opened = await OpenAsync(connecting, stopping);
        lock (access)
        {
            SendAllAgain();
            (line, isAnswered, onItsWay) = (opened, true, null);
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

    private void Make(RecordStream stream)
    {
        stream.Make();
        tally.AddMade();
    }

    private void SendNext()
    {
        for (var i = 0; i < streams.Length && line is not null && isAnswered; i++)
        {
            var (stream, records) = (streams[i], streams[i].Take());
            if (records.Count == 0)
                continue;
            payload.ResetWrittenCount();
            stream.Write(payload, bootUtf8, records);
            // Number 1 belongs to subscription and status.
            packet = (ushort)(packet >= ushort.MaxValue ? 2 : Math.Max(packet + 1, 2));
            (isAnswered, onItsWay) = (false, (stream, records));
            line.Write(to => MqttPackets.WritePublish(to, packet, stream.Topic, payload.WrittenSpan));
            tally.AddSent(records.Count);
        }
    }

    private void Take(byte kind, ReadOnlySpan<byte> body)
    {
        lock (access)
        {
            if (kind == MqttPackets.PubAck)
            {
                if (MqttPackets.ReadPubAck(body) == packet)
                    TakeAnswer();
                SendNext();
            }
            else if (kind == MqttPackets.Publish)
            {
                MqttPackets.ReadPublish(body, out var topic, out var message);
                if (topic.SequenceEqual(ackTopicUtf8))
                    Free(message);
            }
        }
    }

    private void SendAllAgain() => Array.ForEach(streams, s => s.SendAllAgain());

    private void TakeAnswer()
    {
        if (options.BrokerOnly && onItsWay is var (stream, records))
            stream.Free(records, tally.AddAcknowledged);
        (isAnswered, onItsWay) = (true, null);
    }

    private void Free(ReadOnlySpan<byte> message)
    {
        var all = JsonSerializer.Deserialize(message, ContractsJson.Default.AcknowledgementArray) ?? [];
        // The control room has only now begun to listen.
        if (all.Length == 0)
            SendAllAgain();
        foreach (var stored in all)
        {
            if (stored.Boot == boot && Array.Find(streams, s => s.Name == stored.Stream) is { } stream)
                stream.Free(stored, tally.AddAcknowledged);
        }
    }
}
