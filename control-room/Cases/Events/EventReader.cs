using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Cases.Events;

/// <summary>Finds the events of a night in what is stored.</summary>
internal sealed class EventReader(IReadingStore store, TimeProvider time)
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15), Before = TimeSpan.FromHours(1);

    /// <summary>A tone that goes on is recorded once a minute.</summary>
    private static readonly TimeSpan ToneRecorded = TimeSpan.FromMinutes(2);

    /// <summary>Of longer events bands are read of so many seconds from the start: enough to tell a kind by.</summary>
    private const int MostBandSeconds = 900;

    /// <exception cref="IOException">The reading store is away.</exception>
    public async Task<NightEvents> OfAsync(NightPlace place, CancellationToken cancellationToken)
    {
        var (night, now) = (place.Night, time.GetUtcNow());
        var to = now < night.To ? now : night.To;
        if (to <= night.From)
            return new([], 0, EventParameters.Default);
        var span = await NoiseSpan.ReadAsync(store, place.Device, night.From - Before, to, ofMinutes: true, place.IsThere, cancellationToken);
        // Not what is learnt: that goes on, and an event that an officer has attributed must not move.
        var usual = Baselines.Given(place.Site);
        var background = new NightBackground(NoiseIntervals.Of(span.Seconds, span.Minutes, Quarter), at => usual.At(HourOfWeek(place, at)).LA90Median,
            EventParameters.Default);
        var readings = await store.NoiseAsync(place.Device, night.From, to, int.MaxValue, cancellationToken);
        var found = NoiseEvents.Of(place.Device, night, readings.Where(r => place.IsThere(r.T)), background, EventParameters.Default);
        return found.Count == 0 ? found : found with { Ranked = await WithKindsAsync(place, found.Ranked, cancellationToken) };
    }

    private async Task<IReadOnlyList<NoiseEvent>> WithKindsAsync(NightPlace place, IReadOnlyList<NoiseEvent> found, CancellationToken cancellationToken)
    {
        var (first, last) = (found.Min(e => e.From), found.Max(e => e.To));
        var sounds = await store.RecordsAsync(ReadingTable.Sound, first.AddSeconds(-5), last + ToneRecorded, new HashSet<string> { place.Device },
            cancellationToken).Select(r => r.Record).OfType<SoundRecord>().Where(s => place.IsThere(s.T)).ToListAsync(cancellationToken);
        var spans = found.Select(e => (e.From, To: e.Seconds > MostBandSeconds ? e.From.AddSeconds(MostBandSeconds) : e.To)).ToList();
        var bands = (await store.BandsAsync(place.Device, spans, cancellationToken)).Where(b => place.IsThere(b.T)).ToList();
        return [.. found.Zip(spans, (e, s) => e with
        {
            Kinds = SoundKinds.Of([.. bands.Where(b => b.T >= s.From && b.T < s.To)], SoundKinds.During(e, sounds)),
        })];
    }

    private static int HourOfWeek(NightPlace place, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, place.Zone);
        return ((int)local.DayOfWeek + 6) % 7 * 24 + local.Hour;
    }
}
