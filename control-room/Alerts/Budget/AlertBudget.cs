using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Budget;

/// <summary>Something that happened to an alert by the rules.</summary>
/// <param name="AtMs">Event time, Unix ms.</param>
/// <param name="Of">What of.</param>
/// <param name="Priority">1 to 4.</param>
/// <param name="Rings">It called for an operator's attention.</param>
/// <param name="Happened">The condition came about, whether it rang or not.</param>
internal sealed record Occurrence(long AtMs, AlertSource Of, int Priority, bool Rings, bool Happened);

/// <summary>A source of a code at a site.</summary>
internal readonly record struct AlertSource(string Site, string Code, Source Source);

/// <summary>A time in which more rang than an operator can look at.</summary>
/// <param name="FromMs">The first ring of it.</param>
/// <param name="ToMs">The last.</param>
/// <param name="Rang">How many.</param>
internal readonly record struct Flood(long FromMs, long ToMs, int Rang);

/// <summary>A source that comes and goes so often that nobody can act on it.</summary>
/// <param name="Of">The source.</param>
/// <param name="Times">How often it came in all.</param>
/// <param name="InMinute">How often in its worst minute.</param>
/// <param name="InHour">How often in its worst hour.</param>
internal sealed record Chattering(AlertSource Of, int Times, int InMinute, int InHour);

/// <summary>
/// What rang for an operator against what one can look at, by ISA-18.2 and EEMUA 191: one in 10 min, a flood from more than 10 in 10 min until fewer than 5,
/// chattering from 3 times in a minute. Pure.
/// </summary>
/// <param name="Rang">Rings of the whole time.</param>
/// <param name="InTenMinutes">Rings of the last 10 min of it.</param>
/// <param name="InHour">Rings of the last hour of it.</param>
/// <param name="InDay">Rings of the last 24 h of it.</param>
/// <param name="PerTenMinutes">The mean of the whole time.</param>
/// <param name="Worst">The most in any 10 min.</param>
/// <param name="Floods">The floods, the first first.</param>
/// <param name="Chattering">Sources that chatter, the worst first.</param>
/// <param name="Top">The ten sources that rang most.</param>
/// <param name="ByPriority">Rings of P1, P2 and P3.</param>
internal sealed record AlertBudget(int Rang, int InTenMinutes, int InHour, int InDay, double PerTenMinutes, int Worst, IReadOnlyList<Flood> Floods,
    IReadOnlyList<Chattering> Chattering, IReadOnlyList<(AlertSource Of, int Rang)> Top, IReadOnlyList<int> ByPriority)
{
    public const long TenMinutesMs = 600_000;

    public static AlertBudget None { get; } = Of([], 0, 1);

    private const int FloodBegins = 10, FloodLasts = 5, TopMost = 10;

    private const int ChatterInMinute = 3;

    /// <summary>What comes so often in an hour chatters too, more slowly: our cool-down keeps most of it from ringing, and not from coming.</summary>
    private const int ChatterInHour = 5;

    private const long MinuteMs = 60_000, HourMs = 3_600_000, DayMs = 24 * HourMs;

    /// <param name="occurrences">What happened from <paramref name="fromMs"/> to before <paramref name="toMs"/>, in any order.</param>
    /// <param name="fromMs">Unix ms.</param>
    /// <param name="toMs">Unix ms.</param>
    public static AlertBudget Of(IReadOnlyCollection<Occurrence> occurrences, long fromMs, long toMs)
    {
        var rings = occurrences.Where(o => o.Rings).OrderBy(o => o.AtMs).ToList();
        var times = rings.Select(r => r.AtMs).ToList();
        return new(rings.Count, Since(TenMinutesMs), Since(HourMs), Since(DayMs), rings.Count / Math.Max(1, (toMs - fromMs) / (double)TenMinutesMs),
            Most(times, TenMinutesMs), FloodsOf(times), ChatteringOf(occurrences),
            [.. rings.GroupBy(r => r.Of).OrderByDescending(g => g.Count()).ThenBy(g => $"{g.Key}", StringComparer.Ordinal).Take(TopMost)
                .Select(g => (g.Key, g.Count()))],
            [.. Enumerable.Range(1, 3).Select(p => rings.Count(r => r.Priority == p))]);

        int Since(long ms) => times.Count(t => t >= toMs - ms);
    }

    private static List<Flood> FloodsOf(List<long> times)
    {
        var floods = new List<Flood>();
        int? began = null;
        for (int first = 0, i = 0; i < times.Count; i++)
        {
            while (times[i] - times[first] >= TenMinutesMs)
                first++;
            var within = i - first + 1;
            if (began is null && within > FloodBegins)
                began = first;
            else if (began is { } from && within < FloodLasts)
            {
                floods.Add(new(times[from], times[i - 1], i - from));
                began = null;
            }
        }
        if (began is { } last)
            floods.Add(new(times[last], times[^1], times.Count - last));
        return floods;
    }

    private static List<Chattering> ChatteringOf(IEnumerable<Occurrence> occurrences) =>
        [.. from source in occurrences.Where(o => o.Happened).GroupBy(o => o.Of)
            let times = source.Select(o => o.AtMs).Order().ToList()
            let worst = new Chattering(source.Key, times.Count, Most(times, MinuteMs), Most(times, HourMs))
            where worst.InMinute >= ChatterInMinute || worst.InHour >= ChatterInHour
            orderby worst.InMinute descending, worst.InHour descending, $"{source.Key}"
            select worst];

    /// <summary>The most of them within any stretch of that length.</summary>
    private static int Most(List<long> times, long lengthMs)
    {
        var most = 0;
        for (int first = 0, i = 0; i < times.Count; i++)
        {
            while (times[i] - times[first] >= lengthMs)
                first++;
            most = Math.Max(most, i - first + 1);
        }
        return most;
    }
}
