using System.Globalization;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Codes;
using Solutions.Edge.ControlRoom.Devices;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Alerts.Shifts;

/// <summary>One A4 page for the next operator. Nothing of a home is on it.</summary>
/// <param name="From">Start of the shift.</param>
/// <param name="To">Until when it was looked at.</param>
/// <param name="Open">What is open, most urgent first.</param>
/// <param name="Urgent">The P1 and P2 that began in the shift and are closed, latest first.</param>
/// <param name="Missed">Of which nothing rang.</param>
/// <param name="Silent">Sensors without a record.</param>
/// <param name="Rang">Alerts that began in the shift.</param>
/// <param name="Judged">Of these, judged.</param>
/// <param name="NotReal">Of these, judged not real.</param>
internal sealed record ShiftSheet(
    DateTimeOffset From, DateTimeOffset To, IReadOnlyList<SheetAlert> Open, IReadOnlyList<SheetAlert> Urgent,
    IReadOnlyList<SheetMissed> Missed, IReadOnlyList<SheetSensor> Silent, int Rang, int Judged, int NotReal);

/// <summary>One alert on a sheet.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Place">Name of the site.</param>
/// <param name="Priority">1 to 4.</param>
/// <param name="Title">What rang.</param>
/// <param name="Why">Why.</param>
/// <param name="At">When, at the place.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="Verdict">What was found; null = not judged.</param>
/// <param name="Escalated">Agency, log number and outcome; null = handed on to none.</param>
internal sealed record SheetAlert(
    string Id, string Place, int Priority, string Title, string Why, string At, string Standing, string? Verdict, string? Escalated);

/// <summary>One missed incident on a sheet.</summary>
internal sealed record SheetMissed(string Place, string At, string Line);

/// <summary>One silent sensor on a sheet.</summary>
/// <param name="Place">Name of the site.</param>
/// <param name="Name">Name of the device.</param>
/// <param name="Since">When its latest record came; null = none since the control room started.</param>
internal sealed record SheetSensor(string Place, string Name, DateTimeOffset? Since);

/// <summary>Writes the sheet of a shift from what is stored.</summary>
internal sealed class ShiftSheets(AlertHistory history, AlertJournal journal, MissedBook missed, SiteCatalog sites, DevicePresence presence, TimeProvider time)
{
    private const int Most = 2000;

    public async Task<ShiftSheet> WriteAsync(long fromMs, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var toMs = now.AddMinutes(1).ToUnixTimeMilliseconds();
        var began = (await history.ReadAsync(new(fromMs, toMs), Most, stopping)).Where(IsForOperator).ToList();
        var open = (await journal.ListAsync(openOnly: true, 0, toMs, null, Most)).Where(a => a.FoldedUnder is null && a.Suppressed is null && IsForOperator(a));
        return new(
            DateTimeOffset.FromUnixTimeMilliseconds(fromMs), now,
            [.. open.OrderBy(a => a.Priority).ThenByDescending(a => a.SinceMs).Select(Of)],
            [.. began.Where(a => a is { IsOpen: false, Priority: <= 2 }).Select(Of)],
            [.. (await missed.ReadAsync(fromMs, toMs, stopping)).Where(m => sites.Find(m.Site) is { Type: not SiteType.HOME })
                .Select(m => new SheetMissed(sites.Find(m.Site)!.Name, TrailPage.Local(sites.Find(m.Site)!, m.AtMs), m.Line))],
            [.. sites.Sites.Where(s => s.Type != SiteType.HOME).SelectMany(s => s.Devices.Where(d => presence.IsSilent(d.Id, now))
                .Select(d => new SheetSensor(s.Name, d.Name, presence.LastHeard(d.Id))))],
            began.Count, began.Count(a => a.Verdict is not null), began.Count(a => a.Verdict == Verdict.NotReal));
    }

    /// <summary>An instant as the room's clock shows it, which goes by the first site's time zone.</summary>
    public static string Clock(SiteCatalog sites, long ms)
    {
        var zone = sites.Sites.Count == 0 ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(sites.Sites[0].TimeZone);
        return TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(ms), zone).ToString("d MMM HH:mm", CultureInfo.InvariantCulture);
    }

    private bool IsForOperator(Alert alert) => sites.Find(alert.Site) is { } site && AlertBoard.IsForOperator(site.Type, alert.Code, alert.Priority);

    private SheetAlert Of(Alert alert) => new(
        alert.Id, sites.Find(alert.Site)!.Name, alert.Priority, AlertCodes.Find(alert.Code)?.Title ?? alert.Code, alert.Why,
        TrailPage.Local(sites.Find(alert.Site)!, alert.SinceMs), TrailPage.Standing(alert),
        alert.Verdict is { } verdict ? VerdictWords.Of(verdict, alert.Cause) : null, alert.Escalated);
}
