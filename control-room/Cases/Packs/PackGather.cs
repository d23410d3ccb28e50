using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Cases.Events;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;
using Solutions.Edge.ControlRoom.Cases.Sessions;
using Solutions.Edge.ControlRoom.Devices.Calibrations;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Seals;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Cases.Packs;

/// <summary>Reads from the stores what a pack is made of.</summary>
internal sealed class PackGather(
    SiteCatalog sites, NightReader reader, NightRecords records, EventReader events, IReadingStore store, CaseJournal journal, ClipBook clips,
        SealBook seals, CalibrationBook calibrations, AuditLog audit,
    PackKey key, TimeProvider time)
{
    /// <summary>So many nights back it is looked for some that were not chosen: seconds are kept no longer.</summary>
    private const int LooksBack = 31;

    /// <summary>Most rows of the audit about a case.</summary>
    private const int MostAudit = 100_000;

    /// <exception cref="IOException">The reading store is away.</exception>
    public async Task<PackFacts> ReadAsync(CaseFile file, PackWish wish, Caller caller, CancellationToken cancellationToken)
    {
        var (nights, others) = (new List<PackNight>(), new List<string>());
        var now = time.GetUtcNow();
        foreach (var latest in NightPlace.All(sites, caller, now).Where(p => file.Sites.Contains(p.Site.Id)))
        {
            var last = Last(latest, wish, now);
            var first = last.Night.Evening.AddDays(1 - wish.Nights);
            for (var evening = first; evening <= last.Night.Evening; evening = evening.AddDays(1))
            {
                if (latest.On(evening) is { WasThere: true } place)
                    nights.Add(await NightAsync(place, cancellationToken));
            }
            await foreach (var left in LeftOutAsync(latest, first, last.Night.Evening, cancellationToken))
                others.Add(left);
        }
        var sheets = new List<CalibrationSheet>();
        foreach (var device in nights.Select(n => n.Place.Device).Distinct())
            sheets.AddRange((await calibrations.OfAsync(device, cancellationToken)).Select(c => c.Sheet));
        var zone = nights.Count > 0 ? nights[0].Place.Zone : TimeZoneInfo.Utc;
        return new(file, await journal.ReadAsync(file.Id, cancellationToken), nights, Redaction.Find(wish.For)!, now, Version, key.Fingerprint, zone)
        {
            Audit = [.. (await audit.FindAsync(file.Id, null, MostAudit, cancellationToken)).Where(a => a.Subject.Split(' ').Contains(file.Id))
                .OrderBy(a => a.Number)],
            NightsLeftOut = others,
            Sheets = sheets,
            Clips = await clips.OfCaseAsync(file.Id, cancellationToken),
        };
    }

    private static string Version => typeof(PackGather).Assembly.GetName().Version!.ToString(3);

    /// <summary>The night asked for, or the last that is over.</summary>
    private static NightPlace Last(NightPlace latest, PackWish wish, DateTimeOffset now) =>
        wish.Last is { Length: > 0 } && Night.TryDate(wish.Last, out var evening) ? latest.On(evening)
        : latest.Night.To <= now ? latest : latest.On(latest.Night.Evening.AddDays(-1));

    private async Task<PackNight> NightAsync(NightPlace place, CancellationToken cancellationToken)
    {
        var seconds = new List<PackSecond>(place.Night.Seconds);
        await foreach (var (_, record) in store.RecordsAsync(
            ReadingTable.Noise, place.Night.From, place.Night.To, new HashSet<string> { place.Device }, cancellationToken))
        {
            if (record is NoiseRecord second && place.IsThere(second.T))
                seconds.Add(PackSecond.Of(second));
        }
        return new(place, await reader.FiguresAsync(place, cancellationToken), await records.ReadAsync(place, cancellationToken),
            await events.OfAsync(place, cancellationToken))
        {
            Seconds = seconds,
            Seals = await seals.OfAsync(place.Device, place.Night.From, place.Night.To, cancellationToken),
            Alerts = await reader.AlertsAsync(place),
        };
    }

    private async IAsyncEnumerable<string> LeftOutAsync(NightPlace latest, DateOnly first, DateOnly last,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var before = LooksBack; before >= 0; before--)
        {
            var place = latest.On(latest.Night.Evening.AddDays(-before));
            if (place.Night.Evening >= first && place.Night.Evening <= last || !place.WasThere || place.Night.To > time.GetUtcNow())
                continue;
            if ((await store.NoiseAsync(place.Device, place.Night.From, place.Night.To, 1, cancellationToken)).Count > 0)
                yield return $"{PackWords.Day(place.Night.Evening)} ({place.Device})";
        }
    }
}
