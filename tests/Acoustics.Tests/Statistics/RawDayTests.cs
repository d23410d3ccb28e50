using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Statistics;
using Xunit;

namespace Solutions.Edge.Tests.Acoustics.Statistics;

/// <summary>A day from its minutes against the same day counted raw.</summary>
public class RawDayTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_days_levels_from_its_minutes_are_those_of_every_reading(int seed)
    {
        var day = new RawDay(seed);
        var (laeq, laf) = (new EquivalentLevel(), new LevelHistogram());
        // Minutes to hours, hours to the day, the last first.
        for (var hour = 23; hour >= 0; hour--)
        {
            var (hourLaeq, hourLaf) = (new EquivalentLevel(), new LevelHistogram());
            for (var minute = 60 * hour; minute < 60 * (hour + 1); minute++)
            {
                var (energy, histogram) = Minute(day, minute);
                hourLaeq.Add(energy);
                hourLaf.Add(histogram);
            }
            laeq.Add(hourLaeq);
            laf.Add(hourLaf);
        }

        Assert.Equal(Energy.LevelDb(day.Measured(day.AEnergy).Average()), laeq.Db!.Value, 0.005);
        Assert.Equal(day.IsMeasured.Count(m => m), laeq.Duration.TotalSeconds);
        var sorted = day.Measured(day.LafDb).ToArray();
        Array.Sort(sorted);
        Assert.Equal(sorted.Length, laf.Count);
        foreach (var percent in new[] { 1, 10, 50, 90, 99.8 })
            Assert.Equal(Exceeded(sorted, percent), laf.ExceededDb(percent)!.Value, 0.1);
    }

    private static (EquivalentLevel, LevelHistogram) Minute(RawDay day, int minute)
    {
        var (laeq, laf) = (new EquivalentLevel(), new LevelHistogram());
        for (var s = 60 * minute; s < 60 * (minute + 1); s++)
        {
            laeq.Add(day.LAeq(s), TimeSpan.FromSeconds(1));
            if (!day.IsMeasured[s])
                continue;
            foreach (var level in RawDay.Of(day.LafDb, s))
                laf.Add(level);
        }
        return (laeq, laf);
    }

    /// <summary>The reading that a share of all readings exceeds, linear between ranks.</summary>
    private static double Exceeded(double[] ascending, double percent)
    {
        var rank = (1 - percent / 100) * (ascending.Length - 1);
        var below = (int)rank;
        return ascending[below] + (rank - below) * (ascending[Math.Min(below + 1, ascending.Length - 1)] - ascending[below]);
    }
}
