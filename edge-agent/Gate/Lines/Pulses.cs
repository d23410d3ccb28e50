namespace Solutions.Edge.Agent.Gate.Lines;

/// <summary>Pulses of a gauge over the last while.</summary>
/// <param name="span">How far is looked back.</param>
internal sealed class Pulses(TimeSpan span)
{
    /// <summary>No gauge gives more in a span that is looked at: 100 a second for ten minutes.</summary>
    private const int Most = 60_000;

    private readonly Queue<DateTimeOffset> pulses = new();

    public void Add(DateTimeOffset at)
    {
        if (pulses.Count < Most)
            pulses.Enqueue(at);
    }

    /// <summary>Pulses a second on average.</summary>
    public double PerSecond(DateTimeOffset now)
    {
        while (pulses.TryPeek(out var at) && (at <= now - span || at > now + span))
            pulses.Dequeue();
        return pulses.Count / span.TotalSeconds;
    }
}
