using System.Buffers;
using System.Globalization;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Cases.Events;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;
using Solutions.Edge.ControlRoom.Cases.Packs.Sealed;
using Solutions.Edge.ControlRoom.Cases.Sessions;
using Solutions.Edge.ControlRoom.Devices.Calibrations;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Seals;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Cases.Packs;

/// <summary>Whether anything of a night is measured.</summary>
internal sealed record NightKnown(bool IsMeasured);

/// <summary>Reads from the stores what a pack is made of.</summary>
internal sealed class PackGather(
    SiteCatalog sites, NightReader reader, NightRecords records, EventReader events, IReadingStore store, CaseJournal journal, ClipBook clips,
        SealBook seals, SealAnchors anchors, CalibrationBook calibrations, AuditLog audit, KeptNights<PackNight> kept,
        KeptNights<NightKnown> known,
    PackKey key, TimeProvider time)
{
    /// <summary>So many nights back it is looked for some that were not chosen: seconds are kept no longer.</summary>
    private const int LooksBack = 31;

    /// <summary>Most rows of the audit about a case.</summary>
    private const int MostAudit = 100_000;

    /// <exception cref="IOException">The reading store is away.</exception>
    public async Task<PackFacts> ReadAsync(CaseFile file, PackWish wish, Caller caller, CancellationToken cancellationToken)
    {
        var facts = await FactsAsync(file, wish, caller, isLook: false, cancellationToken);
        var held = new List<HeldRun>();
        foreach (var device in facts.Nights.GroupBy(n => n.Place.Device))
            held.AddRange(await anchors.HeldAsync(device.Key, device.Min(n => n.Place.Night.From), device.Max(n => n.Place.Night.To), cancellationToken));
        return facts with
        {
            Held = held,
            Audit = [.. (await audit.FindAsync(file.Id, null, MostAudit, cancellationToken)).Where(a => a.Subject.Split(' ').Contains(file.Id))
                .OrderBy(a => a.Number)],
        };
    }

    /// <summary>The same for the desk: without what stands on none of its pages, and nights that are over as they are kept.</summary>
    /// <exception cref="IOException">The reading store is away.</exception>
    public Task<PackFacts> LookAsync(CaseFile file, PackWish wish, Caller caller, CancellationToken cancellationToken) =>
        FactsAsync(file, wish, caller, isLook: true, cancellationToken);

    private async Task<PackFacts> FactsAsync(CaseFile file, PackWish wish, Caller caller, bool isLook, CancellationToken cancellationToken)
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
                    nights.Add(isLook ? await LightAsync(place, cancellationToken) : await NightAsync(place, cancellationToken));
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

    private Task<PackNight> LightAsync(NightPlace place, CancellationToken cancellationToken)
    {
        // A night's events stand over what the catalogue gives as usual there, which may be changed.
        var usual = Baselines.Given(place.Site);
        var hours = Enumerable.Range(0, SiteBaseline.HoursPerWeek).Select(h => usual.At(h).LA90Median?.ToString("R", CultureInfo.InvariantCulture));
        return kept.OfAsync(place, async () => (await NightAsync(place, cancellationToken)).Light(), string.Join(' ', hours));
    }

    private async Task<PackNight> NightAsync(NightPlace place, CancellationToken cancellationToken)
    {
        var seconds = new List<PackSecond>(place.Night.Seconds);
        var bands = new ArrayBufferWriter<byte>(place.Night.Seconds * SecondRow.BandsLength);
        var keptSince = seals.KeptSince();
        await foreach (var (_, record) in store.RecordsAsync(
            ReadingTable.Noise, place.Night.From, place.Night.To, new HashSet<string> { place.Device }, cancellationToken))
        {
            if (record is not NoiseRecord second || !place.IsThere(second.T))
                continue;
            seconds.Add(PackSecond.Of(second));
            SecondRow.WriteBands(bands.GetSpan(SecondRow.BandsLength), second);
            bands.Advance(SecondRow.BandsLength);
        }
        var figures = await reader.ReadFiguresAsync(place, cancellationToken);
        // Of a night that goes on: seals of rows that have not come yet would have them missed.
        var until = figures.Until < place.Night.To ? figures.Until.AddMinutes(-PackNight.Coming) : place.Night.To;
        return new(place, figures, await records.ReadAsync(place, cancellationToken),
            await events.OfAsync(place, cancellationToken))
        {
            Seconds = seconds,
            Bands = bands.WrittenMemory,
            KeptSince = keptSince,
            Seals = await seals.OfAsync(place.Device, place.Night.From, until, cancellationToken),
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
            if ((await known.OfAsync(place, async () =>
                new((await store.NoiseAsync(place.Device, place.Night.From, place.Night.To, 1, cancellationToken)).Count > 0))).IsMeasured)
                yield return $"{PackWords.Day(place.Night.Evening)} ({place.Device})";
        }
    }
}
