namespace Solutions.Edge.ControlRoom.Overview;

internal static partial class OverviewLog
{
    [LoggerMessage(500, LogLevel.Error, "Alert {Alert} could not be acknowledged, and the operator was told: {Reason}")]
    public static partial void NotAcknowledged(ILogger log, string alert, string reason);
}
