namespace Solutions.Edge.Agent.Uplink;

/// <summary>Records given up since boot because there was no room for them, counted by stream, and those set aside. Thread-safe.</summary>
/// <param name="folder">Of what is set aside; null = it is only counted.</param>
internal sealed class Drops(string? folder = null)
{
    private readonly Lock access = new();
    private readonly SortedDictionary<string, long> byStream = new(StringComparer.Ordinal);

    /// <summary>Records that are of no use to send, whatever room there is.</summary>
    public SetAside Aside { get; } = new(folder);

    public long Total
    {
        get
        {
            lock (access)
                return byStream.Values.Sum();
        }
    }

    public IReadOnlyDictionary<string, long> ByStream
    {
        get
        {
            lock (access)
                return new SortedDictionary<string, long>(byStream, StringComparer.Ordinal);
        }
    }

    public void Count(string stream, long records = 1)
    {
        lock (access)
            byStream[stream] = byStream.GetValueOrDefault(stream) + records;
    }

    public override string ToString() => string.Join(", ", ByStream.Select(s => FormattableString.Invariant($"{s.Key} {s.Value}")));
}
