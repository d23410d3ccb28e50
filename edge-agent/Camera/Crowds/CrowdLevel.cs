using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Camera.Crowds;

/// <summary>A number of people as a band that does not flutter.</summary>
internal sealed class CrowdLevel
{
    /// <summary>From so many on it is some, and many; it is no longer below this share of it.</summary>
    private const double Some = 5, Many = 15, Leaves = 0.8;

    private static readonly TimeSpan Smoothing = TimeSpan.FromSeconds(2);

    private double people;
    private DateTimeOffset? last;

    /// <summary>The band; null before the first number.</summary>
    public CrowdBand? Band { get; private set; }

    public CrowdBand? Add(double number, DateTimeOffset at)
    {
        people += (number - people) * (last is { } before ? Math.Clamp((at - before) / Smoothing, 0, 1) : 1);
        last = at;
        Band = people >= Many * (Band == CrowdBand.Many ? Leaves : 1) ? CrowdBand.Many
            : people >= Some * (Band is CrowdBand.Some or CrowdBand.Many ? Leaves : 1) ? CrowdBand.Some : CrowdBand.Few;
        return Band;
    }
}
