namespace Solutions.Edge.ControlRoom.Broker;

internal static partial class BrokerLog
{
    [LoggerMessage(110, LogLevel.Information, "MQTT is at 127.0.0.1:{Port}, plain, for the demonstration only")]
    public static partial void Listening(ILogger log, int port);

    [LoggerMessage(111, LogLevel.Warning, "Client {Client} may not publish to {Topic}: a device writes solutions/v1/device/DEVICE/up/STREAM and nothing else")]
    public static partial void Refused(ILogger log, string client, string topic);
}
