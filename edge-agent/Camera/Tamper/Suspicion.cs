namespace Solutions.Edge.Agent.Camera.Tamper;

/// <summary>Becomes a finding when it lasts, and is over when it has been gone for a while.</summary>
internal sealed class Suspicion
{
    private TamperKind? suspected, found;
    private DateTimeOffset since, foundSince;
    private DateTimeOffset? goneSince;

    /// <summary>True while something is found.</summary>
    public bool IsOpen => found is not null;

    /// <summary>Takes in what one view looks like.</summary>
    /// <param name="kind">What is suspected; null = nothing.</param>
    /// <param name="at">When.</param>
    /// <param name="lasts">How long the suspicion must last.</param>
    /// <param name="gone">How long it must be gone.</param>
    /// <param name="evidence">What goes with the finding.</param>
    public TamperChange? Add(TamperKind? kind, DateTimeOffset at, TimeSpan lasts, TimeSpan gone, Comparison evidence)
    {
        if (kind != suspected)
            (suspected, since) = (kind, at);
        if (found is { } open)
        {
            // One kind may turn into another (a lens is turned away, then covered): that is still the first until the picture is back.
            goneSince = kind is null ? goneSince ?? at : null;
            if (at - goneSince < gone || goneSince is null)
                return null;
            found = null;
            return new(open, Found: false, foundSince, evidence);
        }
        if (kind is not { } lasting || at - since < lasts)
            return null;
        (found, foundSince, goneSince) = (lasting, since, null);
        return new(lasting, Found: true, since, evidence);
    }

    /// <summary>Of a gap it is not known how it was in it: neither being so nor being gone lasted meanwhile.</summary>
    /// <param name="by">How long it was; below zero = the clock was set back.</param>
    public void Move(TimeSpan by)
    {
        if (suspected is not null)
            since += by;
        goneSince += by;
        // Before a gap it was found then; by a clock that was set back it would be found in a time to come.
        if (found is not null && by < TimeSpan.Zero)
            foundSince += by;
    }
}
