using System.Globalization;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Cases.Nights;

/// <summary>What the gauges of a site gave in one minute of a night: the greatest of any of them.</summary>
/// <param name="Minute">Minutes since the night began.</param>
/// <param name="Wind">In m/s, the mean of a minute; null = no anemometer reported.</param>
/// <param name="Rain">In mm/h; null = no rain gauge reported.</param>
internal sealed record WeatherMinute(int Minute, double? Wind, double? Rain);

/// <summary>Wind and rain in a night. Pure.</summary>
/// <param name="Minutes">Those that a gauge reported of, in order.</param>
/// <param name="WindLimit">Over so much wind a level is not of the source alone, in m/s (BS 4142:2014+A1:2019, 6.4).</param>
internal sealed record NightWeather(IReadOnlyList<WeatherMinute> Minutes, double WindLimit)
{
    /// <summary>Wind at the microphone that practice sets as the most, in m/s.</summary>
    public const double UsualWindLimit = 5;

    private readonly Dictionary<int, WeatherMinute> byMinute = Minutes.ToDictionary(m => m.Minute);

    /// <summary>No gauge stands there, or none reported.</summary>
    public bool IsUnknown => Minutes.Count == 0;

    /// <summary>The most of all that was reported; null = nothing was.</summary>
    public double? GreatestWind => Minutes.Max(m => m.Wind);

    public double? GreatestRain => Minutes.Max(m => m.Rain);

    /// <param name="night">The night.</param>
    /// <param name="records">What the site's gates reported around it: each of the minute before it.</param>
    public static NightWeather Of(Night night, IEnumerable<GateRecord> records)
    {
        var minutes = new SortedDictionary<int, WeatherMinute>();
        foreach (var record in records.Where(r => r.Wind is not null || r.Rain is not null))
        {
            // A record that is not cut at a minute is of parts of two.
            var (first, last) = (MinuteOf(record.T.AddSeconds(-59)), MinuteOf(record.T.AddMilliseconds(-1)));
            for (var minute = Math.Max(first, 0); minute <= last && minute < night.Seconds / 60; minute++)
            {
                var known = minutes.GetValueOrDefault(minute);
                minutes[minute] = new(minute, Greater(known?.Wind, record.Wind), Greater(known?.Rain, record.Rain));
            }
        }
        return new([.. minutes.Values], UsualWindLimit);

        int MinuteOf(DateTimeOffset at) => (int)Math.Floor((at - night.From).TotalMinutes);
    }

    /// <summary>Why a second is not to be relied on alone, in words; null = the weather gives no reason.</summary>
    public string? Reason(int second) => byMinute.GetValueOrDefault(second / 60) switch
    {
        { Wind: { } wind } when wind > WindLimit => string.Create(CultureInfo.InvariantCulture, $"wind over {WindLimit:0.#} m/s"),
        { Rain: > 0 } => "rain",
        _ => null,
    };

    /// <summary>How many seconds no gauge reported of.</summary>
    public int UnknownSeconds(Night night) => night.Seconds - 60 * Minutes.Count;

    private static double? Greater(double? one, double? other) => one >= other || other is null ? one : other;
}
