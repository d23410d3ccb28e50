namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>On which nights somebody loitered at each gate. A night is that of the day on which it began, in the site's time zone.</summary>
/// <param name="zone">The site's time zone.</param>
/// <param name="kept">So many nights are counted, this one included.</param>
internal sealed class LoiterNights(TimeZoneInfo zone, int kept)
{
    private readonly Dictionary<Source, HashSet<DateOnly>> nights = [];

    public void Add(Source source, long second)
    {
        if (!nights.TryGetValue(source, out var known))
            nights[source] = known = [];
        if (known.Add(Night(second)))
            known.RemoveWhere(n => n <= Night(second).AddDays(-kept));
    }

    /// <summary>Of the last nights those on which somebody loitered there; this one counts.</summary>
    public int Until(Source source, long second)
    {
        var tonight = Night(second);
        return 1 + (nights.GetValueOrDefault(source)?.Count(n => n < tonight && n > tonight.AddDays(-kept)) ?? 0);
    }

    /// <summary>From noon to noon.</summary>
    private DateOnly Night(long second) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(second), zone).DateTime.AddHours(-12));
}
