namespace Solutions.Edge.ControlRoom.Devices;

/// <summary>Which configuration a device states that it runs, and when it was sent another. Not thread-safe.</summary>
/// <param name="version">The one in force; 0 = none.</param>
/// <param name="boot">The device's run.</param>
/// <param name="connection">The connection within it.</param>
internal sealed class StatedPlace(long version, string boot, long connection)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5), Longest = TimeSpan.FromMinutes(5);

    /// <summary>A device that has run another one than the present for longer is behind.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private long sent, sentAt;
    private TimeSpan wait = First;
    private long? differsSince;

    public long Version => version;

    public string Boot => boot;

    public long Connection => connection;

    public bool IsConnected { get; set; } = true;

    /// <summary>Whether the present one is to be sent now, which is then taken for done: at once, again after 5 s, then after twice as long each
    /// time.</summary>
    public bool IsDue(long present, TimeProvider time)
    {
        if (present == version)
        {
            differsSince = null;
            return false;
        }
        differsSince ??= time.GetTimestamp();
        if (present != sent)
            wait = First;
        else if (time.GetElapsedTime(sentAt) < wait)
            return false;
        else
            wait = TimeSpan.FromTicks(Math.Min(2 * wait.Ticks, Longest.Ticks));
        (sent, sentAt) = (present, time.GetTimestamp());
        return true;
    }

    public bool IsBehind(TimeProvider time) => differsSince is { } since && time.GetElapsedTime(since) > Patience;
}
