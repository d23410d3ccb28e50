namespace Solutions.Edge.ControlRoom.Overview;

internal static partial class OverviewLog
{
    [LoggerMessage(500, LogLevel.Error, "An operator's act could not be carried out, and the page states it: {Reason}")]
    public static partial void NotDone(ILogger log, string reason);

    [LoggerMessage(501, LogLevel.Error, "An operator's screen could not be brought up to date and says so; trying again: {Reason}")]
    public static partial void NotRefreshed(ILogger log, string reason);

    [LoggerMessage(502, LogLevel.Warning, "What was done last time at a site cannot be read, and the page goes without it: {Reason}")]
    public static partial void LastTimeNotRead(ILogger log, string reason);

    [LoggerMessage(503, LogLevel.Warning, "The roster cannot be read, and the page goes without it: {Reason}")]
    public static partial void RosterNotRead(ILogger log, string reason);
}
