using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Statistics;
using Xunit;

namespace Solutions.Edge.Tests.Acoustics.Statistics;

public class DayEveningNightTests
{
    private static readonly string[] NoFlags = [];

    [Fact]
    public void A_level_that_never_changes_is_six_decibels_and_more_higher_as_Lden()
    {
        // 10 lg[(12 + 4·10^0.5 + 8·10)/24] = 6.395 dB.
        var day = Fill("Europe/London", Utc(2026, 6, 10, 23), Utc(2026, 6, 11, 23), _ => 60);
        Assert.Equal(60 + 10 * Math.Log10((12 + 4 * Math.Sqrt(10) + 80) / 24), day.Lden!.Value.Db, 1e-6);
        Assert.All([day.Day, day.Evening, day.Night], p => Assert.Equal((60, 100), (Math.Round(p.Level!.Value.Db, 6), p.CapturePercent)));
    }

    [Fact]
    public void Hours_are_local_ones()
    {
        // In June London is an hour ahead of UTC: 06:00 UTC is 07:00.
        var day = Fill("Europe/London", Utc(2026, 6, 10, 23), Utc(2026, 6, 11, 23), t => t.Hour is >= 6 and < 18 ? 70 : t.Hour is >= 18 and < 22 ? 60 : 50);
        Assert.Equal((70, 60, 50), (Db(day.Day), Db(day.Evening), Db(day.Night)));
        Assert.Equal(10 * Math.Log10((12 * 1e7 + 4 * Math.Pow(10, 6.5) + 8 * 1e6) / 24), day.Lden!.Value.Db, 1e-6);
    }

    [Theory]
    [InlineData("Europe/London", "2026-03-29T00:00:00+00:00", "2026-03-30T00:00:00+01:00", 12, 4, 7)]
    [InlineData("Europe/London", "2026-10-25T00:00:00+01:00", "2026-10-26T00:00:00+00:00", 12, 4, 9)]
    [InlineData("Europe/London", "2026-03-28T23:00:00+00:00", "2026-03-29T07:00:00+01:00", 0, 0, 7)]
    [InlineData("Europe/London", "2026-10-24T23:00:00+01:00", "2026-10-25T07:00:00+00:00", 0, 0, 9)]
    [InlineData("Australia/Sydney", "2026-04-05T00:00:00+11:00", "2026-04-06T00:00:00+10:00", 12, 4, 9)]
    [InlineData("Australia/Sydney", "2026-10-04T00:00:00+10:00", "2026-10-05T00:00:00+11:00", 12, 4, 7)]
    [InlineData("Australia/Lord_Howe", "2026-04-05T00:00:00+11:00", "2026-04-06T00:00:00+10:30", 12, 4, 8.5)]
    [InlineData("Asia/Kolkata", "2026-11-23T00:00:00+05:30", "2026-11-24T00:00:00+05:30", 12, 4, 8)]
    [InlineData("Asia/Kathmandu", "2026-11-23T00:00:00+05:45", "2026-11-24T00:00:00+05:45", 12, 4, 8)]
    [InlineData("Europe/London", "2026-01-01T00:00:00+00:00", "2027-01-01T00:00:00+00:00", 365 * 12, 365 * 4, 365 * 8)]
    [InlineData("Europe/London", "2026-11-23T18:59:59.5+00:00", "2026-11-23T19:20:00+00:00", 0.5 / 3600, 1.0 / 3, 0)]
    public void A_period_is_as_long_as_the_time_that_goes_by_in_it(string zone, string from, string to, double day, double evening, double night)
    {
        var span = new DayEveningNight(Zone(zone), At(from), At(to));
        Assert.Equal((day, evening, night), (Hours(span.Day), Hours(span.Evening), Hours(span.Night)));

        static double Hours(PeriodLevel period) => period.Elapsed.TotalHours;
    }

    /// <summary>The night's one loud real hour is a seventh of the short night and a ninth of the long one.</summary>
    [Theory]
    [InlineData("2026-03-28T23:00:00+00:00", "2026-03-29T07:00:00+01:00", 7)]
    [InlineData("2026-11-23T23:00:00+00:00", "2026-11-24T07:00:00+00:00", 8)]
    [InlineData("2026-10-24T23:00:00+01:00", "2026-10-25T07:00:00+00:00", 9)]
    public void On_a_night_of_a_clock_change_energy_is_spread_over_the_hours_that_went_by(string from, string to, int hours)
    {
        var night = Fill("Europe/London", At(from), At(to), t => t.Hour == 1 ? 70 : 30);
        var expected = 10 * Math.Log10((1e7 + (hours - 1) * 1e3) / hours);
        Assert.Equal(expected, night.Night.Level!.Value.Db, 1e-6);
        Assert.Equal(100, night.Night.CapturePercent);
    }

    [Theory]
    [InlineData("Europe/London", "2026-10-24T12:00:00Z", 10)]
    [InlineData("Europe/London", "2026-03-28T18:30:00Z", 11)]
    [InlineData("Pacific/Auckland", "2026-04-04T03:00:00Z", 12)]
    [InlineData("Asia/Kolkata", "2026-11-23T00:10:00Z", 13)]
    public void A_day_with_gaps_is_what_counting_every_second_gives(string zoneName, string from, int seed)
    {
        var (zone, start, raw) = (Zone(zoneName), At(from), new RawDay(seed));
        var span = new DayEveningNight(zone, start, start.AddSeconds(RawDay.Seconds));
        var seconds = new List<(int Hour, double? LAeq, double Energy)>();
        for (var s = 0; s < RawDay.Seconds; s++)
        {
            span.Add(start.AddSeconds(s), raw.LAeq(s), NoFlags);
            seconds.Add((TimeZoneInfo.ConvertTime(start.AddSeconds(s), zone).Hour, raw.LAeq(s), RawDay.Of(raw.AEnergy, s).Average()));
        }

        double Ask(PeriodLevel period, int first, int end)
        {
            var inPeriod = seconds.Where(s => first < end ? s.Hour >= first && s.Hour < end : s.Hour >= first || s.Hour < end).ToList();
            var measured = inPeriod.Where(s => s.LAeq is not null).Select(s => s.Energy).ToList();
            Assert.Equal(100.0 * measured.Count / inPeriod.Count, period.CapturePercent!.Value, 1e-9);
            Assert.Equal(Energy.LevelDb(measured.Average()), period.Level!.Value.Db, 0.005);
            return measured.Average();
        }

        var weighted = 12 * Ask(span.Day, 7, 19) + 4 * Math.Sqrt(10) * Ask(span.Evening, 19, 23) + 80 * Ask(span.Night, 23, 7);
        Assert.Equal(Energy.LevelDb(weighted / 24), span.Lden!.Value.Db, 0.005);
    }

    [Fact]
    public void A_period_without_data_has_no_level_and_Lden_is_not_known()
    {
        var day = Fill("Europe/London", Utc(2026, 11, 23, 0), Utc(2026, 11, 24, 0), t => t.Hour is >= 19 and < 23 ? null : 50);
        Assert.Equal((50.0, null, 50.0), (Db(day.Day), Db(day.Evening), Db(day.Night)));
        Assert.Equal(0, day.Evening.CapturePercent);
        Assert.Null(day.Lden);
    }

    [Fact]
    public void A_span_that_has_none_of_a_periods_hours_has_no_capture_of_it()
    {
        var noon = new DayEveningNight(TimeZoneInfo.Utc, Utc(2026, 11, 23, 12), Utc(2026, 11, 23, 13));
        Assert.Equal((0d, null), (noon.Day.CapturePercent, noon.Night.CapturePercent));
    }

    [Fact]
    public void An_overload_bounds_its_own_period_and_Lden()
    {
        var day = new DayEveningNight(TimeZoneInfo.Utc, Utc(2026, 11, 23, 0), Utc(2026, 11, 24, 0));
        day.Add(Utc(2026, 11, 23, 2), 40, [SecondLevels.UnderRange]);
        day.Add(Utc(2026, 11, 23, 12), 60, NoFlags);
        day.Add(Utc(2026, 11, 23, 20), 110, [SecondLevels.Overload]);
        Assert.Equal((LevelBound.Exact, LevelBound.AtLeast, LevelBound.AtMost, LevelBound.AtLeast),
            (day.Day.Level!.Value.Bound, day.Evening.Level!.Value.Bound, day.Night.Level!.Value.Bound, day.Lden!.Value.Bound));
    }

    [Fact]
    public void A_second_outside_the_span_is_refused()
    {
        var span = new DayEveningNight(TimeZoneInfo.Utc, Utc(2026, 11, 23, 0), Utc(2026, 11, 24, 0));
        Assert.Contains("A second must begin from 2026-11-23",
            Assert.Throws<ArgumentOutOfRangeException>(() => span.Add(Utc(2026, 11, 24, 0), 50, NoFlags)).Message, StringComparison.Ordinal);
    }

    private static DayEveningNight Fill(string zone, DateTimeOffset from, DateTimeOffset to, Func<DateTimeOffset, double?> level)
    {
        var span = new DayEveningNight(Zone(zone), from, to);
        for (var t = from.ToUniversalTime(); t < to; t = t.AddSeconds(1))
            span.Add(t, level(t), NoFlags);
        return span;
    }

    private static double? Db(PeriodLevel period) => period.Level is { } level ? Math.Round(level.Db, 6) : null;

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    private static DateTimeOffset Utc(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
}
