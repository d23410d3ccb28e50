namespace Solutions.Edge.Agent.Heartbeat.Mains;

/// <summary>Decides whether the mains is there. Pure: levels come from outside, with the time since the agent looks at them.</summary>
internal sealed class MainsWatch
{
    /// <summary>What is shorter is a flicker, as when a fridge starts.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    private TimeSpan? differsFrom;

    /// <summary>Null = not read yet.</summary>
    public bool? OnMains { get; private set; }

    /// <summary>Since when it has been so, or has been read.</summary>
    public TimeSpan Since { get; private set; }

    public void See(bool onMains, TimeSpan at)
    {
        differsFrom = OnMains is null || onMains == OnMains ? null : differsFrom ?? at;
        if (OnMains is null)
            (OnMains, Since) = (onMains, at);
        else if (differsFrom is { } from && at - from >= Settle)
            (OnMains, Since, differsFrom) = (onMains, from, null);
    }
}
