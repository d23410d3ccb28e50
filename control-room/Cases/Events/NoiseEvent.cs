using System.Globalization;
using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.ControlRoom.Cases.Nights;

namespace Solutions.Edge.ControlRoom.Cases.Events;

/// <summary>What makes seconds an event. A change of a figure is a new version, and every event is printed with it.</summary>
/// <param name="Version">Of the figures.</param>
/// <param name="OverDb">From how far over the background a second's LAeq belongs to an event, in dB.</param>
/// <param name="GapSeconds">Seconds of one event lie less than this apart.</param>
/// <param name="RaisedDb">From how far over the background in force a quarter of an hour's LA90 is the noise's own, in dB.</param>
/// <param name="LeastCapture">How much of a quarter of an hour its LA90 must rest on to be a background, in %.</param>
internal sealed record EventParameters(string Version, double OverDb, int GapSeconds, double RaisedDb, double LeastCapture)
{
    public static readonly EventParameters Default = new("1", 10, 10, 5, 80);

    /// <summary>Compared in the hundredths that levels are stored in: 41.3 dB is 10 dB over 31.3 dB, which binary fractions are not certain of.</summary>
    public static bool IsOver(double level, double background, double by) => Math.Round((level - background - by) * 100) >= 0;
}

/// <summary>The background that an event stands over, as it was at its first second.</summary>
/// <param name="Level">In dB; under range it is no more than a bound.</param>
/// <param name="Quarter">The quarter of an hour whose LA90 it is; null = the median LA90 of that hour of the week.</param>
/// <param name="Age">From that quarter's end to the event's first second; null = the usual one has none.</param>
internal sealed record EventBackground(BoundedLevel Level, DateTimeOffset? Quarter, TimeSpan? Age);

/// <summary>What a sound looks like by its third-octave bands and the device's own events. Never what made it.</summary>
internal enum SoundKind
{
    Bass,
    Tone,
    Alarm,
    Impulsive,
    Voices,
    Broadband,
}

/// <summary>Seconds that stand out of the background, from the first to the last of them. (Device, Start) is its name.</summary>
/// <param name="Device">The microphone.</param>
/// <param name="From">Its first second.</param>
/// <param name="To">Its end, not in it.</param>
/// <param name="LAeq">Of all that was measured between, in dB.</param>
/// <param name="LAFmax">Greatest of its seconds, in dB; null = of none is it known.</param>
/// <param name="Background">What it stands over.</param>
/// <param name="Doubts">Of any of its seconds; <see cref="SecondDoubt.Missing"/> also of one that begins or ends at a gap.</param>
/// <param name="Measured">Seconds of it that have a level.</param>
internal sealed record NoiseEvent(string Device, DateTimeOffset From, DateTimeOffset To, BoundedLevel LAeq, BoundedLevel? LAFmax, EventBackground Background,
    SecondDoubt Doubts, int Measured)
{
    /// <summary>First second, Unix s.</summary>
    public long Start => From.ToUnixTimeSeconds();

    public int Seconds => (int)(To - From).TotalSeconds;

    /// <summary>What it looks like, the plainest first; empty = nothing to tell it by was stored.</summary>
    public IReadOnlyList<SoundKind> Kinds { get; init; } = [];

    /// <summary>LAeq over the background, in dB.</summary>
    public BoundedLevel Over => new(Math.Round(LAeq.Db - Background.Level.Db, 2), Combined(LAeq.Bound, Background.Level.Bound));

    /// <summary>By which events are ranked, duration and level over background in one: the energy that it stands over the background by, in dB.</summary>
    public double Rank => Over.Db + 10 * Math.Log10(Seconds);

    /// <summary>As <c>1 h 02 min 03 s</c>.</summary>
    public string Length => string.Join(' ', new[] { (Seconds / 3600, "h"), (Seconds / 60 % 60, "min"), (Seconds % 60, "s") }
        .Where(p => p.Item1 > 0).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Item1} {p.Item2}")));

    /// <summary>A background that is at most so much makes what stands over it at least so much.</summary>
    private static LevelBound Combined(LevelBound level, LevelBound background) => (level, Turned(background)) switch
    {
        (LevelBound.Exact, var one) => one,
        (var one, LevelBound.Exact) => one,
        var (one, other) => one == other ? one : LevelBound.EitherSide,
    };

    private static LevelBound Turned(LevelBound bound) => bound switch
    {
        LevelBound.AtLeast => LevelBound.AtMost,
        LevelBound.AtMost => LevelBound.AtLeast,
        _ => bound,
    };
}
