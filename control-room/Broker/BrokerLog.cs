namespace Solutions.Edge.ControlRoom.Broker;

internal static partial class BrokerLog
{
    [LoggerMessage(110, LogLevel.Information, "MQTT is at 127.0.0.1:{Port}, plain, for the demonstration only")]
    public static partial void Listening(ILogger log, int port);

    [LoggerMessage(114, LogLevel.Information, "MQTT over TLS is at port {Port}")]
    public static partial void ListeningSecured(ILogger log, int port);

    [LoggerMessage(115, LogLevel.Warning, "A connection was refused: {Reason} ({Since} more refused since the last such line)")]
    public static partial void NotAdmitted(ILogger log, string reason, long since);

    [LoggerMessage(111, LogLevel.Warning,
        "Client {Client} may not publish {Bytes} bytes to {Topic}: a device writes at most 512 KiB to solutions/v1/device/DEVICE/up/STREAM,"
        + " 1 KiB of status, and nothing else ({Since} more refused since the last such line)")]
    public static partial void Refused(ILogger log, string client, long bytes, string topic, long since);

    [LoggerMessage(112, LogLevel.Warning, "A connection was closed, it announced a packet too long: {Fault} ({Since} more since the last such line)")]
    public static partial void TooLong(ILogger log, string fault, long since);

    [LoggerMessage(113, LogLevel.Warning,
        "Client {Client} does not read what it subscribed to; what comes now is not kept for it ({Since} more messages left out since the last such line)")]
    public static partial void Dropped(ILogger log, string client, long since);
}
