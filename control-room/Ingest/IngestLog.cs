namespace Solutions.Edge.ControlRoom.Ingest;

internal static partial class IngestLog
{
    [LoggerMessage(200, LogLevel.Error, "{Count} records could not be stored; their devices keep them and send them again: {Reason}")]
    public static partial void NotStored(ILogger log, int count, string reason);

    [LoggerMessage(201, LogLevel.Debug, "Device {Device} could not be told what is stored: {Reason}")]
    public static partial void NotTold(ILogger log, string device, string reason);
}
