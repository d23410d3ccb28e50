using System.Globalization;
using Solutions.Edge.Acoustics.Statistics;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>Figures in words.</summary>
internal static class Words
{
    public const string BelowRange = "below the range of this microphone";

    /// <summary>What the levels are worth by what is known of the microphone.</summary>
    public static string Instrument(NightFacts facts) => facts.Microphone.Class is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"Of a class {known} microphone by {facts.Microphone.From}; unattended, and of no approved device.")
        : "Indicative: of a MEMS microphone without a class, not of a sound level meter.";

    public static string Db(double level) => level.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>A level with its sign, and what the sign means.</summary>
    public static string Level(BoundedLevel level) => level.Bound switch
    {
        LevelBound.AtMost => $"{level} dB ({BelowRange})",
        LevelBound.AtLeast => $"{level} dB (in overload: this or more)",
        LevelBound.EitherSide => $"{level} dB (overload and under range: on either side)",
        _ => $"{level} dB",
    };

    /// <summary>How far one level lies over another.</summary>
    public static string Over(double difference) => difference switch
    {
        >= 0.05 => $"{Db(difference)} dB above",
        <= -0.05 => $"{Db(-difference)} dB below",
        _ => "level with",
    };

    public static string Count(int number, string one, string several) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : several)}");

    public static string Clock(NightFacts facts, DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, facts.Zone)
            .ToString(facts.Night.ClockChange(facts.Zone) is null ? "HH:mm" : "HH:mm 'UTC'zzz", CultureInfo.InvariantCulture);
}
