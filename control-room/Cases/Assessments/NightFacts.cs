using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>What an officer found to be the source of a sound.</summary>
internal enum SourceKind
{
    NotEstablished,
    Industrial,
    Music,
    People,
    Animals,
    Construction,
    Shooting,
    MotorSport,
    Traffic,
    Other,
}

/// <summary>What BS 4142 needs and only an officer can state.</summary>
/// <param name="Source">When the source ran: its reference interval.</param>
/// <param name="Residual">LAeq without the source, in dB.</param>
/// <param name="TonalDb">0, 2, 4 or 6.</param>
/// <param name="ImpulsiveDb">0, 3, 6 or 9.</param>
/// <param name="IsIntermittent">It goes on and off.</param>
/// <param name="IsDistinct">Neither tonal nor impulsive, yet it stands out.</param>
internal sealed record SourceStatement(DateTimeOffset Source, double Residual, double TonalDb, double ImpulsiveDb, bool IsIntermittent, bool IsDistinct);

/// <summary>A night as assessments take it.</summary>
internal sealed record NightFacts
{
    public required string Place { get; init; }

    public required Night Night { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Up to when the night is measured.</summary>
    public required DateTimeOffset Until { get; init; }

    public required MicrophonePosition Position { get; init; }

    /// <summary>By whom the position is stated.</summary>
    public string PositionFrom { get; init; } = "by the kind of the place: nobody has stated it";

    public MicrophoneFacts Microphone { get; init; } = MicrophoneFacts.Unknown;

    public SourceKind Source { get; init; }

    /// <summary>Null = no officer has stated it.</summary>
    public SourceStatement? Statement { get; init; }

    /// <summary>By whom it is.</summary>
    public string StatementFrom { get; init; } = "stated by an officer";

    /// <summary>Of the place's licence; null = none is recorded.</summary>
    public LicenceCondition? Licence { get; init; }

    public required NightDetail Detail { get; init; }

    public LegalTexts Texts => LegalTexts.On(Night.Evening);

    public NightWeather Weather => Detail.Weather;

    public IReadOnlyList<NoiseMinuteRecord> Minutes => Detail.Minutes;

    /// <summary>All of it, as its page shows it; null = nothing was measured.</summary>
    public NoiseInterval? Whole => Detail is { Seconds.Count: 0, Minutes.Count: 0 } || Until <= Night.From ? null
        : NoiseIntervals.Over(Night.From, Until - Night.From, [.. Detail.Seconds], [.. Detail.Levels]) is { LAeq: not null } whole ? InRange(whole) : null;

    public IReadOnlyList<NoiseInterval> Quarters => Intervals(15);

    public bool IsIndoors => Position is MicrophonePosition.Indoors or MicrophonePosition.IndoorsOpenWindow;

    /// <summary>Intervals that begin at whole multiples of so many minutes, UTC, in order.</summary>
    public IReadOnlyList<NoiseInterval> Intervals(int minutes) =>
        [.. NoiseIntervals.Of([.. Detail.Seconds], [.. Detail.Levels], TimeSpan.FromMinutes(minutes)).Select(InRange)];

    /// <summary>A level under the microphone's floor is that or less, also where its device knew nothing of a floor.</summary>
    public BoundedLevel? InRange(BoundedLevel? level) => level is { Bound: LevelBound.Exact } known && known.Db < Microphone.FloorDb
        ? known with { Bound = LevelBound.AtMost } : level;

    /// <summary>LAF of minutes together; null = one of them has none, or there are fewer minutes.</summary>
    public LevelHistogram? Laf(DateTimeOffset from, int minutes)
    {
        var sum = new LevelHistogram();
        var its = Detail.Levels.Where(m => m.T >= from && m.T < from.AddMinutes(minutes)).ToList();
        if (its.Select(m => m.T).Distinct().Count() < minutes || its.Exists(m => m.Laf is null))
            return null;
        foreach (var minute in its)
            sum.Add(minute.Laf![0], minute.Laf.AsSpan(1));
        return sum;
    }

    private NoiseInterval InRange(NoiseInterval interval) => Microphone.FloorDb is null ? interval : interval with
    {
        LAeq = InRange(interval.LAeq),
        LAFmax = InRange(interval.LAFmax),
        LA10 = InRange(interval.LA10),
        LA50 = InRange(interval.LA50),
        LA90 = InRange(interval.LA90),
    };
}
