using Solutions.Edge.Acoustics.Statistics;

namespace Solutions.Edge.Acoustics.Conformity;

/// <summary>A day's levels from its seconds and minutes, as they travel and are stored, against the same day counted reading by reading.</summary>
public static class DayOfMinutes
{
    private const int Minutes = 24 * 60, StepsPerSecond = 100;

    /// <summary>A made-up day: a level that wanders between 24 and 95 dB, with a burst of a second every five minutes or so.</summary>
    /// <param name="sampleRate">Of the table; a day's statistics know none.</param>
    public static ConformityTable Try(int sampleRate)
    {
        var (level, fast, energies, random) = (45d, Energy.Of(45), 0d, new Random(1));
        var keep = Math.Exp(-StepTrace.StepSeconds / TimeWeighting.FastSeconds);
        var (laeq, laf) = (new EquivalentLevel(), new LevelHistogram());
        var readings = new List<float>(Minutes * 60 * StepsPerSecond);
        for (var minute = 0; minute < Minutes; minute++)
        {
            var (minuteLaeq, minuteLaf) = (new EquivalentLevel(), new LevelHistogram());
            for (var second = 0; second < 60; second++)
            {
                var (burstDb, sum) = (random.Next(300) == 0 ? 25 : 0, 0d);
                for (var step = 0; step < StepsPerSecond; step++)
                {
                    level = Math.Clamp(level + random.NextDouble() - 0.5, 24, 95);
                    sum += Energy.Of(level + burstDb);
                    fast = keep * fast + (1 - keep) * Energy.Of(level + burstDb);
                    minuteLaf.Add(Energy.LevelDb(fast));
                    readings.Add((float)Energy.LevelDb(fast));
                }
                energies += sum;
                minuteLaeq.Add(Math.Round(Energy.LevelDb(sum / StepsPerSecond), 2), TimeSpan.FromSeconds(1));
            }
            laeq.Add(minuteLaeq);
            laf.Add(minuteLaf);
        }
        readings.Sort();
        return new("A day from its minutes", "own requirement", sampleRate,
            "1-s levels rounded to 0.01 dB and LAF histograms of 1440 minutes, merged, against the 8.64 million readings they came from.", "",
            [
                new("LAeq,24h", 0, Energy.LevelDb(energies / readings.Count), laeq.Db ?? double.NaN, -0.005, 0.005),
                .. new[] { 1, 10, 50, 90, 99.8 }.Select(percent => new ConformityRow(FormattableString.Invariant($"LA{percent}"), 0,
                    readings[(int)((1 - percent / 100) * (readings.Count - 1))], laf.ExceededDb(percent) ?? double.NaN, -0.1, 0.1)),
            ]);
    }
}
