using Microsoft.Extensions.Logging;

namespace Solutions.Edge.Agent.Setup.Sheets;

/// <summary>What the sheets of walk tests and calibrations log for an engineer.</summary>
internal static partial class SheetLog
{
    [LoggerMessage(900, LogLevel.Information, "{Words}")]
    public static partial void Answered(ILogger log, string words);
}
