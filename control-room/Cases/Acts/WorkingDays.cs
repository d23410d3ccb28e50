namespace Solutions.Edge.ControlRoom.Cases.Acts;

/// <summary>
/// Days on which offices of England and Wales work: no weekend, and none of the bank holidays of the Banking and Financial Dealings Act 1971, with
/// their substitute days. A holiday that is proclaimed for one year only is not known here.
/// </summary>
internal static class WorkingDays
{
    public static DateOnly After(DateOnly day, int workingDays)
    {
        for (var left = workingDays; left > 0;)
        {
            day = day.AddDays(1);
            if (Is(day))
                left--;
        }
        return day;
    }

    public static bool Is(DateOnly day) => !IsWeekend(day) && !Holidays(day.Year).Contains(day);

    private static IEnumerable<DateOnly> Holidays(int year)
    {
        var easter = Easter(year);
        yield return Substituted(new(year, 1, 1));
        yield return easter.AddDays(-2);
        yield return easter.AddDays(1);
        yield return MondayFrom(new(year, 5, 1));
        yield return MondayFrom(new(year, 5, 25));
        yield return MondayFrom(new(year, 8, 25));
        yield return Substituted(new(year, 12, 25));
        yield return Substituted(new(year, 12, 26));
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static DateOnly MondayFrom(DateOnly day) => day.AddDays(((int)DayOfWeek.Monday - (int)day.DayOfWeek + 7) % 7);

    /// <summary>The day itself, or the next that is no weekend; at Christmas two days on, as the other holiday has Monday.</summary>
    private static DateOnly Substituted(DateOnly day) => day switch
    {
        { Month: 12, Day: 25 or 26, DayOfWeek: DayOfWeek.Sunday } => day.AddDays(2),
        { DayOfWeek: DayOfWeek.Saturday } => day.AddDays(2),
        { DayOfWeek: DayOfWeek.Sunday } => day.AddDays(1),
        _ => day,
    };

    /// <summary>Gregorian Easter Sunday by the method of Meeus, Jones and Butcher.</summary>
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var m = h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114;
        return new(year, m / 31, m % 31 + 1);
    }
}
