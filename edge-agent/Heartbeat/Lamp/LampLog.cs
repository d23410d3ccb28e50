using Microsoft.Extensions.Logging;

namespace Solutions.Edge.Agent.Heartbeat.Lamp;

/// <summary>What the status lamp logs for an engineer.</summary>
internal static partial class LampLog
{
    [LoggerMessage(460, LogLevel.Warning, "The status lamp shows nothing: {Reason}; it is tried again every second")]
    public static partial void Lost(ILogger log, string reason);

    [LoggerMessage(461, LogLevel.Information, "The status lamp is back")]
    public static partial void Back(ILogger log);
}
