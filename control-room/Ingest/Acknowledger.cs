using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Ingest;

/// <summary>
/// Acknowledges to each device, about once a second if there are not thousands of them, which of its records are kept: only then may it forget them.
/// Every device learns as well when the control room has begun to listen: a broker may have dropped what was sent before.
/// </summary>
/// <param name="mqtt">Carries the word.</param>
/// <param name="kept">What of a device's boot's stream is kept, whatever happens.</param>
/// <param name="sites">All devices.</param>
/// <param name="time">For the second.</param>
/// <param name="log">For acknowledgements that could not be sent.</param>
internal sealed class Acknowledger(MqttConnection mqtt, Func<string, string, string, Acknowledgement[]> kept, SiteCatalog sites, TimeProvider time,
    ILogger<Acknowledger> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>With more devices than that each is acknowledged less often: acknowledgements would cost a broker as much as the records do.</summary>
    private const int MostAcknowledgedASecond = 3_000;

    private readonly Lock access = new();

    /// <summary>Of one device in one acknowledgement: what is left out is sent again, and refused again.</summary>
    private const int MostRefused = 1_000;

    /// <summary>What is to be acknowledged to each device, in which form, and what is refused of it.</summary>
    private readonly PerDevice<Pending> pending = new(d => sites.SiteOf(d) is not null);

    /// <summary>Devices on a metered link.</summary>
    private readonly PerDevice<bool> packed = new(d => sites.SiteOf(d) is not null);

    /// <summary>Something of this device's stream has been stored, or came again: it is to be acknowledged, in the form in which it came.</summary>
    public void HasNews(string device, string boot, string stream, bool isPacked)
    {
        if (isPacked)
        {
            lock (access)
                packed.Set(device, true);
        }
        Add(device, (boot, stream, isPacked));
    }

    /// <summary>A record of this device's stream does not read: it is to send it no more.</summary>
    public void Refuses(string device, string boot, string stream, long seq, bool isPacked) => Add(device, (boot, stream, isPacked), seq);

    /// <summary>Something of this device's stream has become kept, a while after it came.</summary>
    public void HasNews(string device, string boot, string stream)
    {
        bool isPacked;
        lock (access)
            isPacked = packed.TryGet(device, out _);
        Add(device, (boot, stream, isPacked));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        var (lastSent, lastCount) = (time.GetTimestamp(), 0);
        for (DateTimeOffset? listening = null; await timer.WaitForNextTickAsync(stoppingToken);)
        {
            if (mqtt.ConnectedSince is { } since && since != listening)
            {
                foreach (var device in sites.Sites.SelectMany(s => s.Devices).TakeWhile(_ => mqtt.ConnectedSince == since))
                    await GreetAsync(device.Id, stoppingToken);
                listening = since;
            }
            if (time.GetElapsedTime(lastSent).TotalSeconds < lastCount / (double)MostAcknowledgedASecond)
                continue;
            (lastSent, lastCount) = (time.GetTimestamp(), 0);
            // However many strangers there are, no device of a site waits for them.
            foreach (var device in Devices().OrderBy(d => sites.SiteOf(d) is null).TakeWhile(d => mqtt.ConnectedSince is not null
                && (sites.SiteOf(d) is not null || time.GetElapsedTime(lastSent) < Every)))
            {
                await TellAsync(device, stoppingToken);
                lastCount++;
            }
        }
    }

    private void Add(string device, (string, string, bool) stream, long? refused = null)
    {
        lock (access)
        {
            var its = pending.GetOrAdd(device, () => new());
            if (!its.Streams.TryGetValue(stream, out var refusals))
                its.Streams.Add(stream, refusals = []);
            if (refused is { } seq && its.Refused++ < MostRefused)
                refusals.Add(seq);
        }
    }

    private List<string> Devices()
    {
        lock (access)
            return [.. pending.Devices];
    }

    private async Task TellAsync(string device, CancellationToken stopping)
    {
        Pending? its;
        // Taken off before what is kept is asked for: what is stored from now on is new again. And all of it, up to now: a device holds for lost what
        // another stream has overtaken.
        lock (access)
            pending.Remove(device, out its);
        foreach (var form in (its?.Streams ?? []).GroupBy(s => s.Key.IsPacked))
        {
            var words = form.Select(s => AcknowledgementWords.Of(s.Key.Boot, s.Key.Stream, kept(device, s.Key.Boot, s.Key.Stream), s.Value))
                .OfType<Acknowledgement>();
            foreach (var message in AcknowledgementWords.Messages(words))
                await SendAsync(device, form.Key, message, stopping);
        }
    }

    /// <summary>Nothing is acknowledged by it; on what kind of link the device is, is not known yet.</summary>
    private async Task GreetAsync(string device, CancellationToken stopping)
    {
        await SendAsync(device, isPacked: false, [], stopping);
        await SendAsync(device, isPacked: true, [], stopping);
    }

    private async Task SendAsync(string device, bool isPacked, Acknowledgement[] stored, CancellationToken stopping)
    {
        try
        {
            if (isPacked)
                await mqtt.TellAsync(Topics.DownPacked(device), PackedMessage.Pack([new(PackedMessage.Ack, [.. stored.Select(Json)])]), stopping);
            else
                await mqtt.TellAsync(Topics.DownAck(device), JsonSerializer.SerializeToUtf8Bytes(stored, ContractsJson.Default.AcknowledgementArray), stopping);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // An acknowledgement that is lost is asked for again: the device sends its records once more.
            IngestLog.NotSent(log, device, e.Message);
        }
    }

    private static ReadOnlyMemory<byte> Json(Acknowledgement stored) => JsonSerializer.SerializeToUtf8Bytes(stored, ContractsJson.Default.Acknowledgement);

    /// <summary>Of one device.</summary>
    private sealed class Pending
    {
        /// <summary>With the numbers that are refused.</summary>
        public Dictionary<(string Boot, string Stream, bool IsPacked), List<long>> Streams { get; } = [];

        public int Refused { get; set; }
    }
}
