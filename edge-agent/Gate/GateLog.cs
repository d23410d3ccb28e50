using Microsoft.Extensions.Logging;

namespace Solutions.Edge.Agent.Gate;

/// <summary>What the gate slice logs for an engineer.</summary>
internal static partial class GateLog
{
    [LoggerMessage(400, LogLevel.Information, "Watching a scripted gate of {Steps} steps")]
    public static partial void Watching(ILogger log, int steps);
}
