using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Alerts.Usual;

/// <summary>From an instant to before another.</summary>
internal readonly record struct Span(DateTimeOffset From, DateTimeOffset To)
{
    public bool Overlaps(DateTimeOffset from, DateTimeOffset to) => From < to && To > from;
}

/// <summary>What a device reported of some hours in which it was at the site.</summary>
/// <param name="Minutes">Of sound, ascending.</param>
/// <param name="Seconds">Of movement, ascending.</param>
/// <param name="Blocked">When its camera was covered, moved or out of focus.</param>
internal sealed record DevicePast(IReadOnlyList<NoiseMinute> Minutes, IReadOnlyList<OccupiedReading> Seconds, IReadOnlyList<Span> Blocked);
