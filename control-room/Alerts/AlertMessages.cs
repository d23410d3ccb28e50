using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>The alert messages that other systems receive over MQTT.</summary>
internal static class AlertMessages
{
    /// <summary>The message; null = this alert is not published. Of a HOME only if the site allows it, and then id, code, priority, state.</summary>
    public static AlertMessage? For(SiteEntry site, Alert alert) => (site.Type, site.TellsHomeAlerts) switch
    {
        _ when alert.Suppressed is not null || alert.IsShelved => null,
        (SiteType.HOME, false) => null,
        (SiteType.HOME, true) => new(alert.Id, alert.Code, null, null, alert.Priority, alert.State, null, null, null, null, null, null),
        _ => Whole(alert),
    };

    /// <summary>Whether anything of the site's alerts is published.</summary>
    public static bool IsTold(SiteEntry site) => site.Type != SiteType.HOME || site.TellsHomeAlerts;

    /// <summary>The whole alert, for clients that may see it.</summary>
    public static AlertMessage Whole(Alert alert) => new(
        alert.Id, alert.Code, alert.Site, alert.Devices, alert.Priority, alert.State, alert.Why,
        DateTimeOffset.FromUnixTimeMilliseconds(alert.SinceMs), alert.UntilMs is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null,
        alert.Count, alert.Rule, alert.Parameters);
}
