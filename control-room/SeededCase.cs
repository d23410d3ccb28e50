using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Cases.Diary;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Cases.Sessions;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Devices.Calibrations;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom;

/// <summary>The case that a demonstration begins with: the home with the seeded nights. Its acts are entered by the same code, as of their days.</summary>
internal static class SeededCase
{
    public const string Id = "c-fortnight";

    private const string Officer = "demonstration";

    public static async Task SeedAsync(IServiceProvider services, TimeProvider time, CancellationToken cancellationToken)
    {
        var sites = services.GetRequiredService<SiteCatalog>();
        if (sites.Sites.FirstOrDefault(s => s is { Type: SiteType.HOME, SeededNights: not null, SeededLAeq: not null }) is not { } home
            || await services.GetRequiredService<CaseBook>().FindAsync(Id, cancellationToken) is not null)
        {
            return;
        }
        var zone = TimeZoneInfo.FindSystemTimeZoneById(home.TimeZone);
        var clock = new ClockOf(time.GetUtcNow().AddDays(-20));
        var databases = services.GetRequiredService<IDbContextFactory<ControlRoomDb>>();
        var journal = new CaseJournal(databases, services.GetRequiredService<AuditLog>(), clock, services.GetServices<EntryKind>());
        var book = new CaseBook(databases, journal, sites, clock);
        var given = new NewCase("EH-2026-0417",
            "Music with bass on the evenings before days off, until after midnight. Two children sleep badly.", "Flat above the corner shop", [home.Id]);
        var (file, fault) = await book.OpenAsync(given, Officer, cancellationToken, Id);
        if (file is null)
            throw new InvalidOperationException($"The demonstration's case cannot be opened: {fault}");

        clock.Now = time.GetUtcNow().AddDays(-18);
        file = await book.MoveAsync(file, CaseStage.Letter, "Advisory letter to the premises; it says that monitoring may be used", Officer, cancellationToken);
        clock.Now = time.GetUtcNow().AddDays(-15);
        file = await book.MoveAsync(file, CaseStage.Recorder, "The letter changed nothing", Officer, cancellationToken);
        await Enter(new RecorderDecision(true, "The complaint is of nights, and recurs; the resident agrees to a microphone that keeps numbers"));
        await CalibrateAsync(clock.Now, -26, 93.62, CalibrationTime.Before);
        var promise = await Enter(new Promise("Call the resident after the first week", Today(zone, clock.Now).AddDays(7)));
        clock.Now = time.GetUtcNow().AddDays(-8);
        await Enter(new PromiseKept(promise.Number, "Called; the nights before days off are the bad ones"));
        await Enter(new Promise("Tell the resident what the fortnight shows", Today(zone, time.GetUtcNow()).AddDays(1)));
        await TapAsync(home, zone);
        var session = new NewSession(home.Id, "A. Officer, principal environmental health officer", NewSession.Overt,
            Today(TimeZoneInfo.Utc, time.GetUtcNow().AddDays(-18)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), time.GetUtcNow().AddDays(7));
        var last = Night.Latest(time.GetUtcNow(), zone);
        var end = last.To <= time.GetUtcNow() ? last.To : Night.Of(last.Evening.AddDays(-1), zone).To;
        // The microphone stays and goes on: the check ends one span and begins the next.
        await CalibrateAsync(end.AddHours(1) is var hour && hour < time.GetUtcNow() ? hour : time.GetUtcNow(), -26.38, 94.1, CalibrationTime.Between);
        if (await services.GetRequiredService<EvidenceSessions>().EnterAsync(file, session, Officer, cancellationToken) is { } wrong)
            throw new InvalidOperationException($"The demonstration's evidence session cannot be entered: {wrong}");

        Task<CaseEntry> Enter(EntryBody body) => journal.AddAsync(Id, body, null, Officer, cancellationToken);

        async Task CalibrateAsync(DateTimeOffset at, double from, double read, CalibrationTime when)
        {
            var calibrations = new CalibrationBook(databases, services.GetRequiredService<AuditLog>(), clock);
            clock.Now = at;
            foreach (var device in home.Devices.Where(d => d.Sound is not null))
                await calibrations.TakeAsync(CalibrationSheet.Read(SeededCalibration.Of(device.Id, at, from, read, when).Write()), cancellationToken);
        }

        async Task TapAsync(SiteEntry site, TimeZoneInfo local)
        {
            var diary = new DiaryBook(journal, clock);
            var last = Night.Latest(time.GetUtcNow(), local).Evening;
            foreach (var evening in Enumerable.Range(0, site.SeededNights!.Value).Select(n => last.AddDays(n + 1 - site.SeededNights!.Value)))
            {
                var night = Night.Of(evening, local);
                var loud = SeededNights.Levels(night, site.SeededLAeq!.Value).Where(l => l.IsMusic).ToList();
                if (loud.Count == 0 || night.To > time.GetUtcNow())
                    continue;
                clock.Now = loud[loud.Count / 3].T.AddSeconds(1);
                var ms = clock.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
                var tap = await diary.TapAsync(Id, ms, ms, cancellationToken);
                clock.Now = night.To.AddHours(2);
                await diary.WriteAsync(Id, tap.Number, "The bass went through the wall. The children were awake until it stopped.", cancellationToken);
                if (night.To < time.GetUtcNow().AddDays(-4))
                    await Enter(new TapAnswer(tap.Number, "Seen on the night's levels; it stands in the case's evidence"));
            }
        }
    }

    private static DateOnly Today(TimeZoneInfo zone, DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

    /// <summary>A clock that is put to the day of an act.</summary>
    private sealed class ClockOf(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
