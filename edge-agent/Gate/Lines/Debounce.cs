namespace Solutions.Edge.Agent.Gate.Lines;

/// <summary>A switch's level as it counts: one that has stood for a while. What springs back before that was a bounce.</summary>
/// <param name="settle">How long a level must stand.</param>
/// <param name="active">What counts at first.</param>
internal sealed class Debounce(TimeSpan settle, bool active)
{
    /// <summary>What counts.</summary>
    public bool Active { get; private set; } = active;

    /// <summary>Since when a level has stood that differs; null = none does.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>When a level that differs counts, if it stands until then; null = none differs.</summary>
    public DateTimeOffset? Due => Since + settle;

    /// <summary>The line was read.</summary>
    public void See(bool level, DateTimeOffset at) => Since = level == Active ? null : Since ?? at;

    /// <summary>The clock may have been set back: what stood until then begins anew.</summary>
    public void Correct(DateTimeOffset now) => Since = Since > now ? now : Since;

    /// <summary>What stood long enough counts.</summary>
    /// <returns>When it began; null = nothing changed.</returns>
    public DateTimeOffset? Settle(DateTimeOffset now)
    {
        if (Since is not { } at || now < Due)
            return null;
        (Active, Since) = (!Active, null);
        return at;
    }
}
