using Solutions.Edge.Acoustics.Statistics;
using Xunit;

namespace Solutions.Edge.Tests.Acoustics.Statistics;

public class EquivalentLevelTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Parts_count_by_their_energy_and_their_length()
    {
        // One second at 80 dB and nine at 60: (10^8 + 9·10^6)/10.
        Assert.Equal(10 * Math.Log10(1.09e7), Of((80, 1), (60, 9)).Db!.Value, 1e-6);
    }

    [Fact]
    public void Ninety_decibels_for_an_hour_are_seventy_six_over_a_day_of_silence() =>
        Assert.Equal(90 - 10 * Math.Log10(24), Of((90, 3600), (-90, 23 * 3600)).Db!.Value, 1e-6);

    [Fact]
    public void What_was_not_measured_has_neither_energy_nor_length()
    {
        var level = Of((60, 10), (null, 1000));
        Assert.Equal(60, level.Db!.Value, 1e-6);
        Assert.Equal(TimeSpan.FromSeconds(10), level.Duration);
    }

    [Fact]
    public void Of_nothing_there_is_no_level() => Assert.Null(new EquivalentLevel().Db);

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void However_parts_are_grouped_and_ordered_the_level_is_the_same_to_the_last_bit(int seed)
    {
        var random = new Random(seed);
        var parts = Enumerable.Range(0, 5000)
            .Select(_ => Of((Math.Round(-40 + 180 * random.NextDouble(), 2), 0.9 + 0.2 * random.NextDouble()))).ToList();
        var whole = new EquivalentLevel();
        parts.ForEach(whole.Add);
        while (parts.Count > 1)
        {
            var into = random.Next(parts.Count - 1);
            parts[into].Add(parts[^1]);
            parts.RemoveAt(parts.Count - 1);
        }
        Assert.Equal(whole.Duration, parts[0].Duration);
        Assert.Equal(BitConverter.DoubleToInt64Bits(whole.Db!.Value), BitConverter.DoubleToInt64Bits(parts[0].Db!.Value));
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(0)]
    [InlineData(140)]
    public void A_year_of_one_level_is_that_level(double level) => Assert.Equal(level, Of((level, 365.0 * 86_400)).Db!.Value, 0.0001);

    [Fact]
    public void Silence_is_the_least_there_is_and_no_error() => Assert.Equal(-96.3, Of((double.NegativeInfinity, 1)).Db!.Value, 0.05);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(220.1)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_level_is_refused(double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new EquivalentLevel().Add(level, Second));

    [Fact]
    public void A_part_that_did_not_last_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new EquivalentLevel().Add(60, TimeSpan.Zero));

    private static EquivalentLevel Of(params (double? LevelDb, double Seconds)[] parts)
    {
        var level = new EquivalentLevel();
        foreach (var (db, seconds) in parts)
            level.Add(db, Second * seconds);
        return level;
    }
}
