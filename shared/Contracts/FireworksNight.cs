using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>
/// A night on which fireworks are permitted up to a later hour (Fireworks Regulations 2004, reg. 7). Written <c>11-05 24:00</c>, of every year, or
/// <c>2026-11-08 01:00</c>: the day on which the night begins, and its curfew in the site's own time.
/// </summary>
/// <param name="Year">The year; null = every year.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">Of the month on which the night begins.</param>
/// <param name="CurfewMinute">Minutes since noon of that day: 24:00 is 720, 01:00 is 780.</param>
public readonly record struct FireworksNight(int? Year, int Month, int Day, int CurfewMinute)
{
    private const int Noon = 12 * 60, FullDay = 24 * 60;

    /// <summary>What is right, for a sentence.</summary>
    internal const string Form = "a day and its curfew, such as 11-05 24:00 or 2026-11-08 01:00";

    /// <summary>
    /// 5 November up to 24:00; New Year's Eve and, of the years to come, Diwali and the first day of the Lunar New Year up to 01:00.
    /// </summary>
    public static IReadOnlyList<FireworksNight> Usual { get; } =
    [
        .. new[]
        {
            "11-05 24:00", "12-31 01:00", "2026-11-08 01:00", "2027-02-06 01:00", "2027-10-29 01:00", "2028-01-26 01:00", "2028-10-17 01:00",
            "2029-02-13 01:00", "2029-11-05 01:00", "2030-02-03 01:00", "2030-10-26 01:00",
        }.Select(text => TryParse(text, out var night) ? night : throw new FormatException(text)),
    ];

    /// <summary>Whether it is the night that began on a day.</summary>
    public bool IsOf(DateOnly day) => (Year ?? day.Year) == day.Year && Month == day.Month && Day == day.Day;

    /// <inheritdoc/>
    public override string ToString()
    {
        var minute = Noon + CurfewMinute is var since && since > FullDay ? since - FullDay : since;
        return string.Create(CultureInfo.InvariantCulture, $"{(Year is { } year ? $"{year:0000}-" : "")}{Month:00}-{Day:00} {minute / 60:00}:{minute % 60:00}");
    }

    /// <summary>Reads the written form.</summary>
    public static bool TryParse(string? text, out FireworksNight night)
    {
        night = default;
        if (text?.Split(' ') is not [var day, var curfew] || !TryDay(day, out var date) || !TryMinute(curfew, out var minute))
            return false;
        night = new(day.Length == 5 ? null : date.Year, date.Month, date.Day, minute);
        return true;
    }

    /// <summary>Of a leap year, so that 29 February is a day.</summary>
    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text.Length == 5 ? $"2028-{text}" : text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>From 12:01 to 24:00 of the day, or up to 07:00 of the next.</summary>
    private static bool TryMinute(string text, out int minute)
    {
        minute = FullDay - Noon;
        if (text == "24:00")
            return true;
        var reads = TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        minute = time.Hour * 60 + time.Minute - Noon;
        minute += minute < 0 ? FullDay : 0;
        return reads && minute is > 0 and <= FullDay - 5 * 60;
    }
}

/// <summary>A night in its written form.</summary>
internal sealed class FireworksNightConverter : JsonConverter<FireworksNight>
{
    public override FireworksNight Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && FireworksNight.TryParse(reader.GetString(), out var night) ? night : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, FireworksNight value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
