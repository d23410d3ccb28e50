using Microsoft.Extensions.Logging;

namespace Solutions.Edge.Agent.Seal;

internal static partial class SealLog
{
    [LoggerMessage(170, LogLevel.Error, "The minute {Minute:HH:mm} is not sealed ({Reason}); its rows are in the next seal")]
    public static partial void NotSealed(ILogger log, DateTime minute, string reason);

    [LoggerMessage(171, LogLevel.Warning,
        "The last seal's digest cannot be kept ({Reason}): after the next start the chain of seals shows a gap")]
    public static partial void NotKept(ILogger log, string reason);
}
