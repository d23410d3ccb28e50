using Solutions.Edge.ControlRoom.Mqtt;

namespace Solutions.Edge.ControlRoom.Ingest;

/// <summary>What was refused lately, of messages and of bodies sent to the API, newest first, and how much in all.
/// In memory: it explains, it is not evidence.</summary>
internal sealed class RejectedMessages
{
    private const int Most = 1000;
    private const int MostOfReason = 500;
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

    /// <summary>Topic and reason may quote what was sent: they are kept short.</summary>
    public void Add(Rejection rejection)
    {
        rejection = rejection with { Topic = ForeignText.Of(rejection.Topic), Reason = ForeignText.Of(rejection.Reason, MostOfReason) };
        lock (latest)
        {
            Count++;
            latest.AddFirst(rejection);
            if (latest.Count > Most)
                latest.RemoveLast();
        }
    }
}
