using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Alerts.Usual;

/// <summary>The past of a site's devices to what its hours were like. Pure.</summary>
internal static class DigestHours
{
    /// <summary>Less of a minute, in %, is no LAeq,1min.</summary>
    private const double LeastCapture = 80;

    /// <summary>Minutes of a quarter-hour without which it has no LA90.</summary>
    private const int LeastOfQuarter = 8;

    /// <summary>A place moves more than this in ten minutes, in dB and in %.</summary>
    private const double StillDb = 0.05, StillPercent = 0.0005;

    /// <summary>Figures in ten minutes.</summary>
    private const int StillMinutes = 10, StillSeconds = 600;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <param name="devices">What each reported.</param>
    /// <param name="noise">When an alert of noise was open.</param>
    /// <param name="crowds">When an alert of a crowd was open.</param>
    /// <param name="zone">Of the site.</param>
    /// <returns>The hours of which anything is known, in no order.</returns>
    public static IReadOnlyList<HourDigest> Of(IReadOnlyList<DevicePast> devices, IReadOnlyList<Span> noise, IReadOnlyList<Span> crowds, TimeZoneInfo zone)
    {
        var hours = new Dictionary<DateTimeOffset, Hour>();
        foreach (var device in devices)
        {
            AddSound(device.Minutes, noise, At);
            AddMovement(device, crowds, At);
        }
        return [.. hours.Select(h => h.Value.Digest(h.Key)).Where(d => d.HasAny)];

        Hour At(DateTimeOffset at)
        {
            var from = HourOf(at, zone);
            return hours.TryGetValue(from, out var known) ? known : hours[from] = new();
        }
    }

    /// <summary>The start of the hour of the place's clock that an instant lies in.</summary>
    public static DateTimeOffset HourOf(DateTimeOffset at, TimeZoneInfo zone) =>
        at.ToUniversalTime().AddTicks(-(TimeZoneInfo.ConvertTime(at, zone).Ticks % TimeSpan.TicksPerHour));

    private static void AddSound(IReadOnlyList<NoiseMinute> minutes, IReadOnlyList<Span> noise, Func<DateTimeOffset, Hour> at)
    {
        List<NoiseMinute> whole = [.. minutes.Where(m => m.LAeq is not null && m.Capture >= LeastCapture)];
        var still = Still([.. whole.Select(m => m.LAeq!.Value)], StillDb, StillMinutes);
        foreach (var (i, minute) in whole.Index())
        {
            var hour = at(minute.T);
            if (minute.OverloadSeconds > 0)
                hour.Leave(LeftOut.Overload, 60);
            else if (minute.UnderRangeSeconds > 30)
                hour.Heard.Add((minute, LeftOut.UnderRange));
            else if (still[i])
                hour.Leave(LeftOut.Constant, 60);
            else
                hour.Heard.Add((minute, noise.Any(s => s.Overlaps(minute.T, minute.T + Minute)) ? LeftOut.Alert : null));
        }
    }

    private static void AddMovement(DevicePast device, IReadOnlyList<Span> crowds, Func<DateTimeOffset, Hour> at)
    {
        // Where nothing moves nothing is covered, for hours: only another figure that does not move is a fault.
        var still = Still([.. device.Seconds.Select(s => s.Occupied ?? double.NaN)], StillPercent, StillSeconds);
        var (hour, minute, blocked, alert) = (new Hour(), long.MinValue, false, false);
        foreach (var (i, second) in device.Seconds.Index())
        {
            // Asked once a minute: there are millions of seconds.
            if (second.T.ToUnixTimeSeconds() / 60 is var its && its != minute)
            {
                minute = its;
                var from = DateTimeOffset.FromUnixTimeSeconds(minute * 60);
                (hour, blocked, alert) = (at(from), device.Blocked.Any(s => s.Overlaps(from, from + Minute)), crowds.Any(s => s.Overlaps(from, from + Minute)));
            }
            if (second.Occupied is not { } occupied || blocked)
                hour.Leave(blocked ? LeftOut.CameraBlocked : LeftOut.NoPicture, 1);
            else if (still[i] && occupied > 0)
                hour.Leave(LeftOut.Constant, 1);
            else
                hour.Seen.Add((minute, occupied, alert));
        }
    }

    /// <summary>Of each figure whether it is one of so many, one after the other, that are the same.</summary>
    private static bool[] Still(IReadOnlyList<double> figures, double within, int least)
    {
        var still = new bool[figures.Count];
        for (var (first, next) = (0, 1); first < figures.Count; first = next++)
        {
            while (next < figures.Count && Math.Abs(figures[next] - figures[first]) < within)
                next++;
            if (next - first >= least)
                Array.Fill(still, true, first, next - first);
        }
        return still;
    }

    /// <summary>The value below which a share of them lies, linear between ranks; null = there are none.</summary>
    private static double? Below(List<double> ascending, double share)
    {
        if (ascending.Count == 0)
            return null;
        var rank = share * (ascending.Count - 1);
        var (low, high) = (ascending[(int)rank], ascending[Math.Min((int)rank + 1, ascending.Count - 1)]);
        return Math.Round(low + (rank - (int)rank) * (high - low), 2);
    }

    /// <summary>What is known of one hour.</summary>
    private sealed class Hour
    {
        private readonly Dictionary<LeftOut, int> leftOut = [];

        /// <summary>Minutes of sound, and why one does not teach if it does not.</summary>
        public List<(NoiseMinute Minute, LeftOut? Why)> Heard { get; } = [];

        /// <summary>Seconds of movement, the minute that each is of, and whether an alert was open.</summary>
        public List<(long Minute, double Occupied, bool IsOfAlert)> Seen { get; } = [];

        public void Leave(LeftOut why, int seconds) => leftOut[why] = leftOut.GetValueOrDefault(why) + seconds;

        public HourDigest Digest(DateTimeOffset from)
        {
            var (heard, isOfAlerts) = Believed();
            var (seen, isSeenInAlerts) = Calm(Seen, s => s.IsOfAlert, 1);
            List<double> levels = [.. heard.Select(m => m.LAeq!.Value).Order()], occupied = [.. seen.Select(s => s.Occupied).Order()];
            List<double> backgrounds = [.. heard.GroupBy(m => m.T.ToUnixTimeSeconds() / 900).Select(LA90).OfType<double>().Order()];
            return new(from)
            {
                Values = new(Below(levels, 0.5), Below(levels, 0.95), Below(backgrounds, 0.5), Below(occupied, 0.95), Below(occupied, 0.99))
                {
                    LAeqP99 = Below(levels, 0.99),
                    OccupiedMedian = Below(occupied, 0.5),
                },
                SoundMinutes = heard.Select(m => m.T).Distinct().Count(),
                MotionMinutes = seen.Select(s => s.Minute).Distinct().Count(),
                IsSoundOfAlerts = isOfAlerts,
                IsMotionOfAlerts = isSeenInAlerts,
                LeftOut = leftOut.ToDictionary(l => l.Key, l => (l.Value + 59) / 60),
            };
        }

        private static double? LA90(IEnumerable<NoiseMinute> quarter)
        {
            var (laf, minutes) = (new LevelHistogram(), 0);
            foreach (var minute in quarter)
            {
                if (minute.Laf is not { } histogram)
                    continue;
                laf.Add(histogram[0], histogram.AsSpan(1));
                minutes++;
            }
            return minutes >= LeastOfQuarter ? laf.ExceededDb(90) : null;
        }

        /// <summary>A quiet minute under range counts as what was measured, which is little; where most are, the loud rest is no picture of the hour.</summary>
        private (IReadOnlyList<NoiseMinute> Minutes, bool IsOfAlerts) Believed()
        {
            var under = Heard.Count(h => h.Why == Usual.LeftOut.UnderRange);
            if (under * 2 > Heard.Count)
            {
                Leave(Usual.LeftOut.UnderRange, 60 * Heard.Count);
                return ([], false);
            }
            var (calm, isOfAlerts) = Calm(Heard, h => h.Why == Usual.LeftOut.Alert, 60);
            return ([.. calm.Select(h => h.Minute)], isOfAlerts);
        }

        /// <summary>Those outside alerts; if alerts were open for most of the hour, all.</summary>
        private (IReadOnlyList<T> Those, bool IsOfAlerts) Calm<T>(List<T> all, Func<T, bool> isOfAlert, int seconds)
        {
            var loud = all.Count(isOfAlert);
            if (loud * 2 > all.Count)
                return (all, true);
            if (loud > 0)
                Leave(Usual.LeftOut.Alert, seconds * loud);
            return ([.. all.Where(i => !isOfAlert(i))], false);
        }
    }
}
