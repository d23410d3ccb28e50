namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>The quietest quarter-hour of a night, and the quietest hour that is usual in it.</summary>
internal sealed class NightFloor
{
    /// <summary>Quarter-hours of a night that must have been measured: a night has 28, and 24 or 32 where the clocks change.</summary>
    private const int LeastQuarters = 20;

    private long seen;
    private int quarters;
    private double floor, usualFloor;

    /// <summary>Looks at the quarter-hour that is over, once.</summary>
    /// <returns>The night's floor and what is usual, when the night is over and enough of it was measured; else null.</returns>
    public (double Floor, double Usual)? Look(SiteHistory site, DeviceHistory device, long second)
    {
        var number = (second + 1) / 900 - 1;
        if (number <= seen)
            return null;
        seen = number;
        if (site.IsNight(number * 900))
        {
            if (device.QuarterHours.L90(number, site.Parameters.ValidShare) is not { } level
                || site.Baseline.At(site.HourOfWeek(number * 900)).LA90Median is not { } usual)
                return null;
            (floor, usualFloor) = quarters == 0 ? (level, usual) : (Math.Min(floor, level), Math.Min(usualFloor, usual));
            quarters++;
            return null;
        }
        var isEnough = quarters >= LeastQuarters;
        quarters = 0;
        return isEnough ? (floor, usualFloor) : null;
    }

    /// <summary>The control room's own clock was set.</summary>
    public void Move(long bySeconds) => seen += bySeconds / 900;
}
