using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.ControlRoom.Cases.Events;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Events;

/// <summary>Events, LAeq, LA90 and LAFmax of nights against arithmetic of the test's own.</summary>
public class NoiseEventsTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly Night Plain = Night.Of(new(2026, 11, 23), London);

    [Theory]
    [InlineData("2026-11-23", 1, 8)]
    [InlineData("2026-11-23", 2, 8)]
    [InlineData("2026-11-24", 3, 8)]
    [InlineData("2026-03-28", 4, 7)]
    [InlineData("2026-10-24", 5, 9)]
    public void Every_figure_of_a_night_is_that_of_its_seconds(string evening, int seed, int hours)
    {
        var night = Night.Of(DateOnly.Parse(evening, null), London);
        Assert.Equal(hours * 3600, night.Seconds);
        var seconds = Generated(seed, 3600 + night.Seconds);
        var readings = Readings(night, seconds);
        var found = Find(night, readings);
        var own = OwnArithmetic.Events([.. seconds[..3600].Select(s => s.LAeq)], seconds[3600..]);

        Assert.InRange(own.Count, 5, 1000);
        Assert.Equal((own.Count, own.Count(e => e.LAFmax >= 45)), (found.Count, found.Loud));
        Assert.All(found.Ranked.OrderBy(e => e.From).Zip(own), pair =>
        {
            var (noise, expected) = pair;
            Assert.Equal((expected.From, expected.To), ((int)(noise.From - night.From).TotalSeconds, (int)(noise.To - night.From).TotalSeconds));
            Assert.Equal(Math.Round(expected.LAeq, 2), noise.LAeq.Db, 0.0051);
            Assert.Equal((expected.LAFmax, expected.Background), (noise.LAFmax!.Value.Db, noise.Background.Level.Db));
        });
        var whole = NoiseIntervals.Over(night.From, night.To - night.From, [.. readings.Where(r => r.T >= night.From)], []);
        Assert.Equal(OwnArithmetic.Mean(seconds[3600..].Select(s => s.LAeq).OfType<double>()), whole.LAeq!.Value.Db, 0.0051);
        Assert.Equal(OwnArithmetic.Exceeded90([.. seconds[3600..].Select(s => s.LAeq)])!.Value, whole.LA90!.Value.Db, 0.0051);
        Assert.Equal(seconds[3600..].Max(s => s.LAFmax), whole.LAFmax!.Value.Db);
    }

    [Fact]
    public void Three_hours_of_steady_music_are_one_event_over_the_background_from_before_it()
    {
        var noise = Assert.Single(Find(Plain, Readings(Plain, Steady((3600 + 1800, 3600 + 1800 + 3 * 3600, 48)))).Ranked);
        Assert.Equal((Plain.From.AddMinutes(30), 3 * 3600, 48.0, 30.0), (noise.From, noise.Seconds, noise.LAeq.Db, noise.Background.Level.Db));
    }

    [Fact]
    public void After_a_pause_it_is_still_over_the_background_from_before_and_the_age_of_that_is_stated()
    {
        var found = Find(Plain, Readings(Plain, Steady((3600, 3600 + 7200, 42), (3600 + 7230, 3600 + 7260, 42))));
        Assert.Equal(2, found.Count);
        var second = found.Ranked[1];
        Assert.Equal((30.0, 12.0), (second.Background.Level.Db, second.Over.Db));
        Assert.Equal(TimeSpan.FromSeconds(7230), second.Background.Age);
    }

    [Theory]
    [InlineData(9, 1)]
    [InlineData(10, 2)]
    public void Seconds_less_than_ten_seconds_apart_are_one_event(int pause, int events) =>
        Assert.Equal(events, Find(Plain, Readings(Plain, Steady((5000, 5002, 60), (5002 + pause, 5003 + pause, 60)))).Count);

    [Theory]
    [InlineData(40.0, 1)]
    [InlineData(39.99, 0)]
    public void A_second_is_of_an_event_from_ten_decibels_over_the_background(double level, int events) =>
        Assert.Equal(events, Find(Plain, Readings(Plain, Steady((5000, 5001, level)))).Count);

    [Fact]
    public void Doubts_of_its_seconds_are_its_own_and_one_that_ends_at_a_gap_states_it()
    {
        var readings = Readings(Plain, Steady((5000, 5020, 60)))
            .Where(r => (r.T - Plain.From).TotalSeconds is < 1420 or >= 1500)
            .Select(r => (r.T - Plain.From).TotalSeconds == 1403 ? r with { Flags = ["overload", "wind"] } : r);
        var noise = Assert.Single(Find(Plain, [.. readings]).Ranked);
        Assert.Equal(SecondDoubt.Overload | SecondDoubt.Wind | SecondDoubt.Missing, noise.Doubts);
        Assert.Equal((LevelBound.AtLeast, LevelBound.AtLeast), (noise.LAeq.Bound, noise.Over.Bound));
        Assert.Equal("gap, overload, wind", EventWords.Doubt(noise));
    }

    [Fact]
    public void Over_a_background_under_the_range_of_the_microphone_it_is_at_least_so_much()
    {
        var readings = Readings(Plain, Steady((5000, 5001, 60))).Select(r => r.LAeq < 60 ? r with { Flags = ["under-range"] } : r);
        var noise = Assert.Single(Find(Plain, [.. readings]).Ranked);
        Assert.Equal(("≤ 30.0", "≥ 30.0"), (noise.Background.Level.ToString(), noise.Over.ToString()));
    }

    [Fact]
    public void Where_no_background_was_known_nothing_is_searched_and_it_is_counted()
    {
        var readings = Readings(Plain, Steady((3600, 3700, 60))).Where(r => r.T >= Plain.From).ToList();
        var found = Find(Plain, readings);
        Assert.Equal((0, 900), (found.Count, found.Unsearched));
        Assert.Equal(0, Find(Plain, readings, _ => 25).Unsearched);
    }

    [Fact]
    public void The_usual_background_of_the_hour_counts_where_it_is_lower()
    {
        var noise = Assert.Single(Find(Plain, Readings(Plain, Steady((5000, 5001, 60))), _ => 28).Ranked);
        Assert.Equal((28.0, null), (noise.Background.Level.Db, noise.Background.Age));
        Assert.Equal(30.0, Assert.Single(Find(Plain, Readings(Plain, Steady((5000, 5001, 60))), _ => 35).Ranked).Background.Level.Db);
    }

    [Fact]
    public void Longer_and_farther_over_the_background_ranks_higher()
    {
        var found = Find(Plain, Readings(Plain, Steady((5000, 5001, 60), (6000, 6002, 60), (7000, 7100, 45))));
        // 30 dB for 1 s; 30 dB for 2 s: 33; 15 dB for 100 s: 35.
        Assert.Equal([100, 2, 1], found.Ranked.Select(e => e.Seconds));
    }

    private static NightEvents Find(Night night, IReadOnlyList<NoiseReading> readings, Func<DateTimeOffset, double?>? usual = null)
    {
        var quarters = NoiseIntervals.Of(readings.ToArray(), [], TimeSpan.FromMinutes(15));
        return NoiseEvents.Of("bed", night, readings, new(quarters, usual ?? (_ => null), EventParameters.Default), EventParameters.Default);
    }

    /// <summary>30 dB from an hour before the night to its end, but for what is louder.</summary>
    private static (double? LAeq, double? LAFmax)[] Steady(params (int From, int To, double Level)[] louder) =>
        [.. Enumerable.Range(0, 3600 + Plain.Seconds).Select(i => Array.Find(louder, l => i >= l.From && i < l.To) is { Level: > 0 } loud ? loud.Level : 30)
            .Select(l => ((double?)l, (double?)l + 1))];

    private static (double? LAeq, double? LAFmax)[] Generated(int seed, int count)
    {
        var own = new Random(seed);
        var (party, ends, gap, gapEnds) = (own.Next(4000, 9000), own.Next(10_000, 20_000), own.Next(5000, 20_000), own.Next(20_000, 23_000));
        var (bang, levels) = (0.0, new (double? LAeq, double? LAFmax)[count]);
        for (var i = 0; i < count; i++)
        {
            bang = own.Next(300) == 0 ? 35 * own.NextDouble() : bang * 0.7;
            var music = i >= party && i < ends ? 9 + 5 * Math.Sin(i / 40.0) : 0;
            var level = Math.Round(29 + 3 * Math.Sin(i / 5000.0) + own.NextDouble() + Math.Max(music, bang), 2);
            var isMissing = seed % 2 == 0 && i >= gap && i < gapEnds || own.Next(500) == 0;
            levels[i] = isMissing ? (null, null) : (level, Math.Round(level + 3 * own.NextDouble(), 2));
        }
        return levels;
    }

    /// <summary>A second without a level has no record, or a record without one.</summary>
    private static List<NoiseReading> Readings(Night night, (double? LAeq, double? LAFmax)[] seconds) =>
        [.. seconds.Select((s, i) => new NoiseReading(night.From.AddSeconds(i - 3600), s.LAeq, s.LAFmax, null))
            .Where((r, i) => r.LAeq is not null || i % 2 == 0)];
}
