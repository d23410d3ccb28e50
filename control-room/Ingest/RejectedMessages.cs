namespace Solutions.Edge.ControlRoom.Ingest;

/// <summary>What was refused lately, newest first, and how much in all. In memory: it explains, it is not evidence.</summary>
internal sealed class RejectedMessages
{
    private const int Kept = 1000;
    private readonly LinkedList<Rejection> latest = new();

    /// <summary>Rejected since the control room started.</summary>
    public long Count { get; private set; }

    public IReadOnlyList<Rejection> Latest
    {
        get
        {
            lock (latest)
                return [.. latest];
        }
    }

    public void Add(Rejection rejection)
    {
        lock (latest)
        {
            Count++;
            latest.AddFirst(rejection);
            if (latest.Count > Kept)
                latest.RemoveLast();
        }
    }
}
