namespace Solutions.Edge.Fleet;

/// <summary>What a fleet has done so far. Counted from many threads.</summary>
internal sealed class FleetTally
{
    private readonly Lock access = new();
    private long connected, made, sent, acknowledged, connections;

    /// <summary>Devices connected now.</summary>
    public long Connected => Interlocked.Read(ref connected);

    /// <summary>Connections made in all.</summary>
    public long Connections => Interlocked.Read(ref connections);

    /// <summary>Records made.</summary>
    public long Made => Interlocked.Read(ref made);

    /// <summary>Records handed to the broker; one sent again counts again.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>Records that need not be kept any more.</summary>
    public long Acknowledged => Interlocked.Read(ref acknowledged);

    /// <summary>Records kept.</summary>
    public long Unacknowledged => Made - Acknowledged;

    /// <summary>Times from a record's making to its acknowledgement, over the whole run.</summary>
    public Delays All { get; } = new();

    /// <summary>The same since it was last taken.</summary>
    private Delays lately = new();

    public Delays TakeLately()
    {
        lock (access)
        {
            var taken = lately;
            lately = new();
            return taken;
        }
    }

    public void AddConnected(int more)
    {
        Interlocked.Add(ref connected, more);
        if (more > 0)
            Interlocked.Add(ref connections, more);
    }

    public void AddMade() => Interlocked.Increment(ref made);

    public void AddSent(int records) => Interlocked.Add(ref sent, records);

    public void AddAcknowledged(long delayMs)
    {
        Interlocked.Increment(ref acknowledged);
        lock (access)
        {
            All.Add(delayMs);
            lately.Add(delayMs);
        }
    }
}

/// <summary>Delays in whole milliseconds up to a minute; longer ones count as a minute.</summary>
internal sealed class Delays
{
    private const int MostMs = 60_000;
    private readonly int[] counts = new int[MostMs + 1];
    private long count;

    public void Add(long ms)
    {
        counts[Math.Clamp(ms, 0, MostMs)]++;
        count++;
    }

    /// <summary>The delay within which <paramref name="share"/> of all lie, in ms; null = there was none.</summary>
    public int? Percentile(double share)
    {
        if (count == 0)
            return null;
        var (at, below) = (0, (long)counts[0]);
        while (below < share * count)
            below += counts[++at];
        return at;
    }
}
