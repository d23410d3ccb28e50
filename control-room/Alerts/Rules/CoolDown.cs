using Solutions.Edge.ControlRoom.Alerts.Shelves;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>A source that rang stays silent for a while.</summary>
internal static class CoolDown
{
    /// <summary>
    /// It rang so shortly before that it stays silent. What rang on a clock that was ahead and is set right since shows nothing of that; nor does what waits
    /// for the morning of what is to ring now. Of what a shelf hides, what would have rung without it counts for the others that it hides.
    /// </summary>
    /// <param name="alert">What would ring.</param>
    /// <param name="priority">How urgent it is now.</param>
    /// <param name="atMs">Event time.</param>
    /// <param name="lateness">How long ago that was.</param>
    /// <param name="shelf">What would hide it; null = nothing.</param>
    /// <param name="alerts">The site's.</param>
    /// <param name="parameters">The rules' own.</param>
    public static bool Silences(Alert alert, int priority, long atMs, TimeSpan lateness, Shelf? shelf, List<Alert> alerts, RuleParameters parameters) =>
        alerts.Exists(a => a.Code == alert.Code && a.Source == alert.Source && a != alert
        && (a.Suppressed is null || (a.IsShelved && a.Shelf == shelf?.Id)) && (a.Priority < 4 || priority == 4)
        && atMs < a.FiredMs + parameters.CoolDownSeconds * 1000L && a.FiredMs <= atMs + (long)(lateness + BootClocks.Ahead).TotalMilliseconds);
}
