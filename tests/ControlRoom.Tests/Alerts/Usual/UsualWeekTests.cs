using System.Globalization;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Usual;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Usual;

/// <summary>Four generated weeks of a street, its levels known beforehand, learnt minute by minute.</summary>
public class UsualWeekTests
{
    private const int SaturdayAt23 = 5 * 24 + 23;

    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>A Monday.</summary>
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_hour_of_the_week_has_the_median_and_percentiles_of_its_own_minutes()
    {
        var week = Learn(Weeks(4));
        Assert.Equal(SiteBaseline.HoursPerWeek, week.Count);
        Assert.All(week, hour =>
        {
            Assert.Equal(new LearntFrom(240, 4, false), hour.Sound);
            // Sixty minutes from 0 to 6 dB over the hour's own level, evenly.
            Assert.Equal(Quiet(hour.HourOfWeek) + 3, hour.Values.LAeqMedian!.Value, 0.1);
            Assert.Equal(Quiet(hour.HourOfWeek) + 5.6, hour.Values.LAeqP95!.Value, 0.1);
            Assert.Equal(Quiet(hour.HourOfWeek) + 5.84, hour.Values.LAeqP99!.Value, 0.1);
            Assert.Equal(Quiet(hour.HourOfWeek) - 4, hour.Values.LA90Median!.Value, 0.2);
            Assert.Null(hour.Values.OccupiedP95);
        });
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void One_night_of_a_party_moves_no_line_however_loud_it_was(int weeks)
    {
        var calm = Learn(Weeks(weeks));
        var party = Start.AddDays(5).AddHours(23);
        var loud = Learn(Weeks(weeks, (t, level) => t >= party && t < party.AddHours(1) ? level + 30 : level));
        Assert.Equal(At(calm, SaturdayAt23).Values.LAeqP95!.Value, At(loud, SaturdayAt23).Values.LAeqP95!.Value, 0.01);
        Assert.Equal(At(calm, SaturdayAt23).Values.LAeqMedian!.Value, At(loud, SaturdayAt23).Values.LAeqMedian!.Value, 0.01);
    }

    [Fact]
    public void Minutes_while_an_alert_was_open_teach_nothing_and_are_stated()
    {
        Span[] open = [.. Enumerable.Range(0, 4).Select(w => Start.AddDays(7 * w + 5).AddHours(23)).Select(t => new Span(t.AddMinutes(40), t.AddMinutes(60)))];
        var minutes = Weeks(4, (t, level) => open.Any(s => t >= s.From && t < s.To) ? level + 25 : level);
        var digests = DigestHours.Of([new(minutes, [], [])], open, [], London);
        var hour = At(UsualWeek.Of(digests, London), SaturdayAt23);
        Assert.Equal(new LearntFrom(160, 4, false), hour.Sound);
        Assert.Equal(Quiet(SaturdayAt23) + 3.7, hour.Values.LAeqP95!.Value, 0.15);
        Assert.Equal(80, digests.Sum(d => d.LeftOut.GetValueOrDefault(LeftOut.Alert)));
    }

    [Theory]
    [InlineData(1, 5.6)]
    [InlineData(4, 35.6)]
    public void An_alert_that_is_open_at_that_hour_more_often_than_not_is_what_is_usual(int dates, double over)
    {
        Span[] open = [.. Enumerable.Range(0, dates).Select(w => Start.AddDays(7 * w + 5).AddHours(23)).Select(t => new Span(t, t.AddHours(1)))];
        var minutes = Weeks(4, (t, level) => open.Any(s => t >= s.From && t < s.To) ? level + 30 : level);
        var hour = At(UsualWeek.Of(DigestHours.Of([new(minutes, [], [])], open, [], London), London), SaturdayAt23);
        Assert.Equal(Quiet(SaturdayAt23) + over, hour.Values.LAeqP95!.Value, 0.1);
        Assert.Equal(dates == 1 ? 3 : 4, hour.Sound.Days);
    }

    [Fact]
    public void A_sensor_that_states_the_same_level_for_hours_teaches_nothing_of_them()
    {
        var (from, to) = (Start.AddDays(1).AddHours(2), Start.AddDays(2).AddHours(2));
        var digests = DigestHours.Of([new(Weeks(2, (t, level) => t >= from && t < to ? 31.4 : level), [], [])], [], [], London);
        Assert.All(digests.Where(d => d.From >= from && d.From < to), d => Assert.Equal((0, 60), (d.SoundMinutes, d.LeftOut[LeftOut.Constant])));
        Assert.All(digests.Where(d => d.From < from || d.From >= to), d => Assert.Equal((60, 0), (d.SoundMinutes, d.LeftOut.Count)));
        // On one date only it is not learnt from that hour, but from the same hour of the other thirteen.
        Assert.Equal(new LearntFrom(60 * 13, 13, true), At(UsualWeek.Of(digests, London), 24 + 5).Sound);
    }

    [Theory]
    [InlineData(0, 60, 0)]
    [InlineData(20, 60, 0)]
    [InlineData(40, 0, 60)]
    public void An_hour_that_lies_mostly_under_the_microphones_range_is_not_that_of_its_loud_minutes(int under, int taught, int leftOut)
    {
        var hour = Hour(i => Minute(Start.AddMinutes(i), 30 + i / 10.0) with { UnderRangeSeconds = i < under ? 60 : 0 });
        Assert.Equal((taught, leftOut), (hour.SoundMinutes, hour.LeftOut.GetValueOrDefault(LeftOut.UnderRange)));
    }

    [Fact]
    public void A_minute_in_overload_or_of_which_little_was_measured_teaches_nothing()
    {
        var hour = Hour(i => Minute(Start.AddMinutes(i), i < 10 ? 110 : 50 + i / 10.0) with
        {
            OverloadSeconds = i < 5 ? 1 : 0,
            Capture = i is >= 5 and < 10 ? 79 : 100,
        });
        Assert.Equal((50, 5), (hour.SoundMinutes, hour.LeftOut[LeftOut.Overload]));
        Assert.InRange(hour.Values.LAeqP99!.Value, 50, 56);
    }

    [Fact]
    public void An_hour_with_too_few_minutes_or_dates_is_not_learnt()
    {
        // Fourteen minutes of each of four dates, and an hour of but one.
        var few = Weeks(4).Where(m => m.T.Hour != 9 || m.T.Minute < 14).Where(m => m.T.Hour != 10 || m.T < Start.AddDays(1)).ToList();
        var week = Learn(few);
        Assert.DoesNotContain(week, h => h.HourOfWeek % 24 is 9 or 10);
        Assert.Equal(22 * 7, week.Count);
    }

    [Fact]
    public void After_a_gap_of_two_weeks_the_dates_that_are_there_count()
    {
        var week = Learn([.. Weeks(4).Where(m => m.T < Start.AddDays(7) || m.T >= Start.AddDays(21))]);
        Assert.Equal(SiteBaseline.HoursPerWeek, week.Count);
        Assert.All(week, h => Assert.Equal(new LearntFrom(120, 2, false), h.Sound));
    }

    /// <summary>On 25 October 01:00 is there twice, on 28 March not at all.</summary>
    [Theory]
    [InlineData("2026-10-05T00:00:00+01:00", 1, 300)]
    [InlineData("2027-03-08T00:00:00+00:00", 1, 180)]
    [InlineData("2026-10-05T00:00:00+01:00", 3, 240)]
    [InlineData("2027-03-08T00:00:00+00:00", 3, 240)]
    public void The_hour_is_that_of_the_clock_of_the_place_also_across_its_change(string monday, int hour, int minutes)
    {
        var from = DateTimeOffset.Parse(monday, CultureInfo.InvariantCulture);
        // Four weeks of which the third or fourth ends with the change, in levels that go by the clock of the place.
        var all = Enumerable.Range(0, 28 * 24 * 60).Select(i => from.AddMinutes(i).ToUniversalTime())
            .Select(t => Minute(t, 40 + TimeZoneInfo.ConvertTime(t, London).Hour + t.Minute / 60.0)).ToList();
        var week = Learn(all);
        var sunday = At(week, 6 * 24 + hour);
        Assert.Equal(minutes, sunday.Sound.Minutes);
        Assert.Equal(minutes == 180 ? 3 : 4, sunday.Sound.Days);
        Assert.Equal(SiteBaseline.HoursPerWeek, week.Count);
        Assert.All(week, h => Assert.InRange(h.Values.LAeqMedian!.Value, 40 + h.HourOfWeek % 24, 41 + h.HourOfWeek % 24));
    }

    [Fact]
    public void Hours_begin_where_the_clock_of_the_place_shows_a_whole_one()
    {
        var kathmandu = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu");
        Assert.Equal(Start.AddMinutes(15), DigestHours.HourOf(Start.AddMinutes(20), kathmandu));
        Assert.Equal(Start.AddMinutes(-45), DigestHours.HourOf(Start.AddMinutes(14), kathmandu));
    }

    [Fact]
    public void Movement_is_learnt_by_the_second_without_a_blocked_camera_a_missing_picture_or_one_that_stands_still()
    {
        List<OccupiedReading> seconds = [.. from week in Enumerable.Range(0, 4) from second in Enumerable.Range(0, 3600)
                                           select new OccupiedReading(Start.AddDays(7 * week).AddSeconds(second), Seen(week, second))];
        var digests = DigestHours.Of([new([], seconds, [new(Start.AddDays(7), Start.AddDays(7).AddMinutes(10))])], [], [], London)
            .OrderBy(d => d.From).ToList();
        Assert.Equal((10, 50), (digests[1].LeftOut[LeftOut.CameraBlocked], digests[1].MotionMinutes));
        Assert.Equal((10, 50), (digests[2].LeftOut[LeftOut.NoPicture], digests[2].MotionMinutes));
        Assert.Equal((15, 45), (digests[3].LeftOut[LeftOut.Constant], digests[3].MotionMinutes));
        var hour = Assert.Single(UsualWeek.Of(digests, London));
        Assert.Equal(new LearntFrom(205, 4, false), hour.Motion);
        Assert.Equal(4.95, hour.Values.OccupiedMedian!.Value, 0.01);
        Assert.Equal((9.4, 9.8), (Math.Round(hour.Values.OccupiedP95!.Value, 1), Math.Round(hour.Values.OccupiedP99!.Value, 1)));

        double? Seen(int week, int second) => (week, second) switch { (2, < 600) => null, (3, < 900) => 44.4, _ => second % 100 / 10.0 };
    }

    [Fact]
    public void Where_nothing_moves_a_line_is_not_at_zero_for_everything_to_meet()
    {
        List<OccupiedReading> seconds = [.. from week in Enumerable.Range(0, 2) from second in Enumerable.Range(0, 3600)
                                           select new OccupiedReading(Start.AddDays(7 * week).AddSeconds(second), 0)];
        var hour = Assert.Single(UsualWeek.Of(DigestHours.Of([new([], seconds, [])], [], [], London), London));
        Assert.Equal((0, 1, 2), (hour.Values.OccupiedMedian, hour.Values.OccupiedP95, hour.Values.OccupiedP99));
    }

    private static IReadOnlyList<UsualHour> Learn(IReadOnlyList<NoiseMinute> minutes) =>
        UsualWeek.Of(DigestHours.Of([new(minutes, [], [])], [], [], London), London);

    private static UsualHour At(IReadOnlyList<UsualHour> week, int hour) => week.Single(h => h.HourOfWeek == hour);

    private static HourDigest Hour(Func<int, NoiseMinute> minute) =>
        Assert.Single(DigestHours.Of([new([.. Enumerable.Range(0, 60).Select(minute)], [], [])], [], [], London));

    private static double Quiet(int hourOfWeek) => 40 + hourOfWeek % 24 / 2.0;

    private static List<NoiseMinute> Weeks(int weeks, Func<DateTimeOffset, double, double>? level = null) =>
        [.. Enumerable.Range(0, weeks * 7 * 24 * 60).Select(i => Start.AddMinutes(i)).Select(t => (T: t, Level: Quiet(t.Hour) + t.Minute / 10.0))
            .Select(m => Minute(m.T, level is null ? m.Level : level(m.T, m.Level)))];

    /// <summary>Nine tenths of LAF lie a little lower, one tenth at a level that is the hour's quiet less 4 dB.</summary>
    private static NoiseMinute Minute(DateTimeOffset t, double level)
    {
        var low = (short)Math.Round((Quiet(t.Hour) - 4.1) * 10);
        var laf = new short[200];
        (laf[0], laf[1], laf[3], laf[150]) = (low, 500, 500, 5000);
        return new(t, level, level + 5, null, laf, 0, 0, 100);
    }
}
