namespace Solutions.Edge.Agent.Heartbeat.Lamp;

/// <summary>What a status lamp shows.</summary>
internal enum LampState
{
    /// <summary>Connected, and all parts work.</summary>
    Right,

    /// <summary>No connection to the broker.</summary>
    NotConnected,

    /// <summary>A part does not work. Before all else: without a connection nobody but this lamp says so.</summary>
    Fault,
}

/// <summary>How a status lamp shows it: steady, a second on and a second off, or five changes a second. Pure.</summary>
internal static class LampPattern
{
    /// <summary>How often it is looked whether it is to show something else.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1), Fast = TimeSpan.FromMilliseconds(200);

    public static LampState State(bool isConnected, bool hasFault) => hasFault ? LampState.Fault : isConnected ? LampState.Right : LampState.NotConnected;

    /// <param name="state">What it shows.</param>
    /// <param name="since">Time since any moment; the same one each time.</param>
    /// <returns>Whether it is lit, and for how long.</returns>
    public static (bool IsLit, TimeSpan Lasts) At(LampState state, TimeSpan since) => state switch
    {
        LampState.Right => (true, Look),
        LampState.NotConnected => Blink(since, Slow),
        _ => Blink(since, Fast),
    };

    private static (bool, TimeSpan) Blink(TimeSpan since, TimeSpan half) =>
        (since.Ticks / half.Ticks % 2 == 0, TimeSpan.FromTicks(half.Ticks - since.Ticks % half.Ticks));
}
