using System.Text;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>
/// Records that the control room refuses, or does not acknowledge however often they are sent: they are not sent again, so that those behind them are.
/// Counted, and kept for an engineer in a file as far as there is room. Thread-safe.
/// </summary>
/// <param name="folder">Of the file; null = they are only counted.</param>
internal sealed class SetAside(string? folder = null)
{
    private const string FileName = "set-aside.ndjson";

    /// <summary>Room in bytes: what comes later is counted only.</summary>
    private const long MostBytes = 1_000_000;

    private readonly Lock access = new();
    private long count;

    /// <summary>NDJSON: beside each record its stream and the reason; null = there is none.</summary>
    public string? File { get; } = folder is null ? null : Path.Combine(folder, FileName);

    /// <summary>Records since the start.</summary>
    public long Count => Interlocked.Read(ref count);

    /// <param name="record">The record.</param>
    /// <param name="reason">One word.</param>
    public void Add(OutboxRecord record, string reason)
    {
        Interlocked.Increment(ref count);
        if (File is null)
            return;
        lock (access)
        {
            try
            {
                using var file = new FileStream(File, FileMode.Append, FileAccess.Write);
                var line = $$"""{"stream":"{{record.Stream}}","why":"{{reason}}","record":{{Encoding.UTF8.GetString(record.Utf8)}}}""";
                if (file.Length + record.Utf8.Length <= MostBytes)
                    file.Write(Encoding.UTF8.GetBytes(line + "\n"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A disk that refuses is reported by the backlog and the journal.
            }
        }
    }
}
