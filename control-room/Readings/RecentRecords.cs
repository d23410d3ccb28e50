namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>The spool's end, in memory as well: who reads along need not read it back from the disk and decode it once more. For one thread at a time.</summary>
internal sealed class RecentRecords
{
    /// <summary>Most bytes of payload that are held: a second and a half of 8,000 devices.</summary>
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly Queue<IReadOnlyList<SpoolRecord>> commits = [];
    private int bytes;

    /// <param name="commit">What was written at once, right behind the one before.</param>
    public void Add(IReadOnlyList<SpoolRecord> commit)
    {
        commits.Enqueue(commit);
        for (bytes += Bytes(commit); bytes > MostBytes; bytes -= Bytes(commits.Dequeue()))
        {
        }
    }

    /// <summary>All from a position to the end; null = it lies before what is held.</summary>
    public IReadOnlyList<SpoolRecord>? From(long position) =>
        commits.TryPeek(out var oldest) && oldest[0].Position <= position ? [.. commits.Where(c => c[^1].Position >= position).SelectMany(c => c).Where(r => r.Position >= position)] : null;

    private static int Bytes(IReadOnlyList<SpoolRecord> commit) => commit.Sum(r => r.Payload.Length);
}
