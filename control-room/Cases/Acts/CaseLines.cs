using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Cases.Diary;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Cases.Acts;

/// <summary>A case with what is to be done in it.</summary>
/// <param name="File">The case.</param>
/// <param name="Entries">Its journal.</param>
/// <param name="Evidence">What its sensors gave in the last nights.</param>
/// <param name="Acts">What is open, what is due first first.</param>
/// <param name="Today">By the clock of its place.</param>
/// <param name="Alerts">Those of its homes that are open now.</param>
internal sealed record CaseLine(CaseFile File, IReadOnlyList<CaseEntry> Entries, CaseEvidence Evidence, IReadOnlyList<CaseAct> Acts, DateOnly Today,
    IReadOnlyList<OpenAlert> Alerts)
{
    public CaseAct? Next => Acts.Count > 0 ? Acts[0] : null;

    public bool IsOverdue => Next?.Due < Today;

    /// <summary>Promises that are open.</summary>
    public int Promises => Entries.Holding<Promise>().Count() - Entries.Holding<PromiseKept>().Count();
}

/// <summary>An alert of a home that is open now.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Since">Since when.</param>
/// <param name="Address">Where its night is shown.</param>
internal sealed record OpenAlert(string Code, DateTimeOffset Since, string Address);

/// <summary>Cases as they stand now.</summary>
internal sealed class CaseLines(CaseBook book, CaseJournal journal, AlertJournal alerts, SiteCatalog sites, IReadingStore store,
    KeptNights<CaseNight> kept, TimeProvider time)
{
    public const int Nights = 7;

    /// <summary>One that has been open for longer is seen on its night.</summary>
    private static readonly TimeSpan OpenAlertsWithin = TimeSpan.FromDays(1);

    private static readonly TimeZoneInfo Usual = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>Every case: by act due, then harm, then evidence ready; closed ones last.</summary>
    /// <exception cref="IOException">The reading store is away.</exception>
    public async Task<IReadOnlyList<CaseLine>> AllAsync(Caller caller, CancellationToken cancellationToken)
    {
        var lines = new List<CaseLine>();
        foreach (var file in await book.AllAsync(cancellationToken))
            lines.Add(await OfAsync(file, caller, cancellationToken));
        return [.. lines.OrderBy(l => l.Next?.Due ?? DateOnly.MaxValue).ThenByDescending(l => l.Evidence.Harm).ThenByDescending(l => l.Evidence.UsableNights)];
    }

    /// <exception cref="IOException">The reading store is away.</exception>
    public async Task<CaseLine> OfAsync(CaseFile file, Caller caller, CancellationToken cancellationToken)
    {
        var entries = await journal.ReadAsync(file.Id, cancellationToken);
        var zone = ZoneOf(file);
        var evidence = file.ClosedMs is null ? await EvidenceAsync(file, caller, entries, cancellationToken) : CaseEvidence.None;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
        return new(file, entries, evidence, NextActs.Of(file, entries, evidence, zone), today, await OpenAlertsAsync(file, zone));
    }

    /// <summary>The clock of the case's place.</summary>
    public TimeZoneInfo ZoneOf(CaseFile file) =>
        file.Sites.Select(sites.Find).FirstOrDefault(s => s is not null) is { } site ? TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone) : Usual;

    /// <summary>Its microphones, each as of the night that ended last.</summary>
    public IEnumerable<NightPlace> Microphones(CaseFile file, Caller caller) =>
        from place in NightPlace.All(sites, caller, time.GetUtcNow())
        where file.Sites.Contains(place.Site.Id)
        select place.Night.To <= time.GetUtcNow() ? place : place.On(place.Night.Evening.AddDays(-1));

    private async Task<IReadOnlyList<OpenAlert>> OpenAlertsAsync(CaseFile file, TimeZoneInfo zone)
    {
        var now = time.GetUtcNow();
        var open = new List<OpenAlert>();
        foreach (var site in file.Sites)
        {
            open.AddRange(
                from alert in await alerts.OfSiteAsync(site, (now - OpenAlertsWithin).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds())
                where alert.State != AlertState.Normal && alert is { IsTest: false, Suppressed: null, Devices: [_, ..] }
                let since = DateTimeOffset.FromUnixTimeMilliseconds(alert.SinceMs)
                select new OpenAlert(alert.Code, since, $"/nights/{alert.Devices[0]}/{Night.Latest(since, zone).Date}"));
        }
        return open;
    }

    private async Task<CaseEvidence> EvidenceAsync(CaseFile file, Caller caller, IReadOnlyList<CaseEntry> entries, CancellationToken cancellationToken)
    {
        var taps = entries.Holding<DiaryTap>().Select(t => t.Entry.At).ToList();
        var sensors = new List<CaseSensor>();
        foreach (var latest in Microphones(file, caller))
        {
            var places = Enumerable.Range(1 - Nights, Nights).Select(n => latest.On(latest.Night.Evening.AddDays(n))).Where(p => p.WasThere).ToList();
            var minutes = new Lazy<Task<IReadOnlyList<NoiseMinute>>>(
                () => store.NoiseMinutesAsync(latest.Device, places[0].Night.From, latest.Night.To, cancellationToken));
            var nights = new List<CaseNight>();
            foreach (var place in places)
            {
                var night = await kept.OfAsync(place, async () => NightOf(place, await minutes.Value));
                nights.Add(night with { Taps = taps.Count(t => t >= place.Night.From && t < place.Night.To) });
            }
            sensors.Add(new(latest.Device, latest.Name, nights));
        }
        return new(sensors);
    }

    private static CaseNight NightOf(NightPlace place, IReadOnlyList<NoiseMinute> all)
    {
        var night = place.Night;
        NoiseMinute[] minutes = [.. all.Where(m => m.T >= night.From && m.T < night.To && place.IsThere(m.T))];
        if (minutes.Length == 0)
            return new(night.Evening, null, 0, 0, 0, false);
        var whole = NoiseIntervals.Over(night.From, night.To - night.From, [], minutes);
        var loud = whole.LA90 is not { } background ? 0
            : NoiseIntervals.Of([], minutes, TimeSpan.FromMinutes(15)).Count(q => q.LAeq?.Db >= background.Db + 10);
        return new(night.Evening, whole.LAeq?.Db, whole.Capture, loud, 0, minutes.Any(m => m.OverloadSeconds > 0 || m.UnderRangeSeconds > 0));
    }
}
