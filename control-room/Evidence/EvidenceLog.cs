namespace Solutions.Edge.ControlRoom.Evidence;

/// <summary>What the evidence slice logs for an engineer. A kind is still or clip.</summary>
internal static partial class EvidenceLog
{
    [LoggerMessage(602, LogLevel.Warning,
        "The {Kind} {Id} is not what device {Device} says it sent: its bytes have other digests; it is kept and shown as such")]
    public static partial void Differs(ILogger log, string kind, string id, string device);

    [LoggerMessage(603, LogLevel.Error, "What devices report of stills and clips cannot be read or stored ({Reason}); trying again")]
    public static partial void ReadingFailed(ILogger log, string reason);

    [LoggerMessage(604, LogLevel.Warning, "A record of device {Device} on its evidence does not read and is passed over: {Reason}")]
    public static partial void Unreadable(ILogger log, string device, string reason);
}
