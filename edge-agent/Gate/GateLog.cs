using Microsoft.Extensions.Logging;

namespace Solutions.Edge.Agent.Gate;

/// <summary>What the gate slice logs for an engineer.</summary>
internal static partial class GateLog
{
    [LoggerMessage(400, LogLevel.Information, "Watching a scripted gate of {Steps} steps")]
    public static partial void Watching(ILogger log, int steps);

    [LoggerMessage(401, LogLevel.Warning, "The gate is not seen: {Reason}; it is tried again every second")]
    public static partial void Lost(ILogger log, string reason);

    [LoggerMessage(402, LogLevel.Information, "The gate is seen again")]
    public static partial void Back(ILogger log);

    [LoggerMessage(403, LogLevel.Warning, "Shocks are not felt: {Reason}; it is tried again every second")]
    public static partial void ShockLost(ILogger log, string reason);

    [LoggerMessage(404, LogLevel.Information, "Shocks are felt again")]
    public static partial void ShockBack(ILogger log);

    [LoggerMessage(405, LogLevel.Warning, "Shocks may be lost: {Reason}")]
    public static partial void ShockSamplesLost(ILogger log, string reason);
}
