using System.Text.Json;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>Rows of a table that are no records any more: they break no export, and are logged when it is over.</summary>
internal sealed class UnreadableRows(ReadingTable table, ILogger log) : IDisposable
{
    private long count;
    private string last = "";

    /// <summary>The record; null = it does not read.</summary>
    public StoredRecord? Read(Func<StoredRecord> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is RecordException or JsonException or FormatException
            or OverflowException or InvalidOperationException or InvalidCastException or ArgumentException)
        {
            (count, last) = (count + 1, e.Message);
            return null;
        }
    }

    public void Dispose()
    {
        if (count > 0)
            ReadingsLog.RowsUnreadable(log, count, table.Name, last);
    }
}
