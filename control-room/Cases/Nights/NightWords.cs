using System.Globalization;
using System.Text.Json;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Cases.Nights;

/// <summary>A night in words, and what its picture needs beside the seconds.</summary>
internal static class NightWords
{
    /// <summary>As <c>Mon 23 to Tue 24 November 2026</c>.</summary>
    public static string Title(Night night) =>
        $"{Day(night.Evening, "ddd d")} to {Day(night.Evening.AddDays(1), "ddd d MMMM yyyy")}";

    public static string Short(Night night) => Day(night.Evening, "ddd d MMM");

    /// <summary>Its hours by the clock of the place, and what a change of that clock does to them.</summary>
    public static string Hours(NightPlace place)
    {
        var hours = $"23:00 to 07:00 by the clock of {place.Site.TimeZone}, {Length(place.Night)} hours";
        if (place.Night.ClockChange(place.Zone) is not { } change)
            return hours + ".";
        var isForward = place.Zone.GetUtcOffset(change) > place.Zone.GetUtcOffset(change.AddMinutes(-1));
        return $"{hours}: at {change.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC the clock is put "
            + (isForward ? "forward." : "back, and what it shows twice is drawn one after the other.");
    }

    /// <summary>In hours, as it stands behind LAeq.</summary>
    public static string Length(Night night) => (night.To - night.From).TotalHours.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>By the clock of the place; where that is changed in the night, also how it stands to UTC.</summary>
    public static string Clock(NightPlace place, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, place.Zone);
        return local.ToString(place.Night.ClockChange(place.Zone) is null ? "HH:mm:ss" : "HH:mm:ss 'UTC'zzz", CultureInfo.InvariantCulture);
    }

    public static string Percent(double percent) => percent.ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>What the grey line is made of.</summary>
    public static string Background(NightFigures figures) => string.Join(" and ",
        figures.Quarters.Select(q => q.PercentilesOf).OfType<string>().Distinct().Select(of => of == NoiseIntervals.OfLaf ? "LAF every 10 ms" : "1-s LAeq"));

    /// <summary>For the canvas; times in whole seconds since the night began.</summary>
    public static string Facts(NightPlace place, NightFigures figures, IReadOnlyList<Alert> alerts, NightDiary diary) => JsonSerializer.Serialize(new
    {
        from = place.Night.From.ToUnixTimeSeconds(),
        count = place.Night.Seconds,
        until = Second(place, figures.Until),
        zone = place.Site.TimeZone,
        there = new[] { Second(place, Instant(place.Stay.FromMs)), Second(place, Instant(place.Stay.UntilMs ?? long.MaxValue)) },
        change = place.Night.ClockChange(place.Zone) is { } change ? Second(place, change) : (int?)null,
        background = figures.Quarters.Where(q => q.LA90 is not null).Select(q => new[] { Second(place, q.T), q.LA90!.Value.Db }),
        alerts = alerts.Select(a => new { at = Second(place, Instant(a.SinceMs)), code = a.Code }),
        taps = diary.Taps.Select(t => Second(place, t.At)),
        visits = diary.Visits.Select(v => new[] { Second(place, v.Arrived), Second(place, v.Left ?? figures.Until) }),
    });

    private static DateTimeOffset Instant(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(ms, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    private static int Second(NightPlace place, DateTimeOffset at) => (int)Math.Clamp((at - place.Night.From).TotalSeconds, 0, place.Night.Seconds);

    private static string Day(DateOnly day, string form) => day.ToString(form, CultureInfo.InvariantCulture);
}
