using Solutions.Edge.Acoustics;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>1-s levels to intervals: decibels are never averaged, energies are. Pure.</summary>
internal static class NoiseIntervals
{
    /// <param name="seconds">1-s levels, ascending.</param>
    /// <param name="interval">Length of an interval; intervals start at whole multiples of it since the epoch.</param>
    public static IEnumerable<NoiseInterval> Of(IEnumerable<NoiseReading> seconds, TimeSpan interval)
    {
        var length = (long)interval.TotalSeconds;
        return seconds.GroupBy(s => s.T.ToUnixTimeSeconds() / length).Select(group =>
        {
            var valid = group.Where(s => s.LAeq is not null).ToList();
            var levels = valid.Select(s => s.LAeq!.Value).Order().ToList();
            return new NoiseInterval(DateTimeOffset.FromUnixTimeSeconds(group.Key * length), Round(Energy.MeanDb(levels)),
                valid.Max(s => s.LAFmax), valid.Max(s => s.LCpeak), Exceeded(levels, 0.1), Exceeded(levels, 0.5), Exceeded(levels, 0.9),
                Math.Round(100.0 * levels.Count / length, 1));
        });
    }

    /// <summary>The level exceeded for a share of the seconds, linear between ranks.</summary>
    private static double? Exceeded(List<double> ascending, double share)
    {
        if (ascending.Count == 0)
            return null;
        var rank = (1 - share) * (ascending.Count - 1);
        var (low, high) = (ascending[(int)rank], ascending[Math.Min((int)rank + 1, ascending.Count - 1)]);
        return Round(low + (rank - (int)rank) * (high - low));
    }

    private static double? Round(double? level) => level is { } l ? Math.Round(l, 2) : null;
}
