using System.Globalization;

namespace Solutions.Edge.ControlRoom.Cases.Nights;

/// <summary>A night at a place: from 23:00 to 07:00 by its own clock, 7 or 9 hours where that is changed meanwhile.</summary>
/// <param name="Evening">The day on which it begins.</param>
/// <param name="From">Its first instant, UTC.</param>
/// <param name="To">Its end, not in it, UTC.</param>
internal sealed record Night(DateOnly Evening, DateTimeOffset From, DateTimeOffset To)
{
    private const string DateForm = "yyyy-MM-dd";

    private static readonly DateOnly First = new(1971, 1, 1), Last = new(2199, 1, 1);

    /// <summary>The evening as it stands in an address.</summary>
    public string Date => Evening.ToString(DateForm, CultureInfo.InvariantCulture);

    public int Seconds => (int)(To - From).TotalSeconds;

    public static Night Of(DateOnly evening, TimeZoneInfo zone) =>
        new(evening, At(evening, 23, zone, isFirst: true), At(evening.AddDays(1), 7, zone, isFirst: false));

    /// <summary>The one that began last.</summary>
    public static Night Latest(DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return Of(today, zone) is var tonight && tonight.From <= now ? tonight : Of(today.AddDays(-1), zone);
    }

    public static bool TryDate(string? text, out DateOnly evening) =>
        DateOnly.TryParseExact(text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out evening) && evening >= First && evening <= Last;

    /// <summary>When the clock is changed during it; null = it is not.</summary>
    public DateTimeOffset? ClockChange(TimeZoneInfo zone)
    {
        for (var at = From; at < To; at = at.AddMinutes(1))
        {
            if (zone.GetUtcOffset(at) != zone.GetUtcOffset(at.AddMinutes(-1)) && at > From)
                return at;
        }
        return null;
    }

    /// <param name="day">By the clock there.</param>
    /// <param name="hour">By the clock there.</param>
    /// <param name="zone">The clock.</param>
    /// <param name="isFirst">Of an hour that comes twice its first beginning, or its second.</param>
    private static DateTimeOffset At(DateOnly day, int hour, TimeZoneInfo zone, bool isFirst)
    {
        var local = day.ToDateTime(new TimeOnly(hour, 0));
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);
        var offset = !zone.IsAmbiguousTime(local) ? zone.GetUtcOffset(local)
            : isFirst ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetAmbiguousTimeOffsets(local).Min();
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
