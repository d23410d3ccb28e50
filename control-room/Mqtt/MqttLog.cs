namespace Solutions.Edge.ControlRoom.Mqtt;

internal static partial class MqttLog
{
    [LoggerMessage(100, LogLevel.Information, "Connected to the broker at {Host}:{Port}")]
    public static partial void Connected(ILogger log, string host, int port);

    [LoggerMessage(101, LogLevel.Warning, "The broker at {Host}:{Port} does not answer ({Reason}); trying again until it does")]
    public static partial void NoBroker(ILogger log, string host, int port, string reason);

    [LoggerMessage(102, LogLevel.Warning, "The connection to the broker is lost ({Reason}); devices keep their records until it is back")]
    public static partial void Lost(ILogger log, string reason);
}
