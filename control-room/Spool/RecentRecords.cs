namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>The spool's end, in memory as well: its readers need not read it back from the disk and decode it again. For one thread at a time.</summary>
internal sealed class RecentRecords
{
    /// <summary>Most bytes of payload that are held: a crowd's of some seconds.</summary>
    private const int MostBytes = 32 * 1024 * 1024;

    /// <summary>A reader that is further behind reads from the disk.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly Queue<IReadOnlyList<SpoolRecord>> commits = [];
    private long bytes;

    /// <param name="commit">What was written at once, right behind the one before.</param>
    public void Add(IReadOnlyList<SpoolRecord> commit)
    {
        commits.Enqueue(commit);
        bytes += Bytes(commit);
        while (commits.TryPeek(out var oldest) && (bytes > MostBytes || commit[^1].Arrival - oldest[^1].Arrival > Longest))
            bytes -= Bytes(commits.Dequeue());
    }

    /// <summary>All from a position to the end; null = it lies before what is held.</summary>
    public IReadOnlyList<SpoolRecord>? From(long position) => commits.TryPeek(out var oldest) && oldest[0].Position <= position
        ? [.. commits.Where(c => c[^1].Position >= position).SelectMany(c => c).Where(r => r.Position >= position)]
        : null;

    private static long Bytes(IReadOnlyList<SpoolRecord> commit) => commit.Sum(r => (long)r.Payload.Length);
}
