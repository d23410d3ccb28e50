namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>LA90 of the quarter-hours of the last hour and a bit, of 1-s LAeq, for the background that stands in for the underlying level.</summary>
internal sealed class QuarterHours
{
    private const int Seconds = 900;
    private const int MostQuarters = 6;

    /// <summary>Levels by second of the quarter-hour; NaN = none. Setting one twice counts once.</summary>
    private readonly SortedDictionary<long, float[]> levels = [];

    public void Add(long second, double lAeq)
    {
        var quarter = second / Seconds;
        if (levels.Count == MostQuarters && quarter < levels.Keys.First())
            return;
        if (!levels.TryGetValue(quarter, out var slots))
        {
            levels[quarter] = slots = new float[Seconds];
            Array.Fill(slots, float.NaN);
        }
        slots[second % Seconds] = (float)lAeq;
        if (levels.Count > MostQuarters)
            levels.Remove(levels.Keys.First());
    }

    /// <summary>The lowest LA90,15min of the four quarter-hours that ended at or before <paramref name="second"/>; null if none of them has enough valid
    /// seconds.</summary>
    public double? LowestBefore(long second, double validShare)
    {
        double? lowest = null;
        for (var quarter = second / Seconds - 4; quarter < second / Seconds; quarter++)
        {
            if (levels.TryGetValue(quarter, out var slots) && LA90(slots, validShare) is { } level)
                lowest = Math.Min(lowest ?? double.MaxValue, level);
        }
        return lowest;
    }

    /// <summary>The control room's own clock was set.</summary>
    public void Move(long bySeconds)
    {
        var before = levels.ToList();
        levels.Clear();
        foreach (var (quarter, slots) in before)
            for (var i = 0; i < Seconds; i++)
                if (!float.IsNaN(slots[i]))
                    Add(quarter * Seconds + i + bySeconds, slots[i]);
    }

    /// <summary>The level exceeded for 90 % of the time.</summary>
    private static double? LA90(float[] slots, double validShare)
    {
        var sorted = Array.FindAll(slots, level => !float.IsNaN(level));
        if (sorted.Length < Seconds * validShare)
            return null;
        Array.Sort(sorted);
        return sorted[(int)(0.1 * (sorted.Length - 1))];
    }
}
