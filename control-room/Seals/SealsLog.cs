namespace Solutions.Edge.ControlRoom.Seals;

internal static partial class SealsLog
{
    [LoggerMessage(210, LogLevel.Error, "The seals of the day cannot be anchored now ({Reason}); trying again in 5 minutes")]
    public static partial void NotAnchored(ILogger log, string reason);
}
