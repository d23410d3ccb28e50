using System.Globalization;
using System.Net.Mail;

namespace Solutions.Edge.Contracts;

/// <summary>A condition of a premises licence, and the form in which it can be measured.</summary>
public sealed record LicenceCondition
{
    /// <summary>Most characters of <see cref="Text"/>.</summary>
    public const int LongestText = 2000;

    /// <summary>The condition's own words.</summary>
    public required string Text { get; init; }

    /// <summary>LAeq over each period up to which the condition is met, in dB.</summary>
    public required double LimitDb { get; init; }

    /// <summary>Length of a period in minutes: a divisor of 60.</summary>
    public int Minutes { get; init; } = 15;

    /// <summary>From when it holds, by the clock of the place, HH:mm.</summary>
    public string From { get; init; } = "23:00";

    /// <summary>Up to when; the same as <see cref="From"/> = all day.</summary>
    public string To { get; init; } = "07:00";

    /// <summary>The licensee's e-mail address: a message goes there when the level nears the limit; null = none goes.</summary>
    public string? Licensee { get; init; }

    /// <summary>What cannot be, as a sentence with what would be right; null = nothing.</summary>
    public string? FindFault() =>
        Text.Length is 0 or > LongestText ? $"text has {Text.Length} characters; it must have 1 to {LongestText}"
        : !(LimitDb is >= 20 and <= 120) ? string.Create(CultureInfo.InvariantCulture, $"limitDb is {LimitDb}; it must be 20 to 120")
        : Minutes < 1 || 60 % Minutes != 0 ? string.Create(CultureInfo.InvariantCulture, $"minutes is {Minutes}; it must be a divisor of 60")
        : !IsTime(From) ? $"from is '{From}'; it must be a time of day such as 23:00"
        : !IsTime(To) ? $"to is '{To}'; it must be a time of day such as 07:00"
        : Licensee is not null && !MailAddress.TryCreate(Licensee, out _) ? $"licensee is '{Licensee}'; it must be an e-mail address" : null;

    /// <summary>Whether it holds at a time of day at the place.</summary>
    /// <param name="local">By the clock there.</param>
    public bool HoldsAt(TimeOnly local)
    {
        var (from, to) = (Time(From), Time(To));
        return from == to || (from < to ? local >= from && local < to : local >= from || local < to);
    }

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);

    private static bool IsTime(string text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
