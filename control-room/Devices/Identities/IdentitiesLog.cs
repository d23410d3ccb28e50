namespace Solutions.Edge.ControlRoom.Devices.Identities;

internal static partial class IdentitiesLog
{
    [LoggerMessage(830, LogLevel.Information, "Device {Device} is enrolled")]
    public static partial void Enrolled(ILogger log, string device);

    [LoggerMessage(831, LogLevel.Information, "Device {Device} has renewed its certificates")]
    public static partial void Renewed(ILogger log, string device);

    [LoggerMessage(832, LogLevel.Warning, "The certificates of device {Device} are revoked: {Reason}")]
    public static partial void Revoked(ILogger log, string device, string reason);

    [LoggerMessage(833, LogLevel.Error, "Two hold the identity of device {Device} ({Reason}); neither is believed until an engineer decides: "
        + "revoke the device and enrol the right one anew, or believe it again")]
    public static partial void Twice(ILogger log, string device, string reason);

    [LoggerMessage(834, LogLevel.Warning, "A device was refused at {Address}: {Reason} ({Since} more refused since the last such line)")]
    public static partial void Refused(ILogger log, string address, string reason, long since);
}
