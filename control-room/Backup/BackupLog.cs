namespace Solutions.Edge.ControlRoom.Backup;

internal static partial class BackupLog
{
    [LoggerMessage(950, LogLevel.Information, "The backup of the night is {File}, {Bytes} bytes")]
    public static partial void Made(ILogger log, string file, long bytes);

    [LoggerMessage(951, LogLevel.Error, "The backup of the night failed: {Reason}. It is tried again the next night; `backup FILE` makes one now")]
    public static partial void Failed(ILogger log, string reason);
}
