using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Acts;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Acts;

public class WorkingDaysTests
{
    /// <summary>As gov.uk/bank-holidays lists them for England and Wales, but for 8 May 2023, proclaimed for that year.</summary>
    [Theory]
    [InlineData(2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28")]
    [InlineData(2023, "01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26")]
    [InlineData(2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28")]
    [InlineData(2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28")]
    public void Bank_holidays_are_no_working_days(int year, string expected)
    {
        var holidays = Enumerable.Range(0, 366).Select(n => new DateOnly(year, 1, 1).AddDays(n))
            .Where(d => d.Year == year && d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !WorkingDays.Is(d));
        Assert.Equal(expected, string.Join(' ', holidays.Select(d => d.ToString("MM-dd", CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("2026-11-23", "2026-11-25")]
    [InlineData("2026-11-27", "2026-12-01")]
    [InlineData("2026-11-28", "2026-12-01")]
    [InlineData("2026-12-24", "2026-12-30")]
    public void Two_working_days_pass_over_weekends_and_holidays(string day, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, CultureInfo.InvariantCulture), WorkingDays.After(DateOnly.Parse(day, CultureInfo.InvariantCulture), 2));
}
