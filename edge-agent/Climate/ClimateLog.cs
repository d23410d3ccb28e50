using Microsoft.Extensions.Logging;

namespace Solutions.Edge.Agent.Climate;

/// <summary>What the climate slice logs for an engineer.</summary>
internal static partial class ClimateLog
{
    [LoggerMessage(450, LogLevel.Warning, "The air is not measured: {Reason}; it is tried again every second")]
    public static partial void Lost(ILogger log, string reason);

    [LoggerMessage(451, LogLevel.Information, "The air is measured again")]
    public static partial void Back(ILogger log);

    [LoggerMessage(452, LogLevel.Warning, "The supply: {Reason}")]
    public static partial void SupplyFault(ILogger log, string reason);

    [LoggerMessage(453, LogLevel.Information, "The supply is right again")]
    public static partial void SupplyRight(ILogger log);
}
