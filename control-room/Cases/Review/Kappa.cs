using System.Globalization;

namespace Solutions.Edge.ControlRoom.Cases.Review;

/// <summary>How far two officers agree beyond chance: Cohen's kappa, unweighted. Pure.</summary>
/// <remarks>Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960), 37 to 46.</remarks>
/// <param name="Pairs">How many events both reviewed.</param>
/// <param name="Observed">Share of them on which they agree, 0 to 1.</param>
/// <param name="Expected">Share on which they would by chance, given how often each chose what.</param>
internal sealed record Kappa(int Pairs, double Observed, double Expected)
{
    /// <summary>1 = they always agree, 0 = as by chance; null = it is not defined.</summary>
    public double? Value => Pairs > 0 && Expected < 1 ? (Observed - Expected) / (1 - Expected) : null;

    /// <summary>As it is printed, with its n.</summary>
    public string Words => Pairs == 0 ? "Cohen's kappa: no event has been reviewed by two officers yet (n = 0)"
        : Value is { } value ? string.Create(CultureInfo.InvariantCulture, $"Cohen's kappa {value:0.00}, n = {Pairs}, agreement {100 * Observed:0} %")
        : string.Create(CultureInfo.InvariantCulture, $"Cohen's kappa is not defined: both officers found the same of every event (n = {Pairs})");

    public static Kappa Of<T>(IEnumerable<(T First, T Second)> pairs) where T : notnull
    {
        var all = pairs.ToList();
        if (all.Count == 0)
            return new(0, 0, 0);
        var (n, same) = ((double)all.Count, all.Count(p => p.First.Equals(p.Second)));
        // Whole numbers up to the one division: only a chance of exactly one is undefined.
        var chance = all.Select(p => p.First).Distinct().Sum(c => (long)all.Count(p => p.First.Equals(c)) * all.Count(p => p.Second.Equals(c)));
        return new(all.Count, same / n, chance / (n * n));
    }
}
