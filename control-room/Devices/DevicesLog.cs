namespace Solutions.Edge.ControlRoom.Devices;

internal static partial class DevicesLog
{
    [LoggerMessage(820, LogLevel.Warning, "Configuration {Version} is not with device {Device} ({Reason}); it is sent again")]
    public static partial void NotSent(ILogger log, long version, string device, string reason);
}
