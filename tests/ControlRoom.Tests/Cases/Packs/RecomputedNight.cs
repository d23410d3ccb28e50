using System.Globalization;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Packs;

/// <summary>One night of it.</summary>
internal sealed class RecomputedNight
{
    private readonly DateTimeOffset from, until;
    private readonly List<Second> seconds;
    private readonly List<Minute> minutes;
    private readonly Dictionary<DateTimeOffset, Second> bySecond;
    private readonly ILookup<DateTimeOffset, Minute> byMinute;
    private readonly List<Dictionary<string, string>> clock, weather, events;

    private readonly int seals;

    public RecomputedNight(Dictionary<string, List<Dictionary<string, string>>> tables, string date, string device)
    {
        var night = tables["nights.csv"].Single(n => n["night"] == date && n["device"] == device);
        (from, until) = (Instant(night["from"]), Instant(night["until"]));
        seconds = [.. tables[$"nights/{date}-{device}-seconds.csv"].Select(s => new Second(Instant(s["t"]), Level(s["LAeq"]), Level(s["LAFmax"]),
            s["flags"].Split(' ')))];
        minutes = [.. tables[$"nights/{date}-{device}-minutes.csv"].Select(m => new Minute(Instant(m["t"]), Level(m["LAeq"]), Level(m["LAFmax"]),
            Recomputed.Number(m["capture"]), int.Parse(m["overloadSeconds"], CultureInfo.InvariantCulture),
            int.Parse(m["underRangeSeconds"], CultureInfo.InvariantCulture), m["histogram"].Length > 0 ? int.Parse(m["histogram"].Split(' ')[0],
                CultureInfo.InvariantCulture) : 0,
            [.. m["histogram"].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(c => int.Parse(c, CultureInfo.InvariantCulture))]))];
        (bySecond, byMinute) = (seconds.ToDictionary(s => s.T), minutes.ToLookup(m => m.T));
        seals = tables[$"nights/{date}-{device}-seals.ndjson"].Count;
        events = [.. tables["events.csv"].Where(e => e["night"] == date && e["device"] == device)];
        (clock, weather) = (tables[$"nights/{date}-{device}-clock.csv"], tables[$"nights/{date}-{device}-weather.csv"]);
    }

    public (string LAeq, string LAFmax, string Over) Event(string first, string end, double background)
    {
        var own = seconds.Where(s => s.T >= Instant(first) && s.T < Instant(end)).ToList();
        var mean = Math.Round(10 * Math.Log10(own.Where(s => s.LAeq is not null).Average(s => Math.Pow(10, s.LAeq!.Value / 10))), 2);
        return (Tenth(mean), own.Max(s => s.LAFmax) is { } most ? Tenth(most) : "", Tenth(mean - background));
    }

    public int Length => (int)(until - from).TotalSeconds;

    public int Measured => seconds.Where(s => s.LAeq is not null).Select(s => s.T).Distinct().Count();

    public string Value(string quantity) => quantity switch
    {
        "LAeq" => Mean(from, until),
        "LA90" => Ninety(from, until),
        "LAFmax" => Greatest(from, until),
        "LAeq,15min max" => Quarters(Mean, isGreatest: true),
        "LA90,15min min" => Quarters(Ninety, isGreatest: false),
        "seconds" => Recomputed.Text(Measured),
        "gaps" => Recomputed.Text(Gaps().Count),
        "longest gap" => Recomputed.Text(Gaps().DefaultIfEmpty().Max()),
        "overload" => Recomputed.Text(seconds.Count(s => s.Flags.Contains("overload"))),
        "under-range" => Recomputed.Text(seconds.Count(s => s.Flags.Contains("under-range"))),
        "events" => Recomputed.Text(events.Count),
        "loud events" => Recomputed.Text(events.Count(e => seconds.Where(s => s.T >= Instant(e["from"]) && s.T < Instant(e["to"]))
            .Max(s => s.LAFmax) >= 45)),
        "seals" => Recomputed.Text(seals),
        "clock error" => Largest(clock, "clockErrorMs"),
        "wind" => Largest(weather, "wind"),
        "rain" => Largest(weather, "rain"),
        _ => $"no rule for {quantity}",
    };

    private static string Largest(List<Dictionary<string, string>> rows, string column) => rows.Where(r => r[column].Length > 0)
        .Select(r => Math.Abs(Recomputed.Number(r[column]))).ToList() is { Count: > 0 } known ? known.Max().ToString("0.0", CultureInfo.InvariantCulture) : "-";

    private List<int> Gaps()
    {
        var (gaps, run, kind) = (new List<int>(), 0, "");
        for (var i = 0; i < Length; i++)
        {
            var second = bySecond.GetValueOrDefault(from.AddSeconds(i));
            var now = second is null ? "missing" : second.LAeq is null ? "silent" : "";
            if (now != kind && run > 0)
                gaps.Add(run);
            run = now.Length == 0 ? 0 : now == kind ? run + 1 : 1;
            kind = now;
        }
        return run > 0 ? [.. gaps, run] : gaps;
    }

    private string Quarters(Func<DateTimeOffset, DateTimeOffset, string> value, bool isGreatest)
    {
        var known = Enumerable.Range(0, Length / 900).Select(q => value(from.AddSeconds(900 * q), from.AddSeconds(900 * q + 900))).Where(v => v != "-")
            .OrderBy(v => Recomputed.Number(v.TrimStart('≥', '≤', '≷', ' '))).ToList();
        return known.Count == 0 ? "-" : isGreatest ? known[^1] : known[0];
    }

    /// <summary>By minutes, and by seconds where they cover more of one than its records do.</summary>
    private IEnumerable<(List<Minute> Parts, List<Second> Seconds)> ByMinute(DateTimeOffset start, DateTimeOffset end)
    {
        for (var at = start; at < end; at = at.AddMinutes(1))
        {
            var parts = byMinute[at].ToList();
            var own = Enumerable.Range(0, 60).Select(i => bySecond.GetValueOrDefault(at.AddSeconds(i))).OfType<Second>().ToList();
            yield return parts.Count > 0 && own.Count(s => s.LAeq is not null) <= Math.Round(parts.Sum(p => p.Capture) * 0.6) ? (parts, []) : ([], own);
        }
    }

    private string Mean(DateTimeOffset start, DateTimeOffset end)
    {
        var (energy, lasts) = (0.0, 0.0);
        foreach (var (parts, own) in ByMinute(start, end))
        {
            foreach (var (level, time) in parts.Select(p => (p.LAeq, p.Capture * 0.6)).Concat(own.Select(s => (s.LAeq, 1.0))))
            {
                if (level is { } db)
                    (energy, lasts) = (energy + time * Math.Pow(10, db / 10), lasts + time);
            }
        }
        var (over, under, _) = Bounds(start, end);
        return lasts == 0 ? "-" : (over > 0 ? "≥ " : under > 0 ? "≤ " : "") + Tenth(10 * Math.Log10(energy / lasts));
    }

    private string Greatest(DateTimeOffset start, DateTimeOffset end)
    {
        var all = ByMinute(start, end).SelectMany(m => m.Parts.Select(p => p.LAFmax).Concat(m.Seconds.Select(s => s.LAFmax))).Max();
        return all is { } db ? Sign(start, end, Math.Round(db, 2)) + Tenth(db) : "-";
    }

    private string Ninety(DateTimeOffset start, DateTimeOffset end)
    {
        var counts = new SortedDictionary<int, long>();
        foreach (var minute in minutes.Where(m => m.T >= start && m.T < end))
        {
            foreach (var (i, count) in minute.Counts.Index())
                counts[minute.First + i] = counts.GetValueOrDefault(minute.First + i) + count;
        }
        if (counts.Values.Sum() is var all && all > 0)
        {
            // From the loudest down to nine tenths of all readings.
            var (left, level) = (all * 0.9, 0.0);
            foreach (var (bin, count) in counts.Reverse().Where(c => c.Value > 0))
            {
                level = (bin + 0.5 - Math.Min(1, left / count)) / 10;
                if (left <= count)
                    break;
                left -= count;
            }
            return Sign(start, end, level) + Tenth(level);
        }
        var levels = seconds.Where(s => s.T >= start && s.T < end && s.LAeq is not null).Select(s => s.LAeq!.Value).Order().ToList();
        if (levels.Count == 0)
            return "-";
        var rank = 0.1 * (levels.Count - 1);
        var between = levels[(int)rank] + (rank - (int)rank) * (levels[Math.Min((int)rank + 1, levels.Count - 1)] - levels[(int)rank]);
        return Sign(start, end, between) + Tenth(between);
    }

    private string Sign(DateTimeOffset start, DateTimeOffset end, double level)
    {
        var (over, _, highest) = Bounds(start, end);
        return (over > 0, level <= highest) switch { (true, true) => "≷ ", (true, false) => "≥ ", (false, true) => "≤ ", _ => "" };
    }

    private (int Over, int Under, double Highest) Bounds(DateTimeOffset start, DateTimeOffset end)
    {
        var (over, under, highest) = (0, 0, double.NegativeInfinity);
        foreach (var (parts, own) in ByMinute(start, end))
        {
            over += parts.Sum(p => p.Overload) + own.Count(s => s.Flags.Contains("overload"));
            under += parts.Sum(p => p.UnderRange) + own.Count(s => s.Flags.Contains("under-range"));
            foreach (var level in parts.Where(p => p.UnderRange > 0).Select(p => p.LAFmax).Concat(own.Where(s => s.Flags.Contains("under-range"))
                .Select(s => s.LAFmax)))
                highest = Math.Max(highest, level ?? double.PositiveInfinity);
        }
        return (over, under, highest);
    }

    /// <summary>Rounded to a hundredth, as levels are kept, then printed to a tenth.</summary>
    private static string Tenth(double level) => Math.Round(level, 2).ToString("0.0", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static double? Level(string text) => text.Length > 0 ? Recomputed.Number(text) : null;

    private sealed record Second(DateTimeOffset T, double? LAeq, double? LAFmax, string[] Flags);

    private sealed record Minute(DateTimeOffset T, double? LAeq, double? LAFmax, double Capture, int Overload, int UnderRange, int First, int[] Counts);
}
