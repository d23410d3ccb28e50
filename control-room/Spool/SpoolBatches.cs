namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>Records as a reader takes them: many at once, and never more than memory has room for.</summary>
internal static class SpoolBatches
{
    /// <summary>Most records of one batch: a reader that is given so many has more to come.</summary>
    public const int MostRecords = 1000;

    /// <summary>And most bytes of it, but for its last record: a reader has them all in memory.</summary>
    private const long MostBytes = 8 * 1024 * 1024;

    public static IEnumerable<IReadOnlyList<SpoolRecord>> Of(IEnumerable<SpoolRecord> records)
    {
        var (batch, bytes) = (new List<SpoolRecord>(), 0L);
        foreach (var record in records)
        {
            batch.Add(record);
            if (batch.Count < MostRecords && (bytes += record.Payload.Length) < MostBytes)
                continue;
            yield return batch;
            (batch, bytes) = ([], 0);
        }
        if (batch.Count > 0)
            yield return batch;
    }
}
