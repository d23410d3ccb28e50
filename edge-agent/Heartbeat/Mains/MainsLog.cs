using Microsoft.Extensions.Logging;

namespace Solutions.Edge.Agent.Heartbeat.Mains;

/// <summary>What is logged of the mains for an engineer.</summary>
internal static partial class MainsLog
{
    [LoggerMessage(470, LogLevel.Warning, "The mains is gone; the device runs on its battery")]
    public static partial void Lost(ILogger log);

    [LoggerMessage(471, LogLevel.Information, "The mains is back")]
    public static partial void Returned(ILogger log);

    [LoggerMessage(472, LogLevel.Warning, "The line of the UPS cannot be read: {Reason}; it is tried again every second")]
    public static partial void Unread(ILogger log, string reason);

    [LoggerMessage(473, LogLevel.Information, "The line of the UPS is read again")]
    public static partial void Read(ILogger log);
}
