namespace Solutions.Edge.Agent.Camera;

/// <summary>Someone seen from a zone.</summary>
/// <param name="Id">Their number.</param>
/// <param name="Depth">How far their feet are inside the zone, in their own heights; less than 0 = outside.</param>
/// <param name="AtEdge">They come into the picture here, or leave it: beyond its edge is outside.</param>
internal readonly record struct Visitor(int Id, double Depth, bool AtEdge);

/// <summary>What one frame adds to a zone's second.</summary>
/// <param name="IsPresent">Someone is there.</param>
/// <param name="In">How many came in with this frame.</param>
/// <param name="Out">How many went out.</param>
internal readonly record struct ZoneMoment(bool IsPresent, int In, int Out);

/// <summary>How long one zone has been occupied, and its entries and exits.</summary>
internal sealed class ZoneVisits
{
    /// <summary>In own heights, some 25 cm: feet must be so far over the line before someone has crossed it. A box's edges jitter.</summary>
    private const double Hysteresis = 0.15;

    /// <summary>A zone is occupied all the while if nobody is seen for no longer.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(5);

    private readonly Dictionary<int, (bool IsInside, bool AtEdge, DateTimeOffset Seen)> visitors = [];
    private DateTimeOffset? since;
    private DateTimeOffset last;

    /// <param name="seen">Everybody in the picture.</param>
    /// <param name="isPresent">Whether anybody or anything that moves is in the zone.</param>
    /// <param name="at">When.</param>
    public ZoneMoment Look(IReadOnlyList<Visitor> seen, bool isPresent, DateTimeOffset at)
    {
        var (came, went) = (0, 0);
        foreach (var visitor in seen)
        {
            var inside = visitors.TryGetValue(visitor.Id, out var before) ? before.IsInside : visitor.Depth > 0 && !visitor.AtEdge;
            if (!inside && visitor.Depth >= Hysteresis)
                (inside, came) = (true, came + 1);
            else if (inside && visitor.Depth <= -Hysteresis)
                (inside, went) = (false, went + 1);
            visitors[visitor.Id] = (inside, visitor.AtEdge, at);
        }
        foreach (var (id, gone) in visitors.Where(v => at - v.Value.Seen > IdBridge.Longest).ToList())
        {
            went += gone is { IsInside: true, AtEdge: true } ? 1 : 0;
            visitors.Remove(id);
        }
        if (isPresent)
        {
            if (!IsOccupied(at))
                since = at;
            last = at;
        }
        return new(isPresent, came, went);
    }

    /// <summary>Seconds the zone has been occupied, in a gap up to its begin; 0 = nobody is there.</summary>
    public double Dwell(DateTimeOffset at) => IsOccupied(at) ? (last - since!.Value).TotalSeconds : 0;

    /// <summary>Forgets everything, as after a gap in the pictures.</summary>
    public void Clear()
    {
        visitors.Clear();
        since = null;
    }

    private bool IsOccupied(DateTimeOffset at) => since is not null && at >= last && at - last <= Gap;
}
