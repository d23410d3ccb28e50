namespace Solutions.Edge.ControlRoom.Spool;

internal static partial class SpoolLog
{
    [LoggerMessage(300, LogLevel.Warning, "Spool segment {Segment} is damaged at byte {Offset}; what could not be read is passed over")]
    public static partial void Damaged(ILogger log, string segment, long offset);

    [LoggerMessage(301, LogLevel.Error, "{Count} messages could not be stored and will be sent again: {Reason}")]
    public static partial void AppendFailed(ILogger log, int count, string reason);

    [LoggerMessage(302, LogLevel.Error,
        "The disk has lost up to {Bytes} bytes of the spool that had been stored; "
            + "the whole of it is read again, and devices that still have these records send them again")]
    public static partial void Lost(ILogger log, long bytes);

    [LoggerMessage(303, LogLevel.Error,
        "{File} could not be written ({Reason}); the spool is read in its place, which takes longer at the next start")]
    public static partial void NotCheckpointed(ILogger log, string file, string reason);

    [LoggerMessage(304, LogLevel.Error,
        "{File} is damaged; what was received is read from the spool instead, and what is no longer in it and comes again is stored again")]
    public static partial void LedgerDamaged(ILogger log, string file);

    [LoggerMessage(305, LogLevel.Error, "What is no longer needed could not be erased ({Reason}); trying again later")]
    public static partial void NotTrimmed(ILogger log, string reason);

    [LoggerMessage(310, LogLevel.Error, "The reading store does not take readings ({Reason}); they wait in the spool, alerts go on")]
    public static partial void StoreFailed(ILogger log, string reason);

    [LoggerMessage(311, LogLevel.Warning, "A {Stream} record of device {Device} in the spool does not read and is not in the reading store: {Reason}")]
    public static partial void Unreadable(ILogger log, string device, string stream, string reason);

    [LoggerMessage(313, LogLevel.Error, "Old readings could not be erased or put in day files ({Reason}); trying again in an hour")]
    public static partial void TidyFailed(ILogger log, string reason);
}
