namespace Solutions.Edge.ControlRoom.Database;

internal static partial class DatabaseLog
{
    [LoggerMessage(800, LogLevel.Warning, "{Where} does not answer ({Reason}); the control room starts when it does")]
    public static partial void Away(ILogger log, string where, string reason);
}
