using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts;

internal static partial class SiteLog
{
    [LoggerMessage(400, LogLevel.Debug, "Site {Site} is awake: after {Seconds:0.0} s it has read again what its rules look back on, {Open} alerts open")]
    public static partial void Awake(ILogger log, string site, double seconds, int open);

    [LoggerMessage(401, LogLevel.Warning, "A {Stream} record of device {Device} in the spool does not read: {Reason}")]
    public static partial void Unreadable(ILogger log, string device, string stream, string reason);

    [LoggerMessage(402, LogLevel.Warning, "Site {Site} starts without its last levels, so without a background: {Reason}")]
    public static partial void NoLevelsRecalled(ILogger log, string site, string reason);

    [LoggerMessage(403, LogLevel.Error, "The sites could not be fed; going on from what is stored: {Reason}")]
    public static partial void FeedFailed(ILogger log, string reason);

    [LoggerMessage(404, LogLevel.Information, "{Code} P{Priority} at {Site}: {Event}, {State}")]
    public static partial void Changed(ILogger log, string code, int priority, string site, AlertEvent @event, Contracts.AlertState state);

    [LoggerMessage(405, LogLevel.Warning, "Alert {Alert}: {Event} could not be published (the journal has it): {Reason}")]
    public static partial void EffectFailed(ILogger log, string alert, AlertEvent @event, string reason);

    [LoggerMessage(406, LogLevel.Warning, "Alert {Alert}: a change was not published over MQTT, too many wait (the journal has it)")]
    public static partial void EffectDropped(ILogger log, string alert);

    [LoggerMessage(407, LogLevel.Warning, "Site {Site} starts without what another control room received in the last minutes: {Reason}")]
    public static partial void NothingRecalled(ILogger log, string site, string reason);

    [LoggerMessage(409, LogLevel.Error, "Site {Site} is set apart, the others go on: nothing rings there until it can be fed again: {Reason}")]
    public static partial void Fenced(ILogger log, string site, string reason);

    [LoggerMessage(410, LogLevel.Warning, "Site {Site} cannot be fed, attempt {Attempt}: {Reason}")]
    public static partial void StillFenced(ILogger log, string site, int attempt, string reason);

    [LoggerMessage(411, LogLevel.Information, "Site {Site} is fed again after {Seconds:0} s and {Attempts} attempts: it has received all that came meanwhile")]
    public static partial void Unfenced(ILogger log, string site, double seconds, int attempts);

    [LoggerMessage(412, LogLevel.Warning, "The clock of this machine was set by {Seconds} s: the rules of site {Site} go on from where they were")]
    public static partial void ClockSet(ILogger log, string site, long seconds);

    [LoggerMessage(413, LogLevel.Error, "Site {Site} steps over {Record}, the rules fail at it: it is stored and not judged: {Reason}")]
    public static partial void SetAside(ILogger log, string site, string record, string reason);

    [LoggerMessage(414, LogLevel.Error,
        "{Code} fails at {Site}, source {Source}, after {Record}, and is not judged there while it does; the other rules are: {Reason}")]
    public static partial void RuleFailed(ILogger log, string code, string site, Source source, string record, string reason);

    [LoggerMessage(415, LogLevel.Information, "Site {Site} has changed; its rules go on with it as it is now")]
    public static partial void Follows(ILogger log, string site);

    [LoggerMessage(416, LogLevel.Error,
        "Open alerts of sites that are closed are not on the page yet (GET /api/v1/alerts has them), they are looked for again: {Reason}")]
    public static partial void ClosedNotShown(ILogger log, string reason);

    [LoggerMessage(408, LogLevel.Information, "Alert {Alert}: {Event} is published over MQTT when the broker answers again: {Reason}")]
    public static partial void NotToldYet(ILogger log, string alert, AlertEvent @event, string reason);
}
