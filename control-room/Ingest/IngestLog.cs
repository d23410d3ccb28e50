namespace Solutions.Edge.ControlRoom.Ingest;

internal static partial class IngestLog
{
    [LoggerMessage(200, LogLevel.Error, "{Count} records could not be stored; their devices keep them and send them again: {Reason}")]
    public static partial void NotStored(ILogger log, int count, string reason);

    [LoggerMessage(201, LogLevel.Debug, "Device {Device} could not be sent its acknowledgement: {Reason}")]
    public static partial void NotSent(ILogger log, string device, string reason);

    [LoggerMessage(202, LogLevel.Information, "{Count} records that an earlier version could not read are handed to the readers")]
    public static partial void HandedOver(ILogger log, long count);

    [LoggerMessage(203, LogLevel.Error, "Records that an earlier version could not read are not all handed to the readers; the next start does it: {Reason}")]
    public static partial void NotHandedOver(ILogger log, string reason);

    [LoggerMessage(204, LogLevel.Error, "Records that nobody came for could not be erased ({Reason}); trying again in an hour")]
    public static partial void NotErased(ILogger log, string reason);
}
