using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Nights;

/// <summary>What is left without weather and doubt equals what is computed of those seconds alone.</summary>
public class NightExclusionTests
{
    private static readonly Night Night = Night.Of(new(2026, 11, 23), TimeZoneInfo.Utc);

    [Fact]
    public void Seconds_in_wind_rain_and_doubt_are_left_out_each_with_its_reason()
    {
        // Minute 1 in wind, minute 2 in rain, and in minute 3 five seconds of doubt of several kinds; one second under range stays.
        string[] doubts = ["calibration-doubt", "wind", "overload", "lost-samples", "lost-samples"];
        var seconds = Enumerable.Range(0, 300).Select(i => Second(i, i switch { < 60 => 40, < 120 => 70, < 180 => 60, < 185 => 80, 200 => 29, _ => 42 },
            i is >= 180 and < 185 ? [doubts[i - 180]] : i == 200 ? ["under-range"] : [])).ToList();
        var left = NightExclusion.Of(Night, TimeSpan.FromSeconds(300), seconds, [], Weather((1, 6, 0), (2, 1, 0.4), (0, 2, 0)));
        Assert.Equal(
            [
                new(60, 120, "wind over 5 m/s"), new(120, 180, "rain"), new(180, 181, "calibration doubt"), new(181, 182, "wind at the microphone"),
                new(182, 183, "overload"), new(183, 185, "samples lost"),
            ], left.Out);
        Assert.Equal(125, left.Seconds);
        // 60 s of 40 dB, 1 of 29, 114 of 42: 10 lg((60 * 10^4 + 10^2.9 + 114 * 10^4.2) / 175) = 41.39; 175 of 300 s.
        Assert.Equal((41.39, 58.3, 45), (Math.Round(left.Left!.LAeq!.Value.Db, 2), left.Left.Capture, left.Left.LAFmax!.Value.Db));
    }

    [Fact]
    public void Whole_minutes_that_nothing_touches_count_by_their_records_and_cut_ones_by_their_seconds()
    {
        var seconds = Enumerable.Range(0, 180).Select(i => Second(i, i < 120 ? 50 : 60, i is >= 120 and < 150 ? ["overload"] : [])).ToList();
        NoiseMinute[] minutes = [Minute(0, 50), Minute(1, 50), Minute(2, 60)];
        var left = NightExclusion.Of(Night, TimeSpan.FromSeconds(180), seconds, minutes, Weather());
        // 120 s of 50 dB and 30 s of 60: 10 lg((120 * 10^5 + 30 * 10^6) / 150) = 54.47.
        Assert.Equal((54.47, 83.3), (left.Left!.LAeq!.Value.Db, left.Left.Capture));
        Assert.Equal(NoiseIntervals.OfLaf, left.Left.PercentilesOf);
    }

    [Fact]
    public void Minutes_of_which_the_seconds_are_erased_are_left_out_as_a_whole()
    {
        var left = NightExclusion.Of(Night, TimeSpan.FromSeconds(180), [], [Minute(0, 50), Minute(1, 70), Minute(2, 50)], Weather((1, 8, null)));
        Assert.Equal([new(60, 120, "wind over 5 m/s")], left.Out);
        Assert.Equal((50, 66.7), (left.Left!.LAeq!.Value.Db, left.Left.Capture));
    }

    [Fact]
    public void Where_all_is_in_the_weather_nothing_is_left()
    {
        var left = NightExclusion.Of(Night, TimeSpan.FromSeconds(60), [Second(0, 50), Second(1, 50)], [], Weather((0, 8, null)));
        Assert.Null(left.Left);
        // Seconds without a level are gaps, and no weather is blamed for them.
        Assert.Equal([new(0, 2, "wind over 5 m/s")], left.Out);
    }

    [Fact]
    public void Included_and_excluded_equal_an_independent_sum_over_random_nights()
    {
        var own = new Random(62);
        for (var round = 0; round < 20; round++)
        {
            var seconds = Enumerable.Range(0, 1800).Where(_ => own.Next(10) > 0).Select(i => Second(i, Math.Round(25 + 50 * own.NextDouble(), 2),
                own.Next(12) == 0 ? ["overload"] : own.Next(12) == 0 ? ["lost-samples", "wind"] : [])).ToList();
            var windy = Enumerable.Range(0, 30).Where(_ => own.Next(4) == 0).ToHashSet();
            var left = NightExclusion.Of(Night, TimeSpan.FromMinutes(30), seconds, [], Weather([.. windy.Select(m => (m, 5.1, (double?)0))]));
            var (sum, count) = (0.0, 0);
            foreach (var second in seconds)
            {
                if (second.Flags.Count > 0 || windy.Contains((int)(second.T - Night.From).TotalSeconds / 60))
                    continue;
                (sum, count) = (sum + Math.Exp(second.LAeq!.Value * Math.Log(10) / 10), count + 1);
            }
            Assert.Equal(10 / Math.Log(10) * Math.Log(sum / count), left.Left!.LAeq!.Value.Db, 0.006);
            Assert.Equal(100.0 * count / 1800, left.Left.Capture, 0.051);
            Assert.Equal(seconds.Count - count, left.Seconds);
        }
    }

    private static NightWeather Weather(params (int Minute, double Wind, double? Rain)[] minutes) =>
        NightWeather.Of(Night, minutes.Select(m => new GateRecord { T = Night.From.AddMinutes(m.Minute + 1), Wind = m.Wind, Rain = m.Rain }));

    private static NoiseReading Second(int at, double level, params string[] flags) =>
        new(Night.From.AddSeconds(at), level, level + 3, null) { Flags = flags };

    private static NoiseMinute Minute(int at, double level) => new(Night.From.AddMinutes(at), level, level + 3, null, [(short)(level * 10), 6000], 0, 0, 100);
}
