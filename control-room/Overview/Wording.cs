using System.Globalization;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Answers;

namespace Solutions.Edge.ControlRoom.Overview;

/// <summary>The wording of the page.</summary>
internal static class Wording
{
    /// <summary>How long something has lasted, to the precision that matters: 42 s, 14 min, 3 h 05 min, 2 d 4 h.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 1 } => "0 s",
        { TotalMinutes: < 1 } => $"{age.Seconds} s",
        { TotalHours: < 1 } => $"{age.Minutes} min",
        { TotalDays: < 1 } => $"{age.Hours} h {age.Minutes:00} min",
        _ => $"{age.Days} d {age.Hours} h",
    };

    public static string Priority(int priority) => priority switch
    {
        1 => "P1 urgent",
        2 => "P2 soon",
        _ => "P3 routine",
    };

    /// <summary>An alert in a sentence: P1 Gate forced, Alley.</summary>
    public static string Name(AlertRow alert) => $"P{alert.Priority} {alert.Title}, {alert.SiteName}";

    /// <summary>By which hand it was acknowledged, as it goes on after "acknowledged"; empty = not known here.</summary>
    public static string By(AlertRow alert) => alert.AcknowledgedBy is { } by ? $" by {by}" : "";

    /// <summary>Where an alert stands. With its sensor silent nobody knows whether it goes on.</summary>
    public static string State(AlertRow alert, string timeZone) => alert switch
    {
        { State: AlertState.ReturnedUnacknowledged, Until: { } until } => $"Over since {Clock(until, timeZone)}, not acknowledged",
        { State: AlertState.ReturnedUnacknowledged } => "Over, not acknowledged",
        { SilentSince: { } since } => $"Not known: sensor silent since {Clock(since, timeZone)}{(alert.Waiting ? "" : $"; {Answer(alert)}")}",
        { Waiting: true } => "Waiting",
        { Until: not null } => Capital(Answer(alert)),
        _ => $"{Capital(Answer(alert))}, goes on",
    };

    /// <summary>What people made of an alert that does not wait: judged real by operator, desk 3a1f.</summary>
    private static string Answer(AlertRow alert) => alert.Verdict is { } verdict ? $"judged {VerdictWords.Of(verdict)}{By(alert)}"
        : alert.IsOnHold ? $"on hold{By(alert)}" : $"acknowledged{By(alert)}";

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>Since when a sensor has been silent, of several the first: silent since 03:28:05.</summary>
    public static string Silent(IReadOnlyList<(DeviceEntry Device, DateTimeOffset? LastHeard)> silent, string timeZone) =>
        silent.Min(d => d.LastHeard) is { } since ? $"silent since {Clock(since, timeZone)}" : "not heard since the control room started";

    /// <summary>Why quiet is not reported where no alert is open: North gate open, 1 of 3 sensors silent; null = nothing stands against it.</summary>
    public static string? Unquiet(IReadOnlyList<DeviceEntry> openGates, int silent, int sensors)
    {
        string?[] parts =
        [
            openGates.Count > 0 ? $"{string.Join(", ", openGates.Select(g => g.Name))} open" : null,
            silent > 0 ? $"{silent} of {sensors} sensors silent" : null,
        ];
        return parts.Any(p => p is not null) ? string.Join(", ", parts.OfType<string>()) : null;
    }

    /// <summary>How a gate stands: shut since 03:28:05, bolt thrown. Of one that is silent it states how it stood.</summary>
    public static string Gate(GateStanding? gate, bool isSilent, string timeZone)
    {
        if (gate is not { Contact: { } contact })
            return isSilent ? "silent" : "open or shut is not known yet";
        var since = $"{(gate.SeenToChange ? "since" : "since before")} {Clock(DateTimeOffset.FromUnixTimeMilliseconds(gate.SinceMs), timeZone)}";
        var bolt = gate.Bolt switch { BoltState.Thrown => ", bolt thrown", BoltState.Withdrawn => ", bolt withdrawn", _ => "" };
        var stood = $"{(contact == ContactState.Open ? "open" : "shut")} {since}{bolt}";
        return isSilent ? $"silent, was {stood}" : stood;
    }

    /// <summary>How long something has stood open by now, or did until it was shut.</summary>
    public static string Open(DateTimeOffset since, DateTimeOffset? until, DateTimeOffset now) =>
        $"{(until is null ? "still" : "was")} open {Age((until ?? now) - since)}";

    /// <summary>What a line of the queue adds to an alert: over, sensor silent, seen, × 3.</summary>
    public static string Marks(AlertRow alert) => string.Join(' ', Marked(alert));

    /// <summary>What a tab is called that nobody looks at: what waits, what goes on, what is not seen; only with none of them "Quiet".</summary>
    public static string Title(Desk desk, Sight sight)
    {
        var going = desk.Queue.Count(r => r.State == AlertState.Acknowledged);
        string?[] parts =
        [
            sight.IsBlind ? "Blind" : null,
            desk.Waiting > 0 ? $"{desk.Waiting} waiting, P{desk.Queue.Where(r => r.Waiting).Min(r => r.Priority)}" : null,
            going > 0 ? $"{going} going on" : null,
            sight is { IsBlind: false, Silent: > 0 and var silent } ? $"{silent} of {sight.Sensors} silent" : null,
        ];
        return string.Join(", ", parts.OfType<string>().DefaultIfEmpty("Quiet"));
    }

    /// <summary>The time of day at a place.</summary>
    public static string Clock(DateTimeOffset instant, string timeZone) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Marked(AlertRow alert)
    {
        if (alert.State == AlertState.ReturnedUnacknowledged)
            yield return "over";
        else if (alert.SilentSince is not null)
            yield return "sensor silent";
        if (!alert.Waiting)
            yield return alert.Verdict is { } verdict ? VerdictWords.Of(verdict) : alert.IsOnHold ? "on hold" : "seen";
        if (alert.Count > 1)
            yield return $"× {alert.Count}";
    }
}
