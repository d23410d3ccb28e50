namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>The openings of each gate in closed hours. A night is that of the day on which it began, in the site's time zone.</summary>
/// <param name="zone">The site's time zone.</param>
internal sealed class NightOpenings(TimeZoneInfo zone)
{
    private readonly Dictionary<Source, SortedSet<long>> openings = [];

    /// <summary>One that is known already counts once.</summary>
    public void Add(Source gate, long second)
    {
        if (!openings.TryGetValue(gate, out var known))
            openings[gate] = known = [];
        known.Add(second);
        known.RemoveWhere(s => Night(s) < Night(known.Max).AddDays(-1));
    }

    /// <summary>How many of the same night there were up to and including a second.</summary>
    public int Until(Source gate, long second) => openings.GetValueOrDefault(gate)?.Count(s => s <= second && Night(s) == Night(second)) ?? 0;

    /// <summary>From noon to noon.</summary>
    private DateOnly Night(long second) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(second), zone).DateTime.AddHours(-12));
}
