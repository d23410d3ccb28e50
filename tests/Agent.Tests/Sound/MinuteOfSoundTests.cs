using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Sound;

public class MinuteOfSoundTests
{
    private static readonly DateTimeOffset Minute = new(2026, 11, 23, 23, 4, 0, TimeSpan.Zero);
    private readonly MinuteOfSound minute = new();

    [Fact]
    public void A_scenes_minute_is_what_its_seconds_and_their_readings_come_to()
    {
        var seconds = Listening.Measure(Listening.Render("town", 1, 61));
        // The first second after a start has no readings to count.
        var record = Add(seconds.Skip(1), Minute)!;
        Assert.Equal(Minute, record.T);
        Assert.Equal(Energy.MeanDb(seconds.Skip(1).Select(s => s.LAeq!.Value))!.Value, record.LAeq!.Value, 0.005);
        Assert.Equal(Energy.MeanDb(seconds.Skip(1).Select(s => s.LCeq!.Value))!.Value, record.LCeq!.Value, 0.005);
        Assert.Equal(Math.Round(seconds.Skip(1).Max(s => s.LAFmax!.Value), 2), record.LAFmax);
        Assert.Equal(6000, record.Histogram!.Counts.Sum());
        var lowest = seconds.Skip(1).SelectMany(s => s.Steps.LafDb).Min();
        Assert.Equal(lowest, record.Histogram.From / 10.0, 0.051);
        Assert.Equal(Energy.MeanDb(seconds.Skip(1).Select(s => s.Bands[20]!.Value))!.Value, record.Bands![20]!.Value, 0.005);
        Assert.Equal((100, 0, 0), (record.Capture, record.OverloadSeconds, record.UnderRangeSeconds));
    }

    [Fact]
    public void Its_record_comes_with_its_last_second_and_the_next_begins_empty()
    {
        for (var s = 0; s < 59; s++)
            Assert.Null(minute.Add(Minute.AddSeconds(s), Level(60)));
        Assert.Equal((Minute, 60, 100), Stated(minute.Add(Minute.AddSeconds(59), Level(60))));
        Assert.Null(minute.End());
        Assert.Equal((Minute.AddMinutes(1), 40, 100), Stated(Add(Enumerable.Repeat(Level(40), 60), Minute.AddMinutes(1))));
    }

    [Fact]
    public void Begun_late_it_has_captured_what_was_left_of_it() =>
        Assert.Equal((Minute, 60, 25), Stated(Add(Enumerable.Repeat(Level(60), 15), Minute.AddSeconds(45))));

    [Fact]
    public void Broken_off_it_has_captured_what_there_was_and_the_rest_is_a_record_of_its_own()
    {
        Assert.Null(Add(Enumerable.Repeat(Level(60), 30), Minute));
        Assert.Equal((Minute, 60, 50), Stated(minute.End()));
        Assert.Null(minute.End());
        Assert.Equal((Minute, 40, 25), Stated(Add(Enumerable.Repeat(Level(40), 15), Minute.AddSeconds(45))));
    }

    [Fact]
    public void Of_seconds_without_a_signal_it_states_that_nothing_was_measured()
    {
        var record = Add(Enumerable.Repeat(Level(null, SecondLevels.NoSignal), 60), Minute)!;
        Assert.Equal((null, null, null, 0), (record.LAeq, record.LAFmax, record.Histogram, record.Capture));
        Assert.Null((record with { Boot = Ids.New(), Seq = 1 }).FindFault());
    }

    [Fact]
    public void Overload_and_under_range_seconds_are_counted_and_stay_in_the_levels()
    {
        var record = Add([.. Enumerable.Repeat(Level(110, SecondLevels.Overload), 2), .. Enumerable.Repeat(Level(30, SecondLevels.UnderRange), 58)], Minute)!;
        Assert.Equal((2, 58, 100), (record.OverloadSeconds, record.UnderRangeSeconds, record.Capture));
        Assert.Equal((110, Math.Round(110 - 10 * Math.Log10(30), 2)), (record.LAFmax, record.LAeq));
    }

    private NoiseMinuteRecord? Add(IEnumerable<SecondLevels> seconds, DateTimeOffset start)
    {
        NoiseMinuteRecord? ended = null;
        foreach (var second in seconds)
        {
            Assert.Null(ended);
            ended = minute.Add(start, second);
            start = start.AddSeconds(1);
        }
        return ended;
    }

    private static (DateTimeOffset, double?, double) Stated(NoiseMinuteRecord? record) => (record!.T, record.LAeq, record.Capture);

    private static SecondLevels Level(double? db, params string[] flags) => new()
    {
        LAeq = db,
        LAFmax = db,
        Bands = new double?[ThirdOctave.Count],
        Steps = StepTrace.Empty,
        Samples = Listening.Rate,
        SampleRate = Listening.Rate,
        Flags = flags,
    };
}
