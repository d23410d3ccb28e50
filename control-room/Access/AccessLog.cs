namespace Solutions.Edge.ControlRoom.Access;

internal static partial class AccessLog
{
    [LoggerMessage(900, LogLevel.Warning, "Sessions could not be stored and will be again in 15 s: {Reason}")]
    public static partial void SessionsNotStored(ILogger log, string reason);

    [LoggerMessage(901, LogLevel.Warning,
        "There is no account yet. Open {Address}/set-up and give this code within ten minutes: {Code}   (`solutions-control-room setup-code` makes another)")]
    public static partial void SetUp(ILogger log, string address, string code);

    [LoggerMessage(902, LogLevel.Warning, "{Act} by {Hand} is not in the audit: {Reason}")]
    public static partial void NotAudited(ILogger log, string act, string hand, string reason);
}
