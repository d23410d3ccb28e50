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
}
