namespace Solutions.Edge.ControlRoom.Alerts.Usual;

/// <summary>What an hour of the week was learnt from.</summary>
/// <param name="Minutes">How many; 0 = it was not learnt.</param>
/// <param name="Days">Of how many dates.</param>
/// <param name="IsOfOtherDays">True: the hour itself was not there twice, so it is of the same hour of every day.</param>
internal sealed record LearntFrom(int Minutes, int Days, bool IsOfOtherDays)
{
    public static readonly LearntFrom Nothing = new(0, 0, false);
}

/// <summary>What is usual in one hour of the week.</summary>
internal sealed record UsualHour(int HourOfWeek, HourBaseline Values, LearntFrom Sound, LearntFrom Motion);

/// <summary>
/// Hours of dates to the 168 hours of a week. Pure. A percentile of an hour of the week is the median of that percentile on each of its dates: one night of
/// a party moves no line, however loud it was.
/// </summary>
internal static class UsualWeek
{
    /// <summary>A percentile of fewer minutes is none; an hour of the week needs half an hour in all, of two dates; that of every day three weekdays.</summary>
    private const int LeastOfDate = 15, LeastMinutes = 30, LeastDates = 2, LeastWeekdays = 3;

    /// <summary>A place where nothing moves teaches no less than two people who pass: a line at 0 % would be met by everything.</summary>
    private const double LeastOccupiedP95 = 1, LeastOccupiedP99 = 2;

    /// <param name="digests">Of the hours that count.</param>
    /// <param name="zone">Of the site.</param>
    /// <returns>The hours of which anything is known, ascending.</returns>
    public static IReadOnlyList<UsualHour> Of(IReadOnlyList<HourDigest> digests, TimeZoneInfo zone)
    {
        List<Dated> dated = [.. digests.Select(d => new Dated(d, TimeZoneInfo.ConvertTime(d.From, zone)))];
        var (sound, motion) = (new Kind(dated, d => d.SoundMinutes, d => d.IsSoundOfAlerts), new Kind(dated, d => d.MotionMinutes, d => d.IsMotionOfAlerts));
        return [.. Enumerable.Range(0, SiteBaseline.HoursPerWeek).Select(hour => Hour(hour, sound, motion)).Where(h => h.Sound.Minutes + h.Motion.Minutes > 0)];
    }

    private static UsualHour Hour(int hour, Kind sound, Kind motion)
    {
        var ((heard, ofSound), (seen, ofMotion)) = (sound.Of(hour), motion.Of(hour));
        return new(hour,
            new(Typical(heard, v => v.LAeqMedian), Typical(heard, v => v.LAeqP95), Typical(heard, v => v.LA90Median),
                AtLeast(LeastOccupiedP95, Typical(seen, v => v.OccupiedP95)), AtLeast(LeastOccupiedP99, Typical(seen, v => v.OccupiedP99)))
            {
                LAeqP99 = Typical(heard, v => v.LAeqP99),
                OccupiedMedian = Typical(seen, v => v.OccupiedMedian),
            },
            ofSound, ofMotion);
    }

    /// <summary>The median; of two the lower, for either may be the night of the party.</summary>
    private static double? Typical(IReadOnlyList<HourBaseline> dates, Func<HourBaseline, double?> value)
    {
        List<double> all = [.. dates.Select(value).OfType<double>().Order()];
        return all.Count == 0 ? null : all.Count == 2 ? all[0] : Math.Round((all[(all.Count - 1) / 2] + all[all.Count / 2]) / 2, 2);
    }

    private static double? AtLeast(double least, double? value) => value is { } known ? Math.Max(least, known) : null;

    /// <summary>An hour of a date, and its start by the clock of the place.</summary>
    private sealed record Dated(HourDigest Digest, DateTimeOffset Local)
    {
        public int HourOfWeek => ((int)Local.DayOfWeek + 6) % 7 * 24 + Local.Hour;
    }

    /// <summary>Sound or movement.</summary>
    private sealed class Kind(IReadOnlyList<Dated> all, Func<HourDigest, int> minutes, Func<HourDigest, bool> isOfAlerts)
    {
        private readonly ILookup<int, Dated> byHour = all.Where(d => minutes(d.Digest) >= LeastOfDate).ToLookup(d => d.HourOfWeek);

        public (IReadOnlyList<HourBaseline> Dates, LearntFrom From) Of(int hour) =>
            Of([.. byHour[hour]], LeastDates, isOfOtherDays: false)
                ?? Of([.. Enumerable.Range(0, 7).SelectMany(day => byHour[day * 24 + hour % 24])], LeastWeekdays, isOfOtherDays: true)
                ?? ([], LearntFrom.Nothing);

        private (IReadOnlyList<HourBaseline> Dates, LearntFrom From)? Of(List<Dated> known, int leastDates, bool isOfOtherDays)
        {
            // Where alerts are open at that hour more often than not, they are what is usual: a line that was too low would else be so for ever.
            var calm = known.Where(d => !isOfAlerts(d.Digest)).ToList();
            // In autumn an hour is there twice in a night.
            var dates = (calm.Count * 2 >= known.Count ? calm : known).GroupBy(d => DateOnly.FromDateTime(d.Local.DateTime)).ToList();
            var sum = dates.Sum(date => date.Sum(d => minutes(d.Digest)));
            return dates.Count >= leastDates && sum >= LeastMinutes && (!isOfOtherDays || dates.DistinctBy(d => d.Key.DayOfWeek).Count() >= leastDates)
                ? ([.. dates.Select(date => date.MaxBy(d => minutes(d.Digest))!.Digest.Values)], new(sum, dates.Count, isOfOtherDays)) : null;
        }
    }
}
