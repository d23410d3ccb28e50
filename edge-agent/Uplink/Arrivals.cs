namespace Solutions.Edge.Agent.Uplink;

/// <summary>
/// Finds the records handed to the broker that have not arrived. On the way they keep their order, so one is missing when another, first handed over
/// well after it, has been acknowledged; and all are when nothing is acknowledged for a while. By the clock alone everything would be sent again and again to a
/// control room that is only slow, and make it slower.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class Arrivals(TimeProvider time)
{
    /// <summary>What a slow acknowledgement of one stream may come after that of another.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(2);

    /// <summary>A control room that does not answer is asked after so long, then after twice as long each time.
    /// One that is slow is given twice what it took last.</summary>
    private static readonly TimeSpan FirstSilence = TimeSpan.FromSeconds(10), LongestSilence = TimeSpan.FromSeconds(160);

    /// <summary>A record that is missing again and again is perhaps one that is refused: it is sent after twice as long each time,
    /// at last after 17 min.</summary>
    private const int MostDoublings = 9;

    private readonly long apart = Ticks(time, Apart);
    private TimeSpan silence = FirstSilence;
    private long answered, arrived;

    /// <summary>First handed over then, and acknowledged: what was last handed over well before has not arrived.</summary>
    public long Arrived => arrived;

    /// <summary>Something of another store that is sent by the same connection has arrived.</summary>
    /// <param name="other">As <see cref="Arrived"/>.</param>
    public void Learn(long other)
    {
        if (other > arrived)
            (arrived, answered) = (other, time.GetTimestamp());
    }

    /// <summary>The control room has acknowledged it.</summary>
    public void Add(OutboxRecord record)
    {
        answered = time.GetTimestamp();
        // Which copy of it arrived is not known: certainly none before the first.
        if (record.FirstSent <= arrived)
            return;
        arrived = record.FirstSent;
        silence = TimeSpan.FromTicks(Math.Clamp(2 * time.GetElapsedTime(record.Sent, answered).Ticks, FirstSilence.Ticks, LongestSilence.Ticks));
    }

    /// <summary>True of a record that was handed over and should have been acknowledged by now.</summary>
    public bool Misses(OutboxRecord handedOver) => handedOver.Sent < arrived - (apart << Math.Min(handedOver.Sends - 1, MostDoublings));

    /// <summary>True, once, when nothing has been acknowledged for so long that all handed over is to be handed over again.</summary>
    /// <param name="oldest">When the oldest of it was handed over; null = nothing is.</param>
    public bool FallsSilent(long? oldest)
    {
        if (oldest is not { } since || time.GetElapsedTime(Math.Max(since, answered)) < silence)
            return false;
        silence = silence < LongestSilence ? 2 * silence : silence;
        return true;
    }

    private static long Ticks(TimeProvider time, TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
