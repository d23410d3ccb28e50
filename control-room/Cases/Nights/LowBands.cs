using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Cases.Nights;

/// <summary>The one-third-octave bands from 10 to 160 Hz over a time.</summary>
/// <param name="T">Its start.</param>
/// <param name="Bands">Leq of each band in dB; null = not measured.</param>
/// <param name="CMinusA">LCeq − LAeq in dB; null = one of them was not measured.</param>
internal sealed record LowSpectrum(DateTimeOffset T, IReadOnlyList<double?> Bands, double? CMinusA);

/// <summary>Bass of a night, from its minutes. Energies are averaged, over what was measured of each minute. Pure.</summary>
internal static class LowBands
{
    /// <summary>10 Hz to 160 Hz.</summary>
    public const int Count = 13;

    /// <summary>Nominal mid-band frequencies in Hz.</summary>
    public static IReadOnlyList<string> Names { get; } = ["10", "12.5", "16", "20", "25", "31.5", "40", "50", "63", "80", "100", "125", "160"];

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>All of it; null = no band was measured.</summary>
    public static LowSpectrum? Over(DateTimeOffset from, IEnumerable<NoiseMinuteRecord> minutes)
    {
        var bands = Enumerable.Range(0, Count).Select(_ => new EquivalentLevel()).ToArray();
        List<NoiseMinuteRecord> its = [.. minutes.Where(m => m.Capture > 0)];
        foreach (var minute in its)
        {
            for (var i = 0; i < Count; i++)
                bands[i].Add(minute.Bands?[i], Minute * (minute.Capture / 100));
        }
        double?[] levels = [.. bands.Select(b => b.Db)];
        return levels.All(l => l is null) ? null : new(from, levels, CMinusA(its));
    }

    /// <summary>Of each quarter of an hour in which a band was measured, in order.</summary>
    public static IReadOnlyList<LowSpectrum> Quarters(IEnumerable<NoiseMinuteRecord> minutes) =>
        [.. minutes.GroupBy(m => m.T.ToUnixTimeSeconds() / 900).OrderBy(q => q.Key)
            .Select(q => Over(DateTimeOffset.FromUnixTimeSeconds(q.Key * 900), q)).OfType<LowSpectrum>()];

    /// <summary>LCeq − LAeq over minutes that have both.</summary>
    public static double? CMinusA(IEnumerable<NoiseMinuteRecord> minutes)
    {
        var (a, c) = (new EquivalentLevel(), new EquivalentLevel());
        foreach (var minute in minutes.Where(m => m is { Capture: > 0, LAeq: not null, LCeq: not null }))
        {
            a.Add(minute.LAeq, Minute * (minute.Capture / 100));
            c.Add(minute.LCeq, Minute * (minute.Capture / 100));
        }
        return c.Db - a.Db;
    }

    /// <summary>L10 − L90 of a band by its minutes; null = fewer than ten minutes.</summary>
    public static double? Spread(IEnumerable<NoiseMinuteRecord> minutes, int band)
    {
        var levels = minutes.Select(m => m.Bands?[band]).OfType<double>().Order().ToList();
        return levels.Count < 10 ? null : At(0.9) - At(0.1);

        double At(double share)
        {
            var rank = share * (levels.Count - 1);
            var (low, high) = (levels[(int)rank], levels[Math.Min((int)rank + 1, levels.Count - 1)]);
            return low + (rank - (int)rank) * (high - low);
        }
    }
}
