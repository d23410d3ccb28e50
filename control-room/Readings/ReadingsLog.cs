namespace Solutions.Edge.ControlRoom.Readings;

internal static partial class ReadingsLog
{
    [LoggerMessage(320, LogLevel.Error, "A {Stream} record of device {Device} cannot be stored and is kept in {File} ({Count} since start): {Reason}")]
    public static partial void SetAside(ILogger log, string stream, string device, string file, long count, string reason);

    [LoggerMessage(321, LogLevel.Information, "The reading store takes readings again")]
    public static partial void StoreIsBack(ILogger log);

    [LoggerMessage(322, LogLevel.Error, "{File} is damaged ({Reason}) and is now {Aside}: its day is in no reading; put a backup of it in its place")]
    public static partial void DayDamaged(ILogger log, string file, string reason, string aside);

    [LoggerMessage(323, LogLevel.Error, "{File} cannot be read ({Reason}): its day is in no reading until it can; it is tried again within the hour")]
    public static partial void DayUnreadable(ILogger log, string file, string reason);

    [LoggerMessage(324, LogLevel.Warning, "{File} is no day file and is passed over; one is called like 2026-11-23.parquet, so move it away")]
    public static partial void Stray(ILogger log, string file);

    [LoggerMessage(325, LogLevel.Error, "{Count} rows of {Table} do not read as records and are in no export; the last: {Reason}")]
    public static partial void RowsUnreadable(ILogger log, long count, string table, string reason);

    [LoggerMessage(327, LogLevel.Warning,
        "InfluxDB 3 has no DELETE: SOLUTIONS__READINGS__SECONDSDAYS and MINUTESDAYS are not kept there; give the database '{Database}' a retention of its own")]
    public static partial void ErasedByRetention(ILogger log, string database);

    [LoggerMessage(326, LogLevel.Error,
        "{File} of a move that broke off cannot take its place ({Reason}); its rows are in no reading until it can, and it is tried again within the hour")]
    public static partial void MoveUnfinished(ILogger log, string file, string reason);
}
