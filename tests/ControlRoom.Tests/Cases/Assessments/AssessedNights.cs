using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Assessments;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Assessments;

/// <summary>Nights made of known minutes and seconds: 23 November 2026 in London, 23:00 to 07:00 UTC.</summary>
internal static class AssessedNights
{
    public static Night Tonight { get; } = Night.Of(new(2026, 11, 23), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

    public static NightFacts Of(IEnumerable<NoiseMinuteRecord> minutes, IEnumerable<NoiseReading>? seconds = null,
        MicrophonePosition position = MicrophonePosition.Indoors, params GateRecord[] weather) => new()
        {
            Place = "Home",
            Night = Tonight,
            Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London"),
            Until = Tonight.To,
            Position = position,
            Detail = new(Tonight.To, [.. seconds ?? []], [.. minutes], NightWeather.Of(Tonight, weather), []),
        };

    /// <param name="n">Minutes since the night began.</param>
    /// <param name="laeq">In dB.</param>
    /// <param name="laf">Of LAF: tenths of a decibel, and how often; together 6000.</param>
    public static NoiseMinuteRecord Minute(int n, double laeq, params (int Bin, int Count)[] laf) => new()
    {
        T = Tonight.From.AddMinutes(n),
        LAeq = laeq,
        LCeq = laeq + 12,
        LAFmax = laeq + 3,
        Histogram = laf.Length == 0 ? null : Histogram(laf),
        OverloadSeconds = 0,
        UnderRangeSeconds = 0,
        Capture = 100,
    };

    /// <summary>Minutes that are all alike: LAF never moves.</summary>
    public static IEnumerable<NoiseMinuteRecord> Steady(int from, int count, double level) =>
        Enumerable.Range(from, count).Select(n => Minute(n, level, ((int)Math.Round(level * 10), 6000)));

    public static NoiseReading Second(int at, double level, params string[] flags) =>
        new(Tonight.From.AddSeconds(at), level, level + 2, null) { Flags = flags };

    public static GateRecord Weather(int minute, double? wind, double? rain) => new() { T = Tonight.From.AddMinutes(minute + 1), Wind = wind, Rain = rain };

    private static LafHistogram Histogram((int Bin, int Count)[] laf)
    {
        var (first, last) = (laf.Min(l => l.Bin), laf.Max(l => l.Bin));
        return new(first, [.. Enumerable.Range(first, last - first + 1).Select(b => laf.Where(l => l.Bin == b).Sum(l => l.Count))]);
    }
}
