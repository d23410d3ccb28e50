namespace Solutions.Edge.Acoustics.Statistics;

/// <summary>
/// Lday, Levening, Lnight and Lden over any span, in local hours as the United Kingdom sets them: day 07:00 to 19:00, evening 19:00 to
/// 23:00, night 23:00 to 07:00 (Directive 2002/49/EC, Annex I).
/// </summary>
/// <remarks>
/// A second belongs to the period that its start's local time lies in, and every second of UTC counts once: on the night the clocks go
/// forward an hour of local time does not exist and the night has 7 h, on the night they go back an hour is lived through twice and the night has
/// 9 h. Each period's level is its energy over the seconds that were measured in it, so both nights are right as they stand; Lden
/// weighs the three levels 12 : 4 : 8 whatever a single day's length. Local hours are taken as changing at quarter hours of UTC, which
/// holds for every time zone since 1972. Not thread-safe.
/// </remarks>
public sealed class DayEveningNight
{
    private const double EveningPenaltyDb = 5, NightPenaltyDb = 10;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly long QuarterTicks = TimeSpan.FromMinutes(15).Ticks;

    private readonly Period day = new(), evening = new(), night = new();
    private readonly TimeZoneInfo zone;
    private readonly DateTimeOffset from, to;
    private long quarter = long.MinValue;
    private Period current;

    /// <summary>A span of which nothing has been measured yet.</summary>
    /// <param name="zone">Whose local hours count.</param>
    /// <param name="from">Start of the span.</param>
    /// <param name="to">Its end, not in it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The span ends before it starts.</exception>
    public DayEveningNight(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        (this.zone, this.from, this.to, current) = (zone, from, to, day);
        for (var (at, end) = (from.UtcTicks, 0L); at < to.UtcTicks; at = end)
        {
            end = Math.Min(to.UtcTicks, at - at % QuarterTicks + QuarterTicks);
            PeriodOf(at).Elapsed += TimeSpan.FromTicks(end - at);
        }
    }

    /// <summary>07:00 to 19:00.</summary>
    public PeriodLevel Day => day.Level;

    /// <summary>19:00 to 23:00, without the penalty that Lden gives it.</summary>
    public PeriodLevel Evening => evening.Level;

    /// <summary>23:00 to 07:00, without the penalty that Lden gives it.</summary>
    public PeriodLevel Night => night.Level;

    /// <summary>10 lg [(12·10^(Lday/10) + 4·10^((Levening+5)/10) + 8·10^((Lnight+10)/10)) / 24] in dB; null if one of the three is not known.</summary>
    public BoundedLevel? Lden
    {
        get
        {
            if ((Day.Level, Evening.Level, Night.Level) is not ({ } d, { } e, { } n))
                return null;
            var energy = 12 * Energy.Of(d.Db) + 4 * Energy.Of(e.Db + EveningPenaltyDb) + 8 * Energy.Of(n.Db + NightPenaltyDb);
            var whole = new RangeBounds();
            foreach (var period in new[] { day, evening, night })
                whole.Add(period.Range);
            return new(Energy.LevelDb(energy / 24), whole.OfMean);
        }
    }

    /// <summary>Takes in one second.</summary>
    /// <param name="start">When it began.</param>
    /// <param name="laeqDb">Its LAeq in dB; null = not measured.</param>
    /// <param name="flags">Of <see cref="SecondLevels.Flags"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">It began outside the span.</exception>
    public void Add(DateTimeOffset start, double? laeqDb, IReadOnlyCollection<string> flags)
    {
        if (start < from || start >= to)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"A second must begin from {from:O} on and before {to:O}.");
        var period = PeriodOf(start.UtcTicks);
        period.Range.Add(flags, null);
        period.Energy.Add(laeqDb, Second);
    }

    private Period PeriodOf(long utcTicks)
    {
        if (utcTicks / QuarterTicks == quarter)
            return current;
        quarter = utcTicks / QuarterTicks;
        var local = TimeZoneInfo.ConvertTime(new DateTimeOffset(utcTicks, TimeSpan.Zero), zone);
        return current = local.Hour switch { >= 7 and < 19 => day, >= 19 and < 23 => evening, _ => night };
    }

    private sealed class Period
    {
        public EquivalentLevel Energy { get; } = new();

        public RangeBounds Range { get; } = new();

        public TimeSpan Elapsed { get; set; }

        public PeriodLevel Level => new(Energy.Db is { } db ? new BoundedLevel(db, Range.OfMean) : null, Energy.Duration, Elapsed);
    }
}
