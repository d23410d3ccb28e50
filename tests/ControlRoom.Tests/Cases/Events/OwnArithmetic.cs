namespace Solutions.Edge.ControlRoom.Tests.Cases.Events;

/// <summary>An event as it is computed beside the product: seconds since the night began, and levels in dB.</summary>
internal sealed record OwnEvent(int From, int To, double LAeq, double LAFmax, double Background);

/// <summary>Levels of a night by their definitions, sharing no code with the product: every figure from the seconds themselves.</summary>
internal static class OwnArithmetic
{
    /// <summary>10 lg of the mean of 10^(L/10).</summary>
    public static double Mean(IEnumerable<double> levels)
    {
        var all = levels.ToArray();
        return 10 * Math.Log10(all.Sum(l => Math.Pow(10, l / 10)) / all.Length);
    }

    /// <summary>The level exceeded for 90 % of the seconds, between two ranks by proportion.</summary>
    public static double? Exceeded90(double?[] levels)
    {
        var known = levels.Where(l => l.HasValue).Select(l => l!.Value).OrderDescending().ToArray();
        if (known.Length == 0)
            return null;
        var place = 0.9 * (known.Length - 1);
        var whole = (int)Math.Floor(place);
        return whole + 1 < known.Length ? known[whole] - (place - whole) * (known[whole] - known[whole + 1]) : known[whole];
    }

    /// <param name="before">Seconds of the hour before the night.</param>
    /// <param name="night">Its seconds: LAeq and LAFmax.</param>
    public static List<OwnEvent> Events(double?[] before, (double? LAeq, double? LAFmax)[] night)
    {
        double?[] all = [.. before, .. night.Select(s => s.LAeq)];
        // Of each quarter of an hour its LA90, where 720 of its 900 seconds were measured.
        var quarters = Enumerable.Range(0, all.Length / 900).Select(q => all[(q * 900)..((q + 1) * 900)])
            .Select(q => q.Count(l => l.HasValue) >= 720 ? Round(Exceeded90(q)) : null).ToArray();
        var steps = new double?[quarters.Length + 1];
        var quiet = new List<double>();
        for (var q = 0; q < quarters.Length; q++)
        {
            steps[q] = Lowest(quiet);
            if (quarters[q] is { } level && !Reaches(level, Lowest(quiet), 5))
                quiet.Add(level);
        }
        steps[^1] = Lowest(quiet);

        var events = new List<OwnEvent>();
        for (var start = Next(0); start is { } from; start = Next(events[^1].To))
        {
            var background = steps[(before.Length + from) / 900]!.Value;
            var loud = Enumerable.Range(from, night.Length - from).Where(i => Reaches(night[i].LAeq, background, 10)).ToList();
            var breaks = Enumerable.Range(0, loud.Count).First(k => k + 1 == loud.Count || loud[k + 1] - (loud[k] + 1) >= 10);
            var within = night[from..(loud[breaks] + 1)];
            events.Add(new(from, loud[breaks] + 1, Mean(within.Where(s => s.LAeq.HasValue).Select(s => s.LAeq!.Value)),
                within.Max(s => s.LAFmax)!.Value, background));
        }
        return events;

        int? Next(int after)
        {
            for (var i = after; i < night.Length; i++)
            {
                if (Reaches(night[i].LAeq, steps[(before.Length + i) / 900], 10))
                    return i;
            }
            return null;
        }
    }

    private static bool Reaches(double? level, double? background, decimal by) => (decimal?)level - (decimal?)background >= by;

    private static double? Lowest(List<double> quiet) => quiet.Count == 0 ? null : quiet.Skip(quiet.Count - 4).Min();

    private static double? Round(double? level) => level is { } db ? Math.Round(db, 2) : null;
}
