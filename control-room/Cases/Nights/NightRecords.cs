using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Cases.Nights;

/// <summary>All that is stored around a night of a microphone.</summary>
/// <param name="Until">Up to when it reaches: the night's end, or now.</param>
/// <param name="Seconds">Every second that is stored, ascending.</param>
/// <param name="Minutes">Its minutes as they were sent, ascending; one in which the microphone was moved is left out.</param>
/// <param name="Weather">By the gauges of the site.</param>
/// <param name="Heartbeats">From a while before it to a while after, ascending.</param>
internal sealed record NightDetail(DateTimeOffset Until, IReadOnlyList<NoiseReading> Seconds, IReadOnlyList<NoiseMinuteRecord> Minutes, NightWeather Weather,
    IReadOnlyList<HeartbeatRecord> Heartbeats)
{
    public static NightDetail Nothing(Night night) => new(night.From, [], [], NightWeather.Of(night, []), []);

    /// <summary>The minutes as intervals are computed from them.</summary>
    public IReadOnlyList<NoiseMinute> Levels { get; } = [.. Minutes.Select(m => new NoiseMinute(m.T, m.LAeq, m.LAFmax, m.LCpeak,
        m.Histogram is { } laf ? [(short)laf.From, .. laf.Counts.Select(c => (short)c)] : null, m.OverloadSeconds, m.UnderRangeSeconds, m.Capture))];
}

/// <summary>Reads a night with what stands around it: weather, heartbeats, bands.</summary>
internal sealed class NightRecords(IReadingStore store, SiteCatalog sites, TimeProvider time)
{
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(2);

    /// <exception cref="IOException">The reading store is away.</exception>
    public async Task<NightDetail> ReadAsync(NightPlace place, CancellationToken cancellationToken)
    {
        var (now, night) = (time.GetUtcNow(), place.Night);
        var until = now < night.To ? DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()) : night.To;
        if (until <= night.From)
            return NightDetail.Nothing(night);
        var own = new HashSet<string> { place.Device };
        var seconds = await store.NoiseAsync(place.Device, night.From, until, int.MaxValue, cancellationToken);
        var minutes = await RecordsAsync<NoiseMinuteRecord>(
            ReadingTable.NoiseMinute, night.From, until.AddMinutes(-1).AddMilliseconds(1), own, cancellationToken);
        var heartbeats = await RecordsAsync<HeartbeatRecord>(ReadingTable.Heartbeat, night.From - Around, until + Around, own, cancellationToken);
        return new(until, [.. seconds.Where(s => place.IsThere(s.T))],
            [.. minutes.Select(m => m.Record).Where(m => place.IsThere(m.T) && place.IsThere(m.T.AddMinutes(1).AddMilliseconds(-1)))],
            await WeatherAsync(place, until, cancellationToken), [.. heartbeats.Select(h => h.Record)]);
    }

    /// <summary>Of the gauges that stand at the site now, for as long as they have stood there.</summary>
    private async Task<NightWeather> WeatherAsync(NightPlace place, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var devices = place.Site.Devices.Select(d => d.Id).ToHashSet();
        var records = await RecordsAsync<GateRecord>(ReadingTable.Gate, place.Night.From, until + Around, devices, cancellationToken);
        return NightWeather.Of(place.Night, records.Where(r => StoodThere(r.Device, r.Record.T)).Select(r => r.Record));

        bool StoodThere(string device, DateTimeOffset at) => at.ToUnixTimeMilliseconds() is var ms
            && sites.Stays(device).Any(s => s.Site == place.Site.Id && ms >= s.FromMs && ms < (s.UntilMs ?? long.MaxValue));
    }

    private async Task<IReadOnlyList<(string Device, T Record)>> RecordsAsync<T>(ReadingTable table, DateTimeOffset from, DateTimeOffset to,
        HashSet<string> devices, CancellationToken cancellationToken)
        where T : UpRecord
    {
        var records = new List<(string, T)>();
        if (devices.Count == 0)
            return records;
        await foreach (var stored in store.RecordsAsync(table, from, to, devices, cancellationToken))
            records.Add((stored.Device, (T)stored.Record));
        return records;
    }
}
