namespace Solutions.Edge.Agent.Gate.Lines;

/// <summary>A switch's level as it counts: one that has stood for a while. What springs back before that was a bounce.</summary>
/// <param name="settle">How long a level must stand.</param>
/// <param name="active">What counts at first.</param>
internal sealed class Debounce(TimeSpan settle, bool active)
{
    private DateTimeOffset? since;

    /// <summary>What counts.</summary>
    public bool Active { get; private set; } = active;

    /// <summary>When a level that differs counts, if it stands until then; null = none differs.</summary>
    public DateTimeOffset? Due => since + settle;

    /// <summary>The line was read.</summary>
    public void See(bool level, DateTimeOffset at) => since = level == Active ? null : since ?? at;

    /// <summary>What stood long enough counts.</summary>
    /// <returns>When it began; null = nothing changed.</returns>
    public DateTimeOffset? Settle(DateTimeOffset now)
    {
        if (since > now)
            since = now; // The clock was set back.
        if (since is not { } at || now < Due)
            return null;
        (Active, since) = (!Active, null);
        return at;
    }
}
