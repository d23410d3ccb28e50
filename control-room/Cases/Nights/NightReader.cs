using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Cases.Nights;

/// <summary>What is stored of a night, as its page shows it.</summary>
internal sealed class NightReader(IReadingStore store, AlertJournal alerts, KeptNights<NightFigures> kept, TimeProvider time)
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>A night's figures; of one that is over they are kept.</summary>
    /// <exception cref="IOException">The reading store is away.</exception>
    public Task<NightFigures> FiguresAsync(NightPlace place, CancellationToken cancellationToken) =>
        kept.OfAsync(place, () => ReadFiguresAsync(place, cancellationToken));

    /// <summary>The same as they follow from the store now.</summary>
    /// <exception cref="IOException">The reading store is away.</exception>
    public async Task<NightFigures> ReadFiguresAsync(NightPlace place, CancellationToken cancellationToken)
    {
        var (now, night) = (time.GetUtcNow(), place.Night);
        var until = now < night.To ? DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()) : night.To;
        if (until <= night.From)
            return new(until, null, null, false, []);
        var span = await NoiseSpan.ReadAsync(store, place.Device, night.From, until, ofMinutes: true, place.IsThere, cancellationToken);
        if (span is { Seconds: [], Minutes: [] })
            return new(until, null, null, false, []);
        var (loudestAt, isSecond) = await LoudestAsync(place, span, cancellationToken);
        return new(until, NoiseIntervals.Over(night.From, until - night.From, span.Seconds, span.Minutes), loudestAt, isSecond,
            NoiseIntervals.Of(span.Seconds, span.Minutes, Quarter));
    }

    /// <summary>What rang because of the microphone, or did not, in the order of the night; tests of an engineer's visit are left out.</summary>
    public async Task<IReadOnlyList<Alert>> AlertsAsync(NightPlace place) =>
        [.. (await alerts.OfSiteAsync(place.Site.Id, place.Night.From.ToUnixTimeMilliseconds(), place.Night.To.ToUnixTimeMilliseconds()))
            .Where(a => a.Devices.Contains(place.Device) && !a.IsTest)];

    private async Task<(DateTimeOffset? At, bool IsSecond)> LoudestAsync(NightPlace place, NoiseSpan span, CancellationToken cancellationToken)
    {
        var second = span.Seconds.Where(s => s.LAFmax is not null).MaxBy(s => s.LAFmax);
        var minute = span.Minutes.Where(m => m.LAFmax is not null).MaxBy(m => m.LAFmax);
        if (minute is null || second?.LAFmax >= minute.LAFmax)
            return (second?.T, true);
        var within = (await store.NoiseAsync(place.Device, minute.T, minute.T.AddMinutes(1), int.MaxValue, cancellationToken))
            .Where(s => s.LAFmax >= minute.LAFmax).MaxBy(s => s.LAFmax);
        return within is null ? (minute.T, false) : (within.T, true);
    }
}
