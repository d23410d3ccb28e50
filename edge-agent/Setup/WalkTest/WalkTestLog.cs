using Microsoft.Extensions.Logging;

namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>What the sheets of walk tests log for an engineer.</summary>
internal static partial class WalkTestLog
{
    [LoggerMessage(900, LogLevel.Information, "{Words}")]
    public static partial void Answered(ILogger log, string words);
}
