using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>Hours of every day, in a site's own time: from &lt;= t &lt; to, over midnight where to is not after from. Written <c>23:00-07:00</c>.</summary>
/// <param name="FromMinute">Minutes since midnight, 0 to 1439.</param>
/// <param name="ToMinute">Minutes since midnight, 1 to 1440 (24:00); another than <paramref name="FromMinute"/>.</param>
public readonly record struct DailyHours(int FromMinute, int ToMinute)
{
    private const int Day = 24 * 60;

    /// <summary>What is right, for a sentence.</summary>
    internal const string Form = "two different times of day such as 23:00-07:00";

    /// <summary>Whether a moment of the day is within them.</summary>
    /// <param name="minute">Whole minutes since midnight.</param>
    public bool Contains(int minute) => FromMinute < ToMinute ? minute >= FromMinute && minute < ToMinute : minute >= FromMinute || minute < ToMinute;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Clock(FromMinute)}-{Clock(ToMinute)}");

    /// <summary>Reads the written form.</summary>
    public static bool TryParse(string? text, out DailyHours hours)
    {
        hours = default;
        if (text?.Split('-') is not [var from, var to] || !TryMinute(from, out var first) || !TryMinute(to, out var end)
            || first == end || first == Day || end == 0)
            return false;
        hours = new(first, end);
        return true;
    }

    private static bool TryMinute(string text, out int minute)
    {
        minute = Day;
        if (text == "24:00")
            return true;
        var reads = TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        minute = time.Hour * 60 + time.Minute;
        return reads;
    }

    /// <summary>A minute of the day as it is written.</summary>
    public static string Clock(int minute) => FormattableString.Invariant($"{minute / 60:00}:{minute % 60:00}");
}

/// <summary>A site's hours, in its own time zone. What is not given is as usual in the town.</summary>
public sealed record SiteHours
{
    private static readonly DailyHours UsualNight = new(23 * 60, 7 * 60), UsualClosed = new(22 * 60, 6 * 60), UsualEconomy = new(20 * 60, 4 * 60),
        UsualBins = new(7 * 60, 11 * 60);

    /// <summary>When people sleep: 23:00-07:00 (Noise Act 1996 s.2).</summary>
    public DailyHours Night { get; init => field = Or(value, UsualNight); } = UsualNight;

    /// <summary>When a gated alley is closed: 22:00-06:00.</summary>
    public DailyHours Closed { get; init => field = Or(value, UsualClosed); } = UsualClosed;

    /// <summary>When the night-time economy is open: 20:00-04:00.</summary>
    public DailyHours NightTimeEconomy { get; init => field = Or(value, UsualEconomy); } = UsualEconomy;

    /// <summary>The days on which bins are collected; none are given = none is known.</summary>
    public IReadOnlyList<DayOfWeek> BinDays { get; init => field = value ?? []; } = [];

    /// <summary>When a gate may stand open on those days: 07:00-11:00, within one day.</summary>
    public DailyHours BinHours { get; init => field = Or(value, UsualBins); } = UsualBins;

    /// <summary>Of a VENUE, when music is licensed; null = none is recorded.</summary>
    public DailyHours? Licensed { get; init; }

    /// <summary>The nights on which fireworks are permitted for longer than up to the night; not given = <see cref="FireworksNight.Usual"/>.</summary>
    public IReadOnlyList<FireworksNight> FireworksNights { get; init => field = value ?? FireworksNight.Usual; } = FireworksNight.Usual;

    /// <summary>What cannot be, as a sentence with what would be right; null = nothing.</summary>
    public string? FindFault() => FireworksNights.GroupBy(n => (n.Year, n.Month, n.Day)).FirstOrDefault(g => g.Count() > 1) is { } again
        ? $"fireworksNights names {again.First()} and {again.Last()}; a night has one curfew"
        : BinHours.FromMinute >= BinHours.ToMinute
        ? $"binHours is {BinHours}; it must begin and end on one day, such as {UsualBins}"
        : BinDays.GroupBy(d => d).FirstOrDefault(g => g.Count() > 1) is { } twice ? $"binDays names {twice.Key} twice; once is enough" : null;

    /// <remarks>The generated reader hands over an empty value for what a file does not give.</remarks>
    private static DailyHours Or(DailyHours given, DailyHours usual) => given == default ? usual : given;
}

/// <summary>Hours in their written form.</summary>
internal sealed class DailyHoursConverter : JsonConverter<DailyHours>
{
    public override DailyHours Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && DailyHours.TryParse(reader.GetString(), out var hours) ? hours : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DailyHours value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
