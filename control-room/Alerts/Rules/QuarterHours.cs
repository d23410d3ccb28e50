namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>L90 of the quarter-hours of the last hour and a bit, of 1-s levels, for the background that stands in for the underlying level.</summary>
internal sealed class QuarterHours
{
    private const int Seconds = 900;
    private const int MostQuarters = 6;

    private readonly SortedDictionary<long, Quarter> quarters = [];
    private Quarter? latest;

    public void Add(long second, double level)
    {
        var number = second / Seconds;
        if (latest?.Number != number)
        {
            if (quarters.Count == MostQuarters && number < quarters.Keys.First())
                return;
            if (!quarters.TryGetValue(number, out latest))
                quarters[number] = latest = new(number);
            if (quarters.Count > MostQuarters)
                quarters.Remove(quarters.Keys.First());
        }
        latest[(int)(second % Seconds)] = (float)level;
    }

    /// <summary>The lowest L90 of the four quarter-hours that ended at or before <paramref name="second"/>; null if none of them has enough valid
    /// seconds.</summary>
    public double? LowestBefore(long second, double validShare)
    {
        double? lowest = null;
        for (var number = second / Seconds - 4; number < second / Seconds; number++)
        {
            if (L90(number, validShare) is { } level)
                lowest = Math.Min(lowest ?? double.MaxValue, level);
        }
        return lowest;
    }

    /// <summary>The L90 of one quarter-hour, counted from 1970; null if it has too few valid seconds.</summary>
    public double? L90(long number, double validShare) => quarters.TryGetValue(number, out var quarter) ? quarter.L90(validShare) : null;

    /// <summary>The control room's own clock was set.</summary>
    public void Move(long bySeconds)
    {
        var before = quarters.Values.ToList();
        quarters.Clear();
        latest = null;
        foreach (var quarter in before)
            for (var i = 0; i < Seconds; i++)
                if (!float.IsNaN(quarter[i]))
                    Add(quarter.Number * Seconds + i + bySeconds, quarter[i]);
    }

    /// <summary>Levels by second of the quarter-hour; NaN = none. Setting one twice counts once.</summary>
    private sealed class Quarter
    {
        private readonly float[] levels = new float[Seconds];

        /// <summary>The valid levels in order, until there is another.</summary>
        private float[]? sorted;

        public Quarter(long number)
        {
            Number = number;
            Array.Fill(levels, float.NaN);
        }

        public long Number { get; }

        public float this[int second]
        {
            get => levels[second];
            set => (levels[second], sorted) = (value, null);
        }

        /// <summary>The level exceeded for 90 % of the time.</summary>
        public double? L90(double validShare)
        {
            if (sorted is null)
            {
                sorted = Array.FindAll(levels, level => !float.IsNaN(level));
                Array.Sort(sorted);
            }
            return sorted.Length < Seconds * validShare ? null : sorted[(int)(0.1 * (sorted.Length - 1))];
        }
    }
}
